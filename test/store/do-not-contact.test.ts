import {
  type DoNotContactFacts,
  doNotContactHistories,
  recordDoNotContact,
  refusingContact,
  withdrawDoNotContact,
} from '../../src/store/do-not-contact';
import { applicationsByIds } from '../../src/store/queries/applications';
import { worklist } from '../../src/store/queries/worklist';
import { countOutdated } from '../../src/store/replan';
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
  recruiter,
  refusalOf,
  request,
  response,
  run,
  type TestStore,
} from '../support/agency';
import { contents } from '../support/log';
import { statementsOf } from '../support/statements';

let store: TestStore;
let agency: Agency;
/** Two applications at one employer. */
let id: string;
let other: string;
let contactId: string;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

beforeEach(async () => {
  agency = await makeAgency(store);
  contactId = await addContact(agency);
  [id, other] = [await apply(agency), await apply(agency)];
});

afterEach(async () => {
  expect(await countOutdated(store, agency.agencyId)).toBe(0);
  expect((await verify(store)).problems).toEqual([]);
});

const said = { saidBy: 'Their lawyer', saidAt: daysAgo(1), note: 'By letter.' };
const record = (of: DoNotContactFacts['of'] = { contactId }) =>
  recordDoNotContact(store, agency.session, { ...said, of }, null);
const withdraw = (requestId: string) =>
  withdrawDoNotContact(store, agency.session, requestId, 'It was another person.', null);
const history = async () =>
  (await doNotContactHistories(store.everyAgency, agency.agencyId, [agency.employerId])).get(
    agency.employerId,
  );
const refusing = async () =>
  (await refusingContact(store.everyAgency, agency.agencyId, [agency.employerId])).get(agency.employerId);

/** To whom something is recommended on the two applications, now or later; a kind where it is to nobody. */
async function recipients(): Promise<unknown[]> {
  const views = await applicationsByIds(store, agency.agencyId, [id, other]);
  const actions = [...views.values()].flatMap(({ steps }) =>
    steps
      .filter(({ until }) => until === null || until > Date.now())
      .flatMap((step) => step.actions)
      .map(({ kind, recipient }) => recipient?.contactId ?? kind),
  );
  return [...new Set(actions)];
}

async function listed(): Promise<unknown[]> {
  const page = { size: 100, backward: false, after: null, before: null };
  const { rows } = await worklist(store, agency.agencyId, daysAgo(-20), {}, page);
  return rows.map(({ action }) => action.recipient?.contactId ?? action.kind);
}

describe('a person who has asked not to be contacted', () => {
  test('is turned to no more on any application, from the answer on', async () => {
    expect(await recipients()).toContain(contactId);
    await record();
    expect(await recipients()).not.toContain(contactId);
    expect(await listed()).not.toContain(contactId);
    expect(await refusing()).toEqual(new Set([contactId]));
  });

  test('nor on one that is submitted or reopened later', async () => {
    await run(agency, [request(other, closing())]);
    await record();
    await run(agency, [request(other, { type: 'ReopenApplication', why: 'Again.', reopenedAt: null })]);
    id = await apply(agency);
    expect(await recipients()).not.toContain(contactId);
  });

  test('is turned to again once that is taken back, and the history keeps it', async () => {
    const { id: requestId } = await record();
    await withdraw(requestId);
    expect(await recipients()).toContain(contactId);
    expect(await refusing()).toBeUndefined();
    expect(await history()).toEqual([
      {
        ...{ id: requestId, employerId: agency.employerId, contactId, ...said, applicationId: null },
        ...{ recordedBy: recruiter, recordedAt: expect.any(Number) },
        withdrawal: { at: expect.any(Number), by: recruiter, reason: 'It was another person.' },
      },
    ]);
  });

  test('twice, is turned to only once both are taken back', async () => {
    const [first, second] = [await record(), await record()];
    await withdraw(first.id);
    expect(await recipients()).not.toContain(contactId);
    await withdraw(second.id);
    expect(await recipients()).toContain(contactId);
    expect((await history())?.map((one) => one.id)).toEqual([second.id, first.id]);
  });
});

test('an employer that has asked silences all its applications, and no other employer', async () => {
  const there = { ...agency, employerId: await addEmployer(agency) };
  const elsewhere = await apply(agency, { jobPostingId: await addPosting(there) });
  await record({ employerId: agency.employerId });
  expect(await recipients()).toEqual(['NONE']);
  expect(await refusing()).toEqual(new Set([null]));
  [id, other] = [elsewhere, elsewhere];
  expect(await recipients()).not.toEqual(['NONE']);
});

