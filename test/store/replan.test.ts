import { officeHours } from '../../src/domain/calendar';
import { type Step, stepAt } from '../../src/domain/recommendation/plan';
import { setPolicy } from '../../src/store/policies';
import { applicationsByIds, timelinesOf } from '../../src/store/queries/applications';
import { updateContact, updateEmployer } from '../../src/store/reference';
import { countOutdated, replan } from '../../src/store/replan';
import { updateJobPosting } from '../../src/store/update-job-posting';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  addContact,
  addEmployer,
  addPosting,
  apply,
  attempt,
  closing,
  daysAgo,
  makeAgency,
  openTestStore,
  request,
  response,
  run,
  stateOf,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';

let store: TestStore;
let agency: Agency;
/** An application that nobody touches, and another at the same employer. */
let id: string;
let other: string;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

beforeEach(async () => {
  agency = await makeAgency(store);
  [id, other] = [await apply(agency), await apply(agency)];
});

afterEach(async () => expect((await verify(store)).problems).toEqual([]));

const stepsOf = async (applicationId: string) =>
  (await applicationsByIds(store, agency.agencyId, [applicationId])).get(applicationId)?.steps ?? [];
const timelineOf = async (applicationId: string) =>
  (await timelinesOf(store, agency.agencyId, [applicationId])).get(applicationId) ?? [];
/** What is recommended from now on. */
const ahead = (steps: Step[]) =>
  steps
    .filter(({ until }) => until === null || until > Date.now())
    .map(({ until, actions }) => ({ until, actions }));
const aheadOf = async (applicationId: string) => ahead(await stepsOf(applicationId));

const refuseContact = (applicationId: string, contactId: string | null = null) =>
  run(agency, [request(applicationId, response({ response: 'DO_NOT_CONTACT', contactId }))]);

describe('the plans of other open applications are made anew before it answers:', () => {
  const changes: [string, () => Promise<unknown>][] = [
    ['createContact', () => addContact(agency)],
    [
      'updateContact',
      async () => {
        const contactId = await addContact(agency, { email: null });
        return updateContact(store, agency.session, contactId, { email: 'new@example.com' }, null);
      },
    ],
    [
      'updateEmployer',
      () => updateEmployer(store, agency.session, agency.employerId, { timeZone: 'Asia/Tokyo' }, null),
    ],
    [
      'updateEmployer, hours',
      () => {
        const workingHours = officeHours.slice(0, 1);
        return updateEmployer(store, agency.session, agency.employerId, { workingHours }, null);
      },
    ],
    ['setPolicy', () => setPolicy(store, agency.session, 'BALANCED', { lookUpsMax: 0 }, null)],
    [
      'updateJobPosting',
      () => updateJobPosting(store, agency.session, agency.jobPostingId, { noPhoneCalls: true }, null),
    ],
    ['a refusal of contact', () => refuseContact(other)],
    [
      'a bulk of records with such a refusal',
      () =>
        run(agency, [request(other, attempt()), request(other, response({ response: 'DO_NOT_CONTACT' }))]),
    ],
  ];

  test.each(changes)('%s', async (_, change) => {
    const before = await timelineOf(id);
    await change();
    expect(await countOutdated(store, agency.agencyId)).toBe(0);
    const after = await timelineOf(id);
    expect(ahead(after)).not.toEqual(ahead(before));
    expect(ahead(after)).toEqual(await aheadOf(id));
    // What was recommended before now is not rewritten.
    const actionsAgo = (days: number) =>
      [before, after].map((steps) => stepAt(steps, daysAgo(days))?.actions);
    for (const days of [3, 2, 1]) expect(actionsAgo(days)[1]).toEqual(actionsAgo(days)[0]);
  });

  test('not those of closed ones, which need none', async () => {
    await run(agency, [request(id, closing())]);
    const before = await timelineOf(id);
    for (const [, change] of changes.filter(([name]) => name !== 'updateJobPosting')) await change();
    expect(await timelineOf(id)).toEqual(before);
  });
});

