import fc from 'fast-check';
import type { Instant } from '../../src/domain/instant';
import { type Step, stepAt, timeline } from '../../src/domain/recommendation/plan';
import type { Action } from '../../src/domain/recommendation/recommend';
import { ActionKind, ContactMethod } from '../../src/domain/vocabulary';
import { loadApplications, loadHistories } from '../../src/store/load';
import { type ApplicationView, applicationsByIds, timelinesOf } from '../../src/store/queries/applications';
import { type WorklistRow, worklist } from '../../src/store/queries/worklist';
import type { WorklistFilter } from '../../src/store/queries/worklist-filter';
import { type Agency, daysAgo, makeAgency, openTestStore, type TestStore } from '../support/agency';
import { fill } from '../support/histories';
import { nodesOf, type PlanNode } from '../support/plans';

let store: TestStore;
let agency: Agency;
let ids: string[];
let views: Map<string, ApplicationView>;
let timelines: Map<string, Step[]>;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  ids = await fill(agency, 40);
  // Another agency's, which must not come in between.
  await fill(await makeAgency(store), 3, 2);
  views = await applicationsByIds(store, agency.agencyId, ids);
  timelines = await timelinesOf(store, agency.agencyId, ids);
}, 60_000);

afterAll(() => store.close());

const wholePage = { size: 100, backward: false, after: null, before: null };
const moments = fc.integer({ min: daysAgo(31), max: daysAgo(-90) });
async function listAll(at: Instant, filter: WorklistFilter = {}, size = 100): Promise<WorklistRow[]> {
  const all: WorklistRow[] = [];
  for (let after: WorklistRow['key'] | null = null; ; ) {
    const page = await worklist(store, agency.agencyId, at, filter, { ...wholePage, size, after });
    all.push(...page.rows);
    expect(page.hasPrevious).toBe(after !== null);
    if (!page.hasNext) return all;
    expect(page.rows).toHaveLength(size);
    after = (page.rows.at(-1) as WorklistRow).key;
  }
}

const isToDo = ({ kind }: Action) => kind !== 'WAIT' && kind !== 'NONE';
/** What can be done according to steps, in their order. */
const toDo = (steps: Step[], at: Instant) => {
  const step = stepAt(steps, at);
  return (step?.actions ?? []).filter(isToDo).map((action) => ({ action, until: step?.until ?? null }));
};
const byApplication = (rows: WorklistRow[]) =>
  ids.map((id) =>
    rows.filter(({ applicationId }) => applicationId === id).map(({ action, until }) => ({ action, until })),
  );

