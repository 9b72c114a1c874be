import { demoLog } from '../../src/import/demo';
import { type ImportResult, importLog } from '../../src/import/import-log';
import { createAgency } from '../../src/store/api-keys';
import { openStore, type Store } from '../../src/store/data-source';
import { worklist } from '../../src/store/queries/worklist';
import { createDatabase, type TestDatabase } from '../support/database';
import { options } from './small-log';

const applicationCount = 40;
const attemptCount = 300;

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await createDatabase();
  store = await openStore(database.connection);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const importDemo = async (agencyId: string, progress?: (done: number) => void) =>
  importLog(store, agencyId, await demoLog(), options({ strict: true, progress }));

async function eventCounts(agencyId: string): Promise<Record<string, number>> {
  const { rows } = await store.everyAgency.query<{ type: string; count: number }>(
    'select type, count(*)::integer as count from event where agency_id = $1 group by type',
    [agencyId],
  );
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}

describe('the demonstration log', () => {
  let agencyId: string;
  let half: Record<string, number>;
  let result: ImportResult;

  beforeAll(async () => {
    agencyId = await createAgency(store, 'Demo', 'America/Chicago');
    const stop = (done: number) => {
      // After all that applications refer to, and 15 of them.
      if (done === 150) throw new Error('stopped');
    };
    await expect(importDemo(agencyId, stop)).rejects.toThrow('stopped');
    half = await eventCounts(agencyId);
    result = await importDemo(agencyId);
  });

  test('is imported wholly, though it was stopped half way before', async () => {
    expect(half.ApplicationSubmitted).toBe(15);
    expect([result.refused, result.notices, result.unknownColumns]).toEqual([[], [], []]);
    expect(await eventCounts(agencyId)).toMatchObject({
      ApplicationSubmitted: applicationCount,
      ContactAttempted: attemptCount,
    });
  });

  test('imported once more adds nothing', async () => {
    const before = await eventCounts(agencyId);
    const again = await importDemo(agencyId);
    expect(await eventCounts(agencyId)).toEqual(before);
    expect(again.checked.flatMap(({ requests, notices }) => [...requests, ...notices])).toEqual([]);
  });

  test('leaves a plan for every application, and something to do', async () => {
    const { rows } = await store.everyAgency.query(
      `select count(distinct application_id)::integer as planned from planned_action where agency_id = $1`,
      [agencyId],
    );
    expect(rows[0].planned).toBe(applicationCount);
    const page = { size: 100, backward: false, after: null, before: null };
    const todo = await worklist(store, agencyId, Date.parse('2026-11-22T12:00:00Z'), {}, page);
    expect(new Set(todo.rows.map(({ action }) => action.kind)).size).toBeGreaterThan(4);
    expect(todo.rows.length).toBeGreaterThan(10);
  });

  test('is in the order of time', () => {
    const lines = result.plan.applications.map(({ lines }) => lines);
    for (const ofOne of lines) expect(ofOne).toEqual(ofOne.toSorted((one, other) => one - other));
    const starts = result.plan.applications.map(({ entries }) => entries.map(({ line }) => line));
    for (const ofOne of starts) expect(ofOne).toEqual(ofOne.toSorted((one, other) => one - other));
  });
});
