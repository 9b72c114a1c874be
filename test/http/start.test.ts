import { createServer, type Server, type Socket } from 'node:net';
import { createDatabase, type TestDatabase } from '../support/database';
import { withClient } from '../support/server';
import { endPrograms, runProgram, startServer, urlOf } from './program';
import { ask, viewerQuery } from './serving';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

let database: TestDatabase;
let databaseUrl: string;
beforeAll(async () => {
  database = await createDatabase();
  databaseUrl = urlOf(database.connection);
});
afterAll(async () => {
  await endPrograms();
  await database.drop();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

test('a setting that cannot be worked with', async () => {
  const { code, stdout, stderr } = await runProgram(['serve'], { PORT: 'x', BOOTSTRAP_API_KEY: 'secret' });
  expect(stderr).toMatch(/^PORT must be .*\nBOOTSTRAP_API_KEY must be .*\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toContain('secret');
});

test.each([[['nonsense']], [['keys', 'create', '--agency', 'A', '--role', 'KING']]])(
  'a command that does not exist, or not so: %s',
  async (parts) => {
    const { code, stdout, stderr } = await runProgram(parts);
    expect(stderr).toMatch(/^error: /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  },
);

test('a database that cannot be reached', async () => {
  const { code, stderr } = await runProgram(['serve'], {
    DATABASE_URL: 'postgres://me:sec%72et@127.0.0.1:1/x',
  });
  expect(stderr).toBe('The database of DATABASE_URL cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n');
  expect(code).toBe(1);
});

test('a database that is not there', async () => {
  const { code, stderr } = await runProgram(['migrate'], { DATABASE_URL: `${databaseUrl}x` });
  expect(stderr).toMatch(/^The database of DATABASE_URL cannot be reached: database ".*x" does not exist\n$/);
  expect(code).toBe(1);
});

test('a PostgreSQL that is too old', async () => {
  const old = createServer(answerAsPostgres14);
  const port = await listening(old);
  const url = `postgres://me:secret@127.0.0.1:${port}/x?sslmode=disable`;
  const { code, stderr } = await runProgram(['serve'], { DATABASE_URL: url });
  old.close();
  expect(stderr).toBe('DATABASE_URL leads to PostgreSQL 14. Followline needs PostgreSQL 15 or newer.\n');
  expect(code).toBe(2);
});

test('a port that is in use', async () => {
  const other = createServer();
  const port = await listening(other);
  const { code, stderr } = await runProgram(['serve'], { DATABASE_URL: databaseUrl, PORT: String(port) });
  other.close();
  expect(stderr).toBe(
    `Port ${port} of 127.0.0.1 is in use. Stop what uses it, or choose another with PORT.\n`,
  );
  expect(code).toBe(1);
});

test('the bootstrap key works from the start, is made once, and is not logged', async () => {
  const environment = {
    DATABASE_URL: databaseUrl,
    BOOTSTRAP_API_KEY: 'a-key-for-the-first-day',
    LOG_LEVEL: 'debug',
  };
  for (let start = 0; start < 2; start++) {
    const server = await startServer(environment);
    const { status, text } = await ask(server.origin, environment.BOOTSTRAP_API_KEY, viewerQuery);
    expect({ status, data: JSON.parse(text).data }).toEqual({
      status: 200,
      data: { viewer: { agencyName: 'First agency' } },
    });
    // The address of a calendar is a secret, also where it is misspelled.
    for (const path of ['calendars/a-secret.ics', 'calendars/a-secret.ics/', 'calendar/a-secret.ics'])
      expect((await fetch(`${server.origin}/${path}`)).status).toBe(404);
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const { stdout, stderr } = server.output();
    expect(stderr).toContain('"method":"GET","route":"/calendars/:file","status":404,');
    expect(stderr).toContain('"method":"POST","route":"/graphql","status":200,');
    expect(stderr + stdout).not.toMatch(/a-key-for|a-secret|agencyName/);
  }
  const { rows } = await withClient(database.connection, (client) => client.query('select from api_key'));
  expect(rows).toHaveLength(1);
});

/** As much of the protocol as it takes to be asked for the version. */
function answerAsPostgres14(socket: Socket): void {
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const authenticated = message('R', Buffer.alloc(4));
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('server_version_num\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
  ]);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from('140012')]);
  const version = [message('T', column), message('D', row), message('C', Buffer.from('SHOW\0')), ready];
  socket.once('data', () => {
    socket.write(Buffer.concat([authenticated, ready]));
    socket.once('data', () => socket.write(Buffer.concat(version)));
  });
}
