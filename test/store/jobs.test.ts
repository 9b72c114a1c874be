import { addChunk } from '../../src/store/job-files';
import {
  claimJob,
  dropFiles,
  finishJob,
  jobsByIds,
  keepJob,
  queueJob,
  releaseJob,
} from '../../src/store/jobs';
import { type Agency, makeAgency, openTestStore, type TestStore } from '../support/agency';

let store: TestStore;
let agency: Agency;
beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
});
afterAll(() => store.close());
afterEach(() => store.everyAgency.query('delete from job_chunk; delete from job'));

const queue = () => queueJob(store, agency.session, 'EXPORT', {}, null);
const claim = async () =>
  (await claimJob(store.everyAgency)) as NonNullable<Awaited<ReturnType<typeof claimJob>>>;
const db = () => store.of(agency.agencyId);
const find = async (id: string) => (await jobsByIds(db(), agency.agencyId, [id])).get(id);

test('a job is done by one at a time; the one who was silent for too long has lost it', async () => {
  const id = await queue();
  const claimed = await Promise.all([claim(), claim(), claim()]);
  const [first] = claimed.filter((one) => one !== null);
  expect(claimed.filter((one) => one !== null)).toHaveLength(1);
  await store.everyAgency.query('update job set lease_until = now()');
  const second = await claim();
  expect([first?.id, second.id, second.attempts]).toEqual([id, id, 2]);
  const progress = { done: 1, total: 1 };
  if (!first) throw new Error('Nobody has claimed it.');
  expect(await keepJob(db(), first, progress)).toBe(false);
  expect(await addChunk(db(), first, 0, Buffer.from('a'))).toBe(false);
  expect(await finishJob(db(), first, {}, progress)).toBe(false);
  expect(await keepJob(db(), second, progress)).toBe(true);
  expect(await finishJob(db(), second, {}, progress)).toBe(true);
});

test('one that was interrupted is taken up again at once; one that has failed later, and not for ever', async () => {
  const id = await queue();
  await releaseJob(db(), await claim(), true);
  expect(await find(id)).toMatchObject({ state: 'QUEUED', attempts: 0 });
  await releaseJob(db(), await claim(), false);
  expect(await find(id)).toMatchObject({ state: 'QUEUED', attempts: 1 });
  expect(await claim()).toBeNull();
  await store.everyAgency.query('update job set not_before = now(), attempts = 4');
  const last = await claim();
  await addChunk(db(), last, 0, Buffer.from('a'));
  await releaseJob(db(), last, false);
  expect(await find(id)).toMatchObject({ state: 'FAILED', failure: 'Something went wrong here.' });
  await dropFiles(store.everyAgency);
  expect((await store.everyAgency.query('select from job_chunk')).rows).toEqual([]);
});

test('one that ends whoever begins it is given up', async () => {
  const id = await queue();
  await claim();
  await store.everyAgency.query('update job set lease_until = now(), attempts = 5');
  expect(await claim()).toBeNull();
  expect(await find(id)).toMatchObject({ state: 'FAILED', failure: expect.stringContaining('5 times') });
});