describe('a refusal of contact', () => {
  const isSilenced = async (applicationId: string) =>
    (await aheadOf(applicationId)).at(-1)?.actions[0]?.because.some(({ rule }) => rule === 'do-not-contact');
  const areSilenced = (...ids: string[]) => Promise.all(ids.map(isSilenced));

  test('by the employer silences all of its applications, until it is taken back', async () => {
    const elsewhere = { ...agency, employerId: await addEmployer(agency) };
    const untouched = await apply(elsewhere, { jobPostingId: await addPosting(elsewhere) });
    const { written } = await refuseContact(other);
    expect(await areSilenced(id, other, untouched)).toEqual([true, true, false]);

    const eventId = written[0]?.events[0]?.eventId as string;
    const taken = await run(agency, [request(other, { type: 'RetractEvent', eventId, reason: 'Misheard.' })]);
    expect(await areSilenced(id, other)).toEqual([false, false]);
    expect(ahead(taken.written[0]?.steps ?? [])).toEqual(await aheadOf(other));
    // Nor was it ever silenced, as far as is known now.
    expect(JSON.stringify(await timelineOf(other))).not.toContain('do-not-contact');
  });

  test('by one person concerns that person', async () => {
    const contactId = await addContact(agency);
    const recipients = async () =>
      (await aheadOf(id)).flatMap(({ actions }) => actions.map(({ recipient }) => recipient?.contactId));
    expect(await recipients()).toContain(contactId);
    await refuseContact(other, contactId);
    expect(await recipients()).not.toContain(contactId);
    expect(await areSilenced(id, other)).toEqual([false, true]);
  });

  test('reaches the other applications of the same request too', async () => {
    const requests = [request(other, attempt()), request(id, response({ response: 'DO_NOT_CONTACT' }))];
    const { written } = await run(agency, requests);
    expect(await areSilenced(id, other)).toEqual([true, true]);
    for (const { applicationId, steps } of written) {
      expect(ahead(steps)).toEqual(await aheadOf(applicationId));
    }
  });
});

test('a change that changes no plan leaves the timeline as it was', async () => {
  const before = await timelineOf(id);
  await updateEmployer(store, agency.session, agency.employerId, { name: 'Renamed' }, null);
  expect(await timelineOf(id)).toEqual(before);
});

describe('in the background', () => {
  test('so many at a time; meanwhile each answers by the new policy when asked', async () => {
    const ids = [id, other, ...(await Promise.all(upTo(4).map(() => apply(agency))))];
    await store.everyAgency.query(
      `insert into policy (agency_id, version, preset, overrides, set_by)
       values ($1, 1, 'BALANCED', '{"lookUpsMax": 0}', '{}')`,
      [agency.agencyId],
    );
    await store.everyAgency.query('update agency set policy_version = 1 where id = $1', [agency.agencyId]);
    expect(await countOutdated(store, agency.agencyId)).toBe(6);
    const asked = await Promise.all(ids.map(aheadOf));
    expect(await replan(store, agency.agencyId, { most: 2 })).toBe(2);
    expect(await countOutdated(store, agency.agencyId)).toBe(4);
    expect(await replan(store, agency.agencyId)).toBe(4);
    expect(await replan(store, agency.agencyId)).toBe(0);
    expect(await Promise.all(ids.map(aheadOf))).toEqual(asked);
  });

  test('also states and plans that another edition of the fold has made, of closed applications too', async () => {
    await run(agency, [request(other, closing())]);
    await store.everyAgency.query(
      `update application set fold_version = 0, state = jsonb_set(state, '{channel}', '"OTHER"') where agency_id = $1`,
      [agency.agencyId],
    );
    expect((await stateOf(agency, other)).channel).toBe('JOB_BOARD');
    expect(await countOutdated(store, agency.agencyId)).toBe(2);
    expect(await replan(store, agency.agencyId)).toBe(2);
    expect(await countOutdated(store, agency.agencyId)).toBe(0);
  });
});
