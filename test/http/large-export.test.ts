import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyApplications } from '../../bench/copies';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { issueKey } from '../../src/store/api-keys';
import {
  type Agency,
  addContact,
  apply,
  attempt,
  makeAgency,
  request as on,
  openTestStore,
  run,
  type TestStore,
} from '../support/agency';
import { statementsOf } from '../support/statements';
import { endPrograms, type ServingProgram, startServer, urlOf } from './program';

const count = 10_000;

/** Applications with their plans, all at once, take several times as much. */
const heapMegabytes = 100;
let store: TestStore;
let agency: Agency;
let key: string;
let server: ServingProgram;
beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  await addContact(agency);
  const template = await apply(agency);
  await run(agency, [on(template, attempt({ note: 'n'.repeat(500) }))]);
  await copyApplications(agency, [template], count - 1);
  key = (await issueKey(store, agency.agencyId, 'Export', 'RECRUITER')).key;
  server = await startHere();
});
const startHere = () =>
  startServer({
    DATABASE_URL: urlOf(store.connection),
    NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}`,
  });

afterAll(async () => {
  await endPrograms();
  await store.close();
});

const headers = () => ({ authorization: `Bearer ${key}` });
const graphql = async (query: string) => {
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as ReturnType<typeof JSON.parse>;
};
test('is streamed: it comes from a server that could not hold it', async () => {
  const response = await fetch(`${server.origin}/exports/attempts.jsonl`, { headers: headers() });
  const text = await response.text();
  expect(text.split('\n')).toHaveLength(count + 1);
  expect(server.process.exitCode).toBeNull();
});

test('is read no further than the client takes it, and not at all once it has gone', async () => {
  const budget = new Budget(0);
  const here = makeServer({ store, apollo: await makeApollo(), log: makeLog('silent'), budget });
  await here.listen({ host: '127.0.0.1', port: 0 });
  const { port } = here.server.address() as AddressInfo;
  const leaving = new AbortController();
  const pages = (statements: string[]) =>
    statements.filter((text) => /^select a\.id from application/.test(text)).length;
  const statements = await statementsOf(async () => {
    const url = `http://127.0.0.1:${port}/exports/attempts.jsonl`;
    const response = await fetch(url, { headers: headers(), signal: leaving.signal });
    await response.body?.getReader().read();
    await sleep(500);
  });
  const after = await statementsOf(async () => {
    leaving.abort();
    await sleep(300);
  });
  here.server.closeAllConnections();
  await here.close();
  expect(pages(statements)).toBeGreaterThan(0);
  // Of the 50 there are: what fits into the buffers of the connection.
  expect(pages(statements)).toBeLessThan(40);
  expect(pages(after)).toBeLessThanOrEqual(1);
});

test('a job whose process is killed is done by the next one, with each line once', async () => {
  const started = await graphql(
    'mutation { startExport(input: { kind: ATTEMPTS, format: JSON_LINES }) { exportJob { id } } }',
  );
  const { id } = started.data.startExport.exportJob;
  const chunks = async () => (await store.everyAgency.query('select from job_chunk')).rows.length;
  while ((await chunks()) < 3) await sleep(10);
  server.process.kill('SIGKILL');
  await server.ended;
  const { rows } = await store.everyAgency.query('select state, attempts from job');
  expect(rows).toEqual([{ state: 'RUNNING', attempts: 1 }]);
  // Nobody has heard of the one that was killed for as long as it takes.
  await store.everyAgency.query('update job set lease_until = now()');
  server = await startHere();
  const find = async () =>
    (await graphql(`{ exportJob(id: "${id}") { state rowCount bytes path } }`)).data.exportJob;
  let job = await find();
  while (job.state !== 'DONE') {
    await sleep(50);
    job = await find();
  }
  const text = await (await fetch(`${server.origin}${job.path}`, { headers: headers() })).text();
  const ids = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).applicationId);
  expect([ids.length, new Set(ids).size, job.rowCount]).toEqual([count, count, count]);
  expect(Buffer.byteLength(text)).toBe(job.bytes);
});