describe('at any moment, past or to come, the worklist holds', () => {
  test('what each application says', async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (at) => {
        const expected = ids.map((id) => {
          const view = views.get(id) as ApplicationView;
          return toDo(at < view.state.lastOccurredAt ? (timelines.get(id) ?? []) : view.steps, at);
        });
        expect(byApplication(await listAll(at))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('what follows from the events alone', async () => {
    const known = await loadApplications(store.everyAgency, agency.agencyId, ids);
    const histories = await loadHistories(store.everyAgency, agency.agencyId, ids);
    const fresh = ids.map((id) => timeline(known.get(id) as never, histories.get(id) ?? []));
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(moments, async (at) => {
        const expected = fresh.map((steps) => toDo(steps, at));
        expect(byApplication(await listAll(at))).toEqual(plain(expected));
      }),
      { numRuns: 60 },
    );
  });
});

test('what the employer waits for comes first and closing last, and between them what is late first', async () => {
  for (const days of [-60, -20, -2, 0, 2, 20]) {
    const rows = await listAll(daysAgo(days));
    const groups = rows.map(({ action: { kind, lateAt, opensAt } }) => {
      const group = ['ANSWER_EMPLOYER', 'RESPOND_TO_OFFER'].includes(kind) ? 0 : kind === 'CLOSE' ? 2 : 1;
      return [group, lateAt ?? opensAt ?? 0] as const;
    });
    const sorted = groups.toSorted(([one, at], [other, otherAt]) => one - other || at - otherAt);
    expect(groups).toEqual(sorted);
  }
});

test('pages of any size give every entry once, also where several are equally urgent', async () => {
  // Two meetings of the last application end at once, and both ask for thanks.
  const twins = views.get(ids.at(-1) as string)?.steps.find(({ actions }) => actions.length === 2) as Step;
  expect(new Set(twins.actions.map(({ kind, lateAt }) => `${kind} ${lateAt}`)).size).toBe(1);
  const at = twins.from;
  const all = await listAll(at);
  const keys = all.map(({ key }) => JSON.stringify(key));
  expect(new Set(keys).size).toBe(keys.length);
  for (let size = 1; size <= all.length + 1; size++) expect(await listAll(at, {}, size)).toEqual(all);
});

describe('a filter keeps, in order,', () => {
  const at = daysAgo(-2);
  const table: [string, () => WorklistFilter, (row: WorklistRow) => boolean][] = [
    ...Object.values(ActionKind).map((kind): (typeof table)[number] => [
      kind,
      () => ({ kinds: [kind] }),
      ({ action }) => action.kind === kind,
    ]),
    ...Object.values(ContactMethod).map((method): (typeof table)[number] => [
      method,
      () => ({ methods: [method] }),
      ({ action }) => action.method === method,
    ]),
    [
      'an employer',
      () => ({ employerId: agency.employerId }),
      (row) => views.get(row.applicationId)?.employerId === agency.employerId,
    ],
    [
      'a posting',
      () => ({ jobPostingId: agency.jobPostingId }),
      (row) => views.get(row.applicationId)?.jobPostingId === agency.jobPostingId,
    ],
    ['a candidate', () => ({ candidateId: agency.candidateId }), () => true],
    [
      'several things',
      () => ({ kinds: ['CLOSE', 'CHECK_IN'], employerId: agency.employerId }),
      ({ action, applicationId }) =>
        ['CLOSE', 'CHECK_IN'].includes(action.kind) &&
        views.get(applicationId)?.employerId === agency.employerId,
    ],
    ['nothing where it names nothing', () => ({ kinds: [] }), () => false],
  ];
  test.each(table)('%s', async (_, filter, matches) => {
    const all = await listAll(at);
    expect(await listAll(at, filter(), 3)).toEqual(all.filter(matches));
  });
});

test('a page is read from the index in the order of urgency, without sorting all that is open', async () => {
  // So many rows that any other way would cost more: copies of the agency's own.
  await store.everyAgency.query(
    `insert into planned_action
       select agency_id, application_id, from_at, until_at, place, rank + n * 60, kind, method, action
       from planned_action, generate_series(1, 100) n where agency_id = $1`,
    [agency.agencyId],
  );
  await store.owner.query('analyze planned_action');
  const at = daysAgo(-2);
  const query = ({ text, values }: { text: string; values: unknown[] }) =>
    store.of(agency.agencyId).query(`explain (analyze, costs off, timing off, format json) ${text}`, values);
  const first = await worklist(store, agency.agencyId, at, {}, { ...wholePage, size: 25 });
  const after = first.rows.at(-1)?.key ?? null;
  for (const page of [
    { ...wholePage, size: 25 },
    { ...wholePage, size: 25, after },
  ]) {
    const { rows } = await worklist({ of: () => ({ query }) } as never, agency.agencyId, at, {}, page);
    const nodes = nodesOf((rows[0] as unknown as Explained)['QUERY PLAN'][0].Plan);
    expect(nodes).toContainEqual(
      expect.objectContaining({
        'Node Type': 'Index Scan',
        'Index Name': 'planned_action_worklist',
        'Order By': expect.stringContaining('<->'),
      }),
    );
    // Of more than a thousand that are open.
    for (const node of nodes) expect(node['Actual Rows']).toBeLessThan(100);
  }
});

interface Explained {
  'QUERY PLAN': [{ Plan: PlanNode }];
}
