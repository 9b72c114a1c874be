import { setTimeout as sleep } from 'node:timers/promises';
import { startReplanning } from '../../src/cli/replanning';
import { makeLog } from '../../src/http/log';
import { countOutdated } from '../../src/store/replan';
import { type Agency, apply, makeAgency, openTestStore, type TestStore } from '../support/agency';

let store: TestStore;
let agencies: Agency[];
beforeAll(async () => {
  store = await openTestStore();
  agencies = [await makeAgency(store, 'One'), await makeAgency(store, 'Two')];
  for (const agency of agencies) await Promise.all([apply(agency), apply(agency), apply(agency)]);
});
afterAll(() => store.close());

const changeEmployers = () => store.pool.query('update employer set revision = revision + 1');

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
  const failing = jest.spyOn(store.pool, 'query').mockImplementation(() => Promise.reject(new Error('gone')));
  await sleep(50);
  failing.mockRestore();
  await changeEmployers();
  await untilUpToDate();
  await replanning.stop();
});