describe('what came as a response', () => {
  const refuse = async () => {
    const refused = response({ response: 'DO_NOT_CONTACT', contactId, note: 'They were short.' });
    const { reply } = await run(agency, [request(id, refused)]);
    return reply.eventIds[0] as string;
  };

  test('is in the same history, by its event', async () => {
    const eventId = await refuse();
    expect(await history()).toEqual([
      {
        ...{ id: eventId, employerId: agency.employerId, contactId, applicationId: id, saidBy: null },
        ...{ saidAt: daysAgo(1), note: 'They were short.', withdrawal: null },
        ...{ recordedBy: recruiter, recordedAt: expect.any(Number) },
      },
    ]);
    expect(await refusing()).toEqual(new Set([contactId]));
  });

  test('is taken back by retracting the event and not here, before and after', async () => {
    const eventId = await refuse();
    const before = await contents(store);
    expect(await refusalOf(withdraw(eventId))).toEqual(['RECORDED_ON_APPLICATION']);
    expect(await contents(store)).toEqual(before);
    await run(agency, [request(id, { type: 'RetractEvent', eventId, reason: 'It was another firm.' })]);
    expect(await history()).toMatchObject([
      { id: eventId, withdrawal: { by: recruiter, reason: 'It was another firm.' } },
    ]);
    expect(await refusing()).toBeUndefined();
    expect(await recipients()).toContain(contactId);
    expect(await refusalOf(withdraw(eventId))).toEqual(['RECORDED_ON_APPLICATION']);
  });

  test('stands beside what was asked apart from it, the newest first', async () => {
    const { id: requestId } = await record({ employerId: agency.employerId });
    const eventId = await refuse();
    expect((await history())?.map((one) => one.id)).toEqual([eventId, requestId]);
  });
});

test.each([
  ['a contact', () => record({ contactId: agency.employerId })],
  ['an employer', () => record({ employerId: contactId })],
  ['a request', () => withdraw(contactId)],
])('%s that is not there is refused, and nothing is changed', async (_, work) => {
  const before = await contents(store);
  expect(await refusalOf(work())).toEqual(['NOT_FOUND']);
  expect(await contents(store)).toEqual(before);
});

test('it is taken back once, also ten times at once', async () => {
  const { id: requestId } = await record();
  const refusals = await Promise.all(Array.from({ length: 10 }, () => refusalOf(withdraw(requestId))));
  expect(refusals.flat()).toEqual(Array(9).fill('ALREADY_WITHDRAWN'));
});

test('recording it while others are contacted loses nothing', async () => {
  await Promise.all([
    ...[id, other].map((one) => run(agency, [request(one, attempt({ contactId }))])),
    record(),
    apply(agency),
    record({ contactId: await addContact(agency) }),
  ]);
  expect(await history()).toHaveLength(2);
  expect(await recipients()).not.toContain(contactId);
});

test('however many applications there are, none is left with a step towards who refuses', async () => {
  for (let group = 0; group < 26; group++) await Promise.all(Array.from({ length: 20 }, () => apply(agency)));
  const towards = async (person: string) => {
    const { rows } = await store.everyAgency.query<{ count: number }>(
      `select count(distinct application_id)::integer as count from planned_action
       where agency_id = $1 and (until_at is null or until_at > now()) and action #>> '{recipient,contactId}' = $2`,
      [agency.agencyId, person],
    );
    return rows[0]?.count;
  };
  expect(await towards(contactId)).toBe(522);
  const refused = response({ response: 'DO_NOT_CONTACT', contactId });
  const { reply } = await run(agency, [request(id, refused)]);
  expect(await towards(contactId)).toBe(0);
  const eventId = reply.eventIds[0] as string;
  await run(agency, [request(id, { type: 'RetractEvent', eventId, reason: 'A mistake.' })]);
  expect(await towards(contactId)).toBe(522);
  await record();
  expect(await towards(contactId)).toBe(0);
});

test('the histories of many employers take one statement', async () => {
  const employerIds = await Promise.all(Array.from({ length: 5 }, () => addEmployer(agency)));
  for (const employerId of employerIds) await record({ employerId });
  const read = () => doNotContactHistories(store.everyAgency, agency.agencyId, employerIds);
  expect(await statementsOf(read)).toHaveLength(1);
  expect([...(await read()).values()].map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
});
