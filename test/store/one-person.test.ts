import { stepAt } from '../../src/domain/recommendation/plan';
import { setPolicy } from '../../src/store/policies';
import { applicationsByIds } from '../../src/store/queries/applications';
import { worklist } from '../../src/store/queries/worklist';
import { countOutdated, replan } from '../../src/store/replan';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  addContact,
  addEmployer,
  addPosting,
  apply,
  attempt,
  daysAgo,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';

let store: TestStore;
let agency: Agency;
let contactId: string;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  agency = await makeAgency(store);
  contactId = await addContact(agency);
  await setPolicy(
    store,
    agency.session,
    'BALANCED',
    { nudgesPerPersonPerWeekMax: 2, nudgesPerWeekMax: 4 },
    null,
  );
});
afterEach(async () => {
  expect(await countOutdated(store, agency.agencyId)).toBe(0);
  expect((await verify(store)).problems).toEqual([]);
});

/** An application with a reminder to the person due by now. */
async function waiting(): Promise<string> {
  const id = await apply(agency, { submittedAt: daysAgo(40) });
  await run(agency, [request(id, press(30))]);
  return id;
}
const press = (days: number) =>
  attempt({ attemptedAt: daysAgo(days), contactId, purpose: 'REMINDER', recipientRole: 'HIRING_MANAGER' });

/** The rules behind what is recommended now. */
async function rulesFor(id: string): Promise<string[]> {
  const view = (await applicationsByIds(store, agency.agencyId, [id])).get(id);
  const step = stepAt(view?.steps ?? [], Date.now());
  return step?.actions.flatMap(({ because }) => because.map(({ rule }) => rule)) ?? [];
}
const entries = async () => {
  const page = { size: 100, after: null, backwards: false, before: null } as never;
  const { rows } = await worklist(store, agency.agencyId, Date.now(), {}, page);
  return rows.map(({ applicationId }) => applicationId);
};
const held = 'nudges-to-person-in-a-week';

test('attempts towards a person hold back the nudges of other applications, and say so (T12)', async () => {
  const [first, second, third] = await Promise.all([waiting(), waiting(), waiting()]);
  await run(agency, [request(first, press(2))]);
  expect(await rulesFor(third)).not.toContain(held);
  await run(agency, [request(second, press(1))]);
  expect(await rulesFor(third)).toContain(held);
  expect(await entries()).not.toContain(third);
});

test('what never happened holds nothing back', async () => {
  const [first, second] = await Promise.all([waiting(), waiting()]);
  await run(agency, [request(first, press(2))]);
  const { written } = await run(agency, [request(first, press(1))]);
  expect(await rulesFor(second)).toContain(held);
  const eventId = written[0]?.events[0]?.eventId ?? '';
  await run(agency, [request(first, { type: 'RetractEvent', eventId, reason: 'never happened' })]);
  expect(await rulesFor(second)).not.toContain(held);
});

test('nor does what presses for nothing, or went to somebody else', async () => {
  const [first, second] = await Promise.all([waiting(), waiting()]);
  const other = await addContact(agency, { role: 'RECRUITER', decides: false });
  const thanks = attempt({ attemptedAt: daysAgo(2), contactId, purpose: 'THANK_YOU' });
  const toOther = attempt({ attemptedAt: daysAgo(1), contactId: other });
  await run(
    agency,
    [thanks, toOther, thanks, toOther].map((one) => request(first, one)),
  );
  expect(await rulesFor(second)).not.toContain(held);
});

test('an application that comes later is held back from the start', async () => {
  const first = await waiting();
  await run(agency, [request(first, press(2)), request(first, press(1))]);
  const later = await apply(agency, { submittedAt: daysAgo(5) });
  expect(await rulesFor(later)).toContain(held);
});

test('many at the same time: each plan rests on all of them', async () => {
  const ids = await Promise.all(upTo(8).map(waiting));
  await Promise.all(ids.map((id, index) => run(agency, [request(id, press((index % 3) + 1))])));
  // A reminder is due a week after what was sent; where that was two days ago or more, there is no room yet then.
  const early = ids.filter((_, index) => index % 3 !== 0);
  for (const id of early) expect(await rulesFor(id)).toContain(held);
});

test('a person who is turned to about a position elsewhere counts there too', async () => {
  const here = await waiting();
  const elsewhere = { ...agency, employerId: await addEmployer(agency) };
  const jobPostingId = await addPosting(elsewhere);
  const other = await apply(agency, { jobPostingId, submittedAt: daysAgo(40) });
  await run(agency, [request(other, press(2)), request(other, press(1))]);
  expect(await rulesFor(here)).toContain(held);
});

test('another agency has people of its own', async () => {
  const other = await makeAgency(store, 'Other agency');
  const first = await waiting();
  await run(agency, [request(first, press(2)), request(first, press(1))]);
  await expect(run(other, [request(await apply(other), press(1))])).rejects.toThrow();
});

test('what an earlier edition of the fold has not noted is noted when its applications are folded anew', async () => {
  const [first, second] = await Promise.all([waiting(), waiting()]);
  await run(agency, [request(first, press(2)), request(first, press(1))]);
  await store.everyAgency.query('delete from person_attempt where agency_id = $1', [agency.agencyId]);
  await store.everyAgency.query(
    'update application set fold_version = 1, employer_revision = 0 where agency_id = $1',
    [agency.agencyId],
  );
  expect(await rulesFor(second)).not.toContain(held);
  while ((await replan(store, agency.agencyId)) > 0);
  expect(await rulesFor(second)).toContain(held);
});
