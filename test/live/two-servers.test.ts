import { setTimeout as sleep } from 'node:timers/promises';
import { endPrograms, type ServingProgram, startServer, urlOf } from '../http/program';
import { createDatabase, type TestDatabase } from '../support/database';
import { withClient } from '../support/server';
import { Subscriber, transports } from './subscriber';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

const key = 'a-key-for-the-first-day';

let database: TestDatabase;
let writing: ServingProgram;
let reading: ServingProgram;
let applicationId: string;
beforeAll(async () => {
  database = await createDatabase();
  const environment = { DATABASE_URL: urlOf(database.connection), BOOTSTRAP_API_KEY: key };
  writing = await startServer(environment);
  reading = await startServer(environment);
  applicationId = await makeApplication();
});
afterAll(async () => {
  await endPrograms();
  await database.drop();
});

async function write(mutation: string): Promise<Record<string, Record<string, { id: string }>>> {
  const answer = await fetch(`${writing.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: `mutation { ${mutation} }` }),
  });
  const { data, errors } = await answer.json();
  expect(errors).toBeUndefined();
  return data;
}

async function makeApplication(): Promise<string> {
  const { candidate, employer } = await write(`
    candidate: createCandidate(input: { name: "A", timeZone: "UTC" }) { candidate { id } }
    employer: createEmployer(input: { name: "B", timeZone: "UTC", country: "US" }) { employer { id } }`);
  const { posting } = await write(`posting: createJobPosting(input: {
    employerId: "${employer?.employer?.id}", title: "Welder" }) { jobPosting { id } }`);
  const { submitted } = await write(`submitted: submitApplication(input: { channel: JOB_BOARD,
    candidateId: "${candidate?.candidate?.id}", jobPostingId: "${posting?.jobPosting?.id}",
    submittedAt: "2026-03-03T10:00:00Z" }) { application { id } }`);
  return submitted?.application?.id as string;
}

let hour = 0;
async function record(): Promise<string> {
  hour += 1;
  const attemptedAt = new Date(Date.UTC(2026, 2, 4, hour)).toISOString();
  const { attempt } = await write(`attempt: recordContactAttempt(input: { method: EMAIL,
    applicationId: "${applicationId}", attemptedAt: "${attemptedAt}" }) { event { id } }`);
  return attempt?.event?.id as string;
}

const listening = `from pg_stat_activity where datname = current_database()
  and (query = 'listen followline' or query = 'select 1') and pid <> pg_backend_pid()`;

test('what is written on one reaches subscribers on the other, also after its connections were lost', async () => {
  const events = transports.map(
    (transport) =>
      new Subscriber(transport, reading.origin, key, 'subscription { eventRecorded { node { id } } }'),
  );
  const applications = transports.map((transport) => {
    const query = 'subscription ($id: ID!) { applicationChanged(applicationId: $id) { version } }';
    return new Subscriber(transport, reading.origin, key, query, { id: applicationId });
  });
  await Promise.all(applications.map((each) => each.has(1)));
  const ids: string[] = [];
  const reached = async () => {
    ids.push(await record());
    const start = performance.now();
    for (const each of events) await each.has(ids.length, 15_000);
    for (const each of applications) {
      while (each.results.at(-1)?.data.applicationChanged.version < ids.length + 1) await sleep(5);
    }
    return performance.now() - start;
  };
  await reached();
  const killAll = (which: string) =>
    withClient(database.connection, async (client) => {
      const { rows } = await client.query(`select pg_terminate_backend(pid) ${which}`);
      return rows.length;
    });
  expect(await killAll(listening)).toBeGreaterThan(0);
  // At once, while nobody listens.
  await reached();
  await reached();
  // All connections of both servers: those that read, too.
  await killAll('from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
  await sleep(200);
  await reached();
  // It listens again: what comes now does not wait for the next look.
  await withClient(database.connection, async (client) => {
    while ((await client.query(`select ${listening}`)).rows.length === 0) await sleep(20);
  });
  await reached();
  const milliseconds = await reached();
  expect(milliseconds).toBeLessThan(3_000);
  for (const { results } of events) {
    expect(results.map(({ data }) => data.eventRecorded.node.id)).toEqual(ids);
  }
  await Promise.all([...events, ...applications].map((each) => each.close()));
});
