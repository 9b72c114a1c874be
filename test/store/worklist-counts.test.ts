import fc from 'fast-check';
import { DAY, type Instant } from '../../src/domain/instant';
import { urgencyAt } from '../../src/domain/recommendation/plan';
import type { Action } from '../../src/domain/recommendation/recommend';
import { ActionKind, ContactMethod, Urgency } from '../../src/domain/vocabulary';
import { createMember } from '../../src/store/members';
import { type ApplicationView, applicationsByIds } from '../../src/store/queries/applications';
import { type WorklistRow, worklist } from '../../src/store/queries/worklist';
import { type Count, worklistCounts } from '../../src/store/queries/worklist-counts';
import { urgencyAt as urgencyInSql, type WorklistFilter } from '../../src/store/queries/worklist-filter';
import { createCandidate } from '../../src/store/reference';
import {
  type Agency,
  apply,
  daysAgo,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { fill } from '../support/histories';

let store: TestStore;
let agency: Agency;
let memberIds: string[];
let contactId: string;
let views: Map<string, ApplicationView>;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  const ids = await fill(agency, 30);
  // Another agency's, which must not be counted.
  await fill(await makeAgency(store), 3, 2);
  const name = 'Robin Other';
  const candidateId = await createCandidate(
    store,
    agency.session,
    { name, email: null, timeZone: 'UTC' },
    null,
  );
  ids.push(await apply({ ...agency, candidateId }), await apply({ ...agency, candidateId }));
  const member = (one: string) =>
    createMember(store, agency.session, { name: one, email: null, active: true }, null);
  memberIds = [await member('Kim'), await member('Alex'), await member('Without work')];
  for (const [index, id] of ids.entries()) {
    const memberId = memberIds[index % 3] as string;
    if (index % 3 < 2)
      await run(agency, [request(id, { type: 'AssignApplication', memberId, assignedAt: null })]);
  }
  views = await applicationsByIds(store, agency.agencyId, ids);
  const { rows } = await store.everyAgency.query('select id from contact where agency_id = $1', [
    agency.agencyId,
  ]);
  contactId = rows[0].id;
}, 60_000);

afterAll(() => store.close());

async function listAll(at: Instant, filter: WorklistFilter, size = 100): Promise<WorklistRow[]> {
  const all: WorklistRow[] = [];
  for (let after: WorklistRow['key'] | null = null; ; ) {
    const page = await worklist(store, agency.agencyId, at, filter, {
      size,
      backward: false,
      after,
      before: null,
    });
    all.push(...page.rows);
    if (!page.hasNext) return all;
    after = (page.rows.at(-1) as WorklistRow).key;
  }
}

const viewOf = ({ applicationId }: WorklistRow) => views.get(applicationId) as ApplicationView;
const assigneeOf = (row: WorklistRow) => viewOf(row).state.assigneeId;

test('urgency in a statement is what the domain says, also on the very edges', async () => {
  const at = daysAgo(0);
  const edges = [-DAY, 0, DAY].flatMap((edge) => [-1, 0, 1].map((by) => at + edge + by));
  const moment = fc.oneof(
    fc.constantFrom(null, ...edges),
    fc.integer({ min: at - 5 * DAY, max: at + 5 * DAY }),
  );
  const kind = fc.constantFrom(
    ...Object.values(ActionKind).filter((one) => one !== 'WAIT' && one !== 'NONE'),
  );
  const actions = fc.array(fc.record({ kind, opensAt: moment, lateAt: moment }), {
    minLength: 50,
    size: 'large',
  });
  await fc.assert(
    fc.asyncProperty(actions, async (some) => {
      const { rows } = await store.everyAgency.query({
        text: `select ${urgencyInSql('$2')} as urgency from jsonb_array_elements($1) with ordinality as p(action, n)
          order by n`,
        values: [JSON.stringify(some), at],
      });
      expect(rows.map(({ urgency }) => urgency)).toEqual(some.map((one) => urgencyAt(one as Action, at)));
    }),
    { numRuns: 20 },
  );
});

/** Filters of every sort; ids of things that there are. */
const filters: fc.Arbitrary<() => WorklistFilter> = fc
  .record({
    kinds: fc.option(fc.subarray(Object.values(ActionKind)), { freq: 2 }),
    methods: fc.option(fc.subarray(Object.values(ContactMethod)), { freq: 2 }),
    urgencies: fc.option(fc.subarray(Object.values(Urgency)), { freq: 2 }),
    assignee: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
    unassigned: fc.option(fc.boolean(), { freq: 2 }),
    isTo: fc.option(fc.constantFrom('contactId', 'employerId', 'candidateId', 'jobPostingId'), { freq: 2 }),
  })
  .map(({ assignee, isTo, ...filter }) => () => ({
    ...filter,
    assigneeId: assignee === null ? null : memberIds[assignee],
    ...(isTo && { [isTo]: { ...agency, contactId }[isTo] }),
  }));
const moments = fc.integer({ min: daysAgo(29), max: daysAgo(-90) });

