import { listApplications } from '../../src/store/queries/applications';
import { type EventView, listEvents } from '../../src/store/queries/events';
import type { Page, Slice } from '../../src/store/queries/keyset';
import {
  listCandidates,
  listContacts,
  listEmployers,
  listJobPostings,
} from '../../src/store/queries/reference';
import { createCandidate, updateEmployer } from '../../src/store/reference';
import {
  type Agency,
  addContact,
  addEmployer,
  apply,
  attempt,
  closing,
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
let ids: string[];

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  // Three at each time, so that the time alone does not tell them apart.
  ids = await Promise.all(
    upTo(12).map((number) => apply(agency, { submittedAt: daysAgo(3 + (number % 4)) })),
  );
  for (const id of ids.slice(0, 5)) await run(agency, [request(id, attempt())]);
  await run(agency, [request(ids[0] as string, closing())]);
});

afterAll(() => store.close());

type Read<Row> = (page: Page) => Promise<Slice<{ node: Row; key: readonly unknown[] }>>;

/** All rows, page by page from either end; each page says rightly whether there is more on both sides. */
async function readAll<Row>(read: Read<Row>, size: number, backward: boolean): Promise<Row[]> {
  const all: Row[] = [];
  for (let edge: readonly unknown[] | null = null; ; ) {
    const page = { size, backward, after: backward ? null : edge, before: backward ? edge : null };
    const { rows, hasNext, hasPrevious } = await read(page);
    const nodes = rows.map(({ node }) => node);
    all.splice(backward ? 0 : all.length, 0, ...nodes);
    expect(backward ? hasNext : hasPrevious).toBe(edge !== null);
    if (!(backward ? hasPrevious : hasNext)) return all;
    expect(rows).toHaveLength(size);
    edge = (backward ? rows[0] : rows.at(-1))?.key ?? null;
  }
}

async function expectPages<Row>(read: Read<Row>, count: number): Promise<Row[]> {
  const all = await readAll(read, 100, false);
  expect(all).toHaveLength(count);
  for (const size of [1, 2, 5, count, count + 1]) {
    expect(await readAll(read, size, false)).toEqual(all);
    expect(await readAll(read, size, true)).toEqual(all);
  }
  return all;
}

const sorts = (['SUBMITTED_AT', 'LAST_EVENT_AT'] as const).flatMap((field) => [
  { field, descending: false },
  { field, descending: true },
]);

test.each(sorts)('applications by $field, descending $descending, come once each in order', async (sort) => {
  const views = await expectPages(
    (page) => listApplications(store, agency.agencyId, {}, sort, page),
    ids.length,
  );
  const keys = views.map(
    ({ id, state }) =>
      [sort.field === 'SUBMITTED_AT' ? state.submittedAt : state.lastOccurredAt, id] as const,
  );
  const ascending = keys.toSorted(([at, id], [otherAt, otherId]) => at - otherAt || (id < otherId ? -1 : 1));
  expect(keys).toEqual(sort.descending ? ascending.reverse() : ascending);
});

test('applications can be kept apart by stage', async () => {
  const sort = { field: 'SUBMITTED_AT', descending: true } as const;
  const closed = await expectPages(
    (page) => listApplications(store, agency.agencyId, { stages: ['CLOSED'] }, sort, page),
    1,
  );
  expect(closed[0]?.id).toBe(ids[0]);
});

describe('events', () => {
  const all = (filter: object) => (page: Page) => listEvents(store, agency.agencyId, filter, page);

  test('come once each, in the order in which they were recorded', async () => {
    const events = await expectPages(all({}), 18);
    expect(events.map(({ position }) => Number(position))).toEqual(upTo(18));
    await expectPages(all({ applicationId: ids[0] }), 3);
    await expectPages(all({ types: ['ContactAttempted', 'ApplicationClosed'] }), 6);
  });

  test('show what supersedes them, as far as was known at the time asked about', async () => {
    const id = await apply(agency);
    const [wrong] = (await run(agency, [request(id, attempt())])).reply.eventIds as [string];
    const known = (await readAll<EventView>(all({ applicationId: id }), 9, false)).at(-1)
      ?.recordedAt as number;
    const retraction = { type: 'RetractEvent', eventId: wrong, reason: 'Misheard.' } as const;
    const [right] = (await run(agency, [request(id, retraction)])).reply.eventIds as [string];
    const supersessions = async (asOf: number | null) =>
      (await readAll<EventView>(all({ applicationId: id, asOf }), 9, false)).map(
        ({ supersededBy }) => supersededBy,
      );
    expect(await supersessions(null)).toEqual([null, right, null]);
    expect(await supersessions(known)).toEqual([null, null]);
    expect(await supersessions(known - 1)).toHaveLength(1);
  });
});

test('reference data comes once each, by name and employer', async () => {
  const { agencyId, session } = agency;
  for (const name of ['Ada Berg', 'Åsa Berg', 'Bo_%'])
    await createCandidate(store, session, { name, email: null, timeZone: 'UTC' }, null);
  const other = { ...agency, employerId: await addEmployer(agency) };
  await updateEmployer(store, session, other.employerId, { name: 'Other Works', region: undefined }, null);
  await addContact(other);
  await expectPages((page) => listCandidates(store, agencyId, {}, page), 4);
  await expectPages((page) => listCandidates(store, agencyId, { contains: 'berg' }, page), 2);
  await expectPages((page) => listCandidates(store, agencyId, { contains: '_%' }, page), 1);
  await expectPages((page) => listEmployers(store, agencyId, { contains: 'OTHER' }, page), 1);
  await expectPages((page) => listContacts(store, agencyId, { employerId: other.employerId }, page), 1);
  await expectPages((page) => listContacts(store, agencyId, { employerId: agency.employerId }, page), 0);
  await expectPages((page) => listJobPostings(store, agencyId, { employerId: agency.employerId }, page), 1);
});

test('a change that changes nothing is in order', async () => {
  await updateEmployer(store, agency.session, agency.employerId, { name: undefined }, null);
});
