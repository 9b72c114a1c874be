import { setTimeout as sleep } from 'node:timers/promises';
import { startReplanning } from '../../src/cli/replanning';
import { makeLog } from '../../src/http/log';
import { type Backlog, backlogs } from '../../src/store/counts';
import { setPolicy, wholeAgency } from '../../src/store/policies';
import { countOutdated } from '../../src/store/replan';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  apply,
  attempt,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';

let store: TestStore;
let agencies: Agency[];
beforeAll(async () => {
  store = await openTestStore();
  agencies = [await makeAgency(store, 'One'), await makeAgency(store, 'Two')];
  for (const agency of agencies) await Promise.all([apply(agency), apply(agency), apply(agency)]);
});
afterAll(() => store.close());

const changeEmployers = () => store.everyAgency.query('update employer set revision = revision + 1');

async function outdated(): Promise<number> {
  const counts = await Promise.all(agencies.map(({ agencyId }) => countOutdated(store, agencyId)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function untilUpToDate(): Promise<void> {
  while ((await outdated()) > 0) await sleep(10);
}

test('what is outdated at the start is re-planned, and what becomes so later', async () => {
  await changeEmployers();
  expect(await outdated()).toBe(6);
  const replanning = startReplanning(store, makeLog('silent'), 10);
  await untilUpToDate();
  await changeEmployers();
  await untilUpToDate();
  await replanning.stop();
  await changeEmployers();
  await sleep(50);
  expect(await outdated()).toBe(6);
});

test('a failure is no end', async () => {
  const replanning = startReplanning(store, makeLog('silent'), 10);
  const failing = jest
    .spyOn(store.everyAgency, 'query')
    .mockImplementation(() => Promise.reject(new Error('gone')));
  await sleep(50);
  failing.mockRestore();
  await changeEmployers();
  await untilUpToDate();
  await replanning.stop();
});

describe('a policy that concerns more applications than its change re-plans', () => {
  const many = 160;
  let agency: Agency;
  let ids: string[];
  beforeAll(async () => {
    await untilUpToDateBy(10);
    agency = agencies[0] as Agency;
    ids = await Promise.all(upTo(many).map(() => apply(agency)));
  });
  afterEach(async () => expect((await verify(store)).problems).toEqual([]));

  const change = (goneColdDays: number) =>
    setPolicy(store, agency.session, 'PATIENT', { goneColdDays }, null, wholeAgency);
  const left = () => countOutdated(store, agency.agencyId);

  async function untilUpToDateBy(everyMilliseconds: number): Promise<void> {
    const replanning = startReplanning(store, makeLog('silent'), everyMilliseconds);
    await untilUpToDate();
    await replanning.stop();
  }

  test('is taken up at once where it was changed in this process', async () => {
    const replanning = startReplanning(store, makeLog('silent'), 3_600_000);
    // The first look is over.
    await sleep(100);
    await change(40);
    await untilUpToDate();
    await replanning.stop();
  });

  test('is taken up where it was left, after a stop and after a lost connection', async () => {
    await store.everyAgency.query('update employer set revision = revision + 1 where agency_id = $1', [
      agency.agencyId,
    ]);
    const first = startReplanning(store, makeLog('silent'), 3_600_000);
    while ((await left()) > many - 20) await sleep(2);
    await first.stop();
    const afterStop = await left();
    expect(afterStop).toBeGreaterThan(0);
    // What metrics tell of it.
    const { applications, since } = backlogs.get(agency.agencyId) as Backlog;
    expect(applications).toBeGreaterThanOrEqual(afterStop);
    expect(since).toBeLessThan(performance.now());
    const second = startReplanning(store, makeLog('silent'), 10);
    while ((await left()) > afterStop - 5) await sleep(2);
    await store.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    // This test's own connections are lost too.
    while ((await left().catch(() => 1)) > 0) await sleep(10);
    while (backlogs.size > 0) await sleep(10);
    await second.stop();
  });

  test('does not keep anybody from recording, nor is anything lost', async () => {
    await change(41);
    expect(await left()).toBeGreaterThan(0);
    const replanning = startReplanning(store, makeLog('silent'), 10);
    const recorded = await Promise.all(ids.slice(-40).map((id) => run(agency, [request(id, attempt())])));
    expect(recorded.flatMap(({ written }) => written)).toHaveLength(40);
    await untilUpToDate();
    await replanning.stop();
  });
});
