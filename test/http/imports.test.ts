import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAgency, issueKey } from '../../src/store/api-keys';
import { verify } from '../../src/store/verify';
import { openTestStore, type TestStore } from '../support/agency';
import type { Json } from '../support/api';
import { endPrograms, type ServingProgram, startServer, urlOf } from './program';

const [heading, ...lines] = readFileSync('demo/contact-log.csv', 'utf8').trim().split('\n') as [
  string,
  ...string[],
];
const log = [heading, ...lines.slice(0, 120)].join('\n');
const broken = [heading, ...lines.slice(0, 20), (lines[0] as string).replace(',Phone,', ',Pigeon,')].join(
  '\n',
);

let store: TestStore;
let server: ServingProgram;
let agencyId: string;
let key: string;
let rivalKey: string;
beforeAll(async () => {
  store = await openTestStore();
  agencyId = await createAgency(store, 'Agency', 'America/Chicago');
  key = (await issueKey(store, agencyId, 'Import', 'INTEGRATION')).key;
  const rivalId = await createAgency(store, 'Rival', 'America/Chicago');
  rivalKey = (await issueKey(store, rivalId, 'Import', 'INTEGRATION')).key;
  server = await startHere();
});
afterAll(async () => {
  await endPrograms();
  await store.close();
});

const startHere = () => startServer({ DATABASE_URL: urlOf(store.connection) });

function upload(text: BodyInit | null, query = '', headers: object = {}): Promise<Response> {
  return fetch(`${server.origin}/imports${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv', ...headers },
    body: text,
  });
}

async function sent(text: string, query = '', by = key): Promise<string> {
  const response = await upload(text, query, { authorization: `Bearer ${by}` });
  const { importJob } = (await response.json()) as Json;
  expect({ status: response.status, state: importJob.state }).toEqual({ status: 202, state: 'QUEUED' });
  return importJob.id;
}

async function data(query: string, variables: object, by = key): Promise<Json> {
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as Json).data;
}

const fields = `state fileName dryRun written done total lineCount refusedLineCount summary failure
  refusedLines(first: 5) { nodes { line column message } pageInfo { hasNextPage } }`;
const find = async (id: string, by = key): Promise<Json> =>
  (await data(`query ($id: ID!) { importJob(id: $id) { ${fields} } }`, { id }, by)).importJob;

async function finished(id: string, by = key): Promise<Json> {
  for (;;) {
    const job = await find(id, by);
    if (!['QUEUED', 'RUNNING'].includes(job.state)) return job;
    await sleep(50);
  }
}

const eventCount = async () =>
  (await store.everyAgency.query('select count(*)::integer as count from event')).rows[0].count;

test('a dry run records nothing, and tells which lines are wrong', async () => {
  const job = await finished(await sent(broken, '?dryRun=true&fileName=log.csv'));
  expect(job).toMatchObject({
    ...{ state: 'DONE', fileName: 'log.csv', dryRun: true, written: false },
    ...{ lineCount: 21, refusedLineCount: 1, failure: null },
  });
  expect(job.refusedLines.nodes).toMatchObject([{ line: 22, column: 'Method' }]);
  expect(job.summary[0]).toBe('log.csv: 21 lines (dry run, nothing is recorded)');
  expect(await eventCount()).toBe(0);
});

test('an import that can only be guessed at fails, and says why', async () => {
  const job = await finished(
    await sent('Candidate,Employer,Job title,Applied on,Date,Method\nA,B,C,2026-03-04,2026-03-05,E-mail\n'),
  );
  const failure =
    'The file has no column for the time zone of its times. Say timeZone, for example timeZone=America/Chicago.';
  expect(job).toMatchObject({ state: 'FAILED', failure });
});

test('nobody else sees it, nor calls it off', async () => {
  const id = await sent(broken, '?dryRun=true');
  expect(await find(id, rivalKey)).toBeNull();
  const cancel = `mutation ($id: ID!) { cancelImport(input: { id: $id }) { userErrors { code } } }`;
  expect((await data(cancel, { id }, rivalKey)).cancelImport.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  expect((await finished(id)).state).toBe('DONE');
  expect((await data(cancel, { id })).cancelImport.userErrors).toEqual([{ code: 'JOB_FINISHED' }]);
});

test.each([
  [400, '?dateOrder=dym', {}],
  [400, '?timeZone=Mars', {}],
  [400, '?country=Atlantis', {}],
  [400, '?map=nothing', {}],
  [400, '?dryRun=yes', {}],
  [400, '?dryRun=true&dryRun=true', {}],
  [400, '?agency=Rival', {}],
  [401, '', { authorization: '' }],
  [413, '', {}],
  [415, '', { 'content-type': 'application/json' }],
  [415, '', { 'content-encoding': 'gzip' }],
] as const)('%i for %s %j', async (status, query, headers) => {
  const text = status === 413 ? Buffer.alloc(33 * 1024 * 1024, 'a') : broken;
  const response = await upload(text, query, headers).catch(() => null);
  // A client that still sends may find the connection closed.
  if (response || status !== 413) expect(response?.status).toBe(status);
});

test('it is not for a recruiter, and not by GET', async () => {
  const recruiter = (await issueKey(store, agencyId, 'R', 'RECRUITER')).key;
  expect((await upload(broken, '', { authorization: `Bearer ${recruiter}` })).status).toBe(403);
  const response = await fetch(`${server.origin}/imports`);
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('one whose process is killed is completed by the next one, and nothing is doubled', async () => {
  const id = await sent(log);
  while ((await eventCount()) < 30) await sleep(10);
  server.process.kill('SIGKILL');
  await server.ended;
  const { rows } = await store.everyAgency.query(
    `select count(*)::integer as running from job where state = 'RUNNING'`,
  );
  expect(rows).toEqual([{ running: 1 }]);
  // Nobody has heard of the one that was killed for as long as it takes.
  await store.everyAgency.query(`update job set lease_until = now() where state = 'RUNNING'`);
  server = await startHere();
  const job = await finished(id);
  expect(job).toMatchObject({ state: 'DONE', written: true, refusedLineCount: 0, done: job.total });
  // As many events of each type as in one go.
  await finished(await sent(log, '', rivalKey), rivalKey);
  const types = `select agency_id = $1 as ours, type, count(*) from event group by 1, 2 order by 1, 2`;
  const counts = (await store.everyAgency.query(types, [agencyId])).rows;
  const of = (ours: boolean) =>
    counts.filter((row) => row.ours === ours).map(({ type, count }) => [type, count]);
  expect(of(true)).toEqual(of(false));
  const events = await eventCount();
  expect(await finished(await sent(log))).toMatchObject({ state: 'DONE', refusedLineCount: 0 });
  expect(await eventCount()).toBe(events);
  expect((await verify(store)).problems).toEqual([]);
}, 60_000);
