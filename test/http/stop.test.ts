import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database';
import { withClient } from '../support/server';
import { endPrograms, type ServingProgram, startServer, urlOf } from './program';
import { ask, viewerQuery } from './serving';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

const key = 'a-key-for-the-first-day';

let database: TestDatabase;
let environment: Record<string, string>;
let server: ServingProgram;
beforeAll(async () => {
  database = await createDatabase();
  environment = { DATABASE_URL: urlOf(database.connection), BOOTSTRAP_API_KEY: key };
});
beforeEach(async () => {
  server = await startServer(environment);
});
afterAll(async () => {
  await endPrograms();
  await database.drop();
});

/** While the work is done, no request gets past its sign-in. */
function whileHeldUp(work: (release: () => Promise<unknown>) => Promise<void>): Promise<void> {
  return withClient(database.connection, async (client) => {
    await client.query('begin');
    await client.query('lock table api_key in access exclusive mode');
    await work(() => client.query('rollback'));
  });
}

async function untilHeldUp(count = 1): Promise<void> {
  await withClient(database.connection, async (client) => {
    while ((await waiting(client)) < count) await sleep(10);
  });
}

async function waiting(client: Client): Promise<number> {
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

async function untilRefused(origin: string): Promise<void> {
  for (;;) {
    const refused = await fetch(`${origin}/livez`).then(
      () => false,
      () => true,
    );
    if (refused) return;
    await sleep(10);
  }
}

test('idle, at any signal that asks for it', async () => {
  const servers = [server, await startServer(environment), await startServer(environment)];
  // A connection that is kept alive does not keep the server.
  for (const { origin } of servers) expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const [index, { process }] of servers.entries()) process.kill(signals[index]);
  expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0, 0]);
});

test('a request under way is answered, and no new one is taken', async () => {
  await whileHeldUp(async (release) => {
    const answer = ask(server.origin, key, viewerQuery);
    await untilHeldUp();
    server.process.kill('SIGTERM');
    await untilRefused(server.origin);
    await sleep(100);
    expect(server.process.exitCode).toBeNull();
    await release();
    const { status, text } = await answer;
    expect({ status, data: JSON.parse(text).data }).toEqual({
      status: 200,
      data: { viewer: { agencyName: 'First agency' } },
    });
  });
  expect(await server.ended).toBe(0);
});

test('it is not ready while it stops', async () => {
  await whileHeldUp(async (release) => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    const request = (path: string) =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n\r\n`);
    request('/graphql?query={viewer{agencyName}}');
    await untilHeldUp();
    server.process.kill('SIGTERM');
    await untilRefused(server.origin);
    // On the same connection, behind the one under way.
    request('/readyz');
    await sleep(50);
    await release();
    const statuses = (await allOf(socket)).match(/^HTTP\/1.1 \d+/gm);
    expect(statuses).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
  });
  expect(await server.ended).toBe(0);
});

test('a second signal ends it at once, but not one that npm passes on', async () => {
  await whileHeldUp(async () => {
    const answer = ask(server.origin, key, viewerQuery).catch(() => null);
    await untilHeldUp();
    server.process.kill('SIGINT');
    server.process.kill('SIGTERM');
    await untilRefused(server.origin);
    await sleep(300);
    expect(server.process.exitCode).toBeNull();
    server.process.kill('SIGINT');
    expect(await server.ended).toBe(1);
    expect(await answer).toBeNull();
  });
});

function allOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
  });
}