function isWanted(filter: WorklistFilter, row: WorklistRow, at: Instant): boolean {
  const { action, application } = row;
  const { kinds, methods, urgencies, unassigned } = filter;
  const has = (wanted: unknown, value: unknown) => wanted == null || wanted === value;
  return (
    (kinds?.includes(action.kind) ?? true) &&
    (methods ? action.method !== null && methods.includes(action.method) : true) &&
    (urgencies?.includes(urgencyAt(action, at)) ?? true) &&
    has(filter.assigneeId, assigneeOf(row)) &&
    has(unassigned, assigneeOf(row) === null) &&
    has(filter.contactId, action.recipient?.contactId) &&
    has(filter.employerId, application.employerId) &&
    has(filter.candidateId, application.candidateId) &&
    has(filter.jobPostingId, application.jobPostingId)
  );
}

test('filters of any sort, together, keep in order what they name', async () => {
  await fc.assert(
    fc.asyncProperty(moments, filters, fc.integer({ min: 1, max: 40 }), async (at, makeFilter, size) => {
      const filter = makeFilter();
      const expected = (await listAll(at, {})).filter((row) => isWanted(filter, row, at));
      expect(await listAll(at, filter, size)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test.each<[string, WorklistFilter, () => WorklistFilter]>([
  ['a member', {}, () => ({ assigneeId: memberIds[0] })],
  ['nobody', {}, () => ({ unassigned: true })],
  ['a person', {}, () => ({ contactId })],
  ...Object.values(Urgency)
    .slice(0, 3)
    .map((one): [string, WorklistFilter, () => WorklistFilter] => [one, {}, () => ({ urgencies: [one] })]),
])('there is something and not all for %s', async (_, everything, filter) => {
  const days = [-25, -20, -10, -2, 0, 2, 10, 20];
  const found = await Promise.all(days.map((day) => listAll(daysAgo(day), filter())));
  const all = await Promise.all(days.map((day) => listAll(daysAgo(day), everything)));
  expect(found.flat().length).toBeGreaterThan(0);
  expect(found.flat().length).toBeLessThan(all.flat().length);
});

/** How often each value comes up, the most often first, as the counts are told. */
function countsOf<T extends string | null>(values: T[]): Count<T>[] {
  const counts = [...new Set(values)].map((value) => ({
    value,
    count: values.filter((other) => other === value).length,
  }));
  return sorted(counts);
}
const sorted = <T extends string | null>(counts: Count<T>[]) =>
  counts.toSorted(
    (one, other) => other.count - one.count || (String(one.value) < String(other.value) ? -1 : 1),
  );

test('the counts are those of the worklist of the same filter at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(moments, filters, async (at, makeFilter) => {
      const filter = makeFilter();
      const rows = await listAll(at, filter);
      const { total, ...lists } = await worklistCounts(store, agency.agencyId, at, filter);
      expect(total).toBe(rows.length);
      for (const list of Object.values(lists)) {
        const counts = list.map(({ count }) => count);
        expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      }
      expect(Object.fromEntries(Object.entries(lists).map(([by, list]) => [by, sorted(list)]))).toEqual({
        byKind: countsOf(rows.map(({ action }) => action.kind)),
        byMethod: countsOf(rows.map(({ action }) => action.method)),
        byUrgency: countsOf(rows.map(({ action }) => urgencyAt(action, at))),
        byAssignee: countsOf(rows.map(assigneeOf)),
        byCandidate: countsOf(rows.map(({ application }) => application.candidateId)),
        byEmployer: countsOf(rows.map(({ application }) => application.employerId)),
      });
    }),
    { numRuns: 100 },
  );
});

test('of very many candidates the 100 with the most are told, and all are counted', async () => {
  const busy = await makeAgency(store, 'Busy');
  const id = await apply(busy, { submittedAt: daysAgo(30) });
  await store.everyAgency.query(
    `with people as (
       insert into candidate (agency_id, id, name, time_zone)
       select $1, gen_random_uuid(), 'Robin', 'UTC' from generate_series(1, 120) returning id
     ), copies as (
       insert into application select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
         'candidate_id', people.id))).* from application a, people where a.agency_id = $1 and a.id = $2
       returning id
     )
     insert into planned_action
       (agency_id, application_id, from_at, until_at, place, rank, kind, method, action)
     select p.agency_id, copies.id, from_at, until_at, place, rank, kind, method, action
     from planned_action p, copies where p.agency_id = $1 and p.application_id = $2`,
    [busy.agencyId, id],
  );
  // A moment at which there is something to do, which at some hours of some days there is not.
  const { rows } = await store.everyAgency.query<{ at: string }>(
    `select extract(epoch from min(from_at)) * 1000 as at from planned_action
     where agency_id = $1 and rank is not null`,
    [busy.agencyId],
  );
  const at = Number(rows[0]?.at);
  const { total, byCandidate, byEmployer } = await worklistCounts(store, busy.agencyId, at, {});
  expect({ total, told: byCandidate.length, byEmployer }).toEqual({
    ...{ total: 121, told: 100, byEmployer: [{ value: busy.employerId, count: 121 }] },
  });
});
