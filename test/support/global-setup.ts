import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres';
import { migrate } from '../../src/store/migrate';
import { onDatabase, publishTestServer, withClient } from './server';

const OLDEST_VERSION = 15;

/** Ends what this run started; the global teardown calls it. */
export type EndTestServer = () => Promise<void>;

/**
 * One PostgreSQL for the whole run, with a migrated database to copy: the embedded one, or that of
 * TEST_DATABASE_URL, whose role must be allowed to create databases.
 */
export default async function globalSetup(): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  const { maintenance, end } = url ? await givenServer(url) : await temporaryServer();
  const prefix = `followline_test_${randomBytes(4).toString('hex')}_`;
  const template = `${prefix}template`;
  const endAll: EndTestServer = async () => {
    // The embedded server goes as a whole.
    if (url) await dropDatabases(maintenance, prefix);
    await end();
  };
  Object.assign(globalThis, { endTestServer: endAll });
  try {
    await createTemplate(maintenance, template);
  } catch (error) {
    // Jest calls no teardown when the setup fails.
    await endAll();
    throw error;
  }
  publishTestServer({ maintenance, template, prefix });
}

async function givenServer(url: string) {
  const maintenance: PoolConfig = { connectionString: url };
  const version = await withClient(maintenance, async (client) => {
    const { rows } = await client.query('show server_version_num');
    return Math.floor(Number(rows[0].server_version_num) / 10_000);
  });
  if (version < OLDEST_VERSION) {
    throw new Error(`TEST_DATABASE_URL is PostgreSQL ${version}; the tests need ${OLDEST_VERSION} or newer`);
  }
  return { maintenance, end: async () => {} };
}

async function temporaryServer() {
  const folder = await mkdtemp(join(tmpdir(), 'followline-test-'));
  // Where root runs the tests, the server runs under another account.
  await chmod(folder, 0o711);
  // Nothing here outlives the run, so nothing need survive a crash.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres(folder, { settings });
  const end = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  // A signal ends the process without its `exit` listeners, and would leave the server behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void end().finally(() => process.exit(1)));
  }
  return { maintenance: { ...server.connection, database: 'postgres' }, end };
}

async function createTemplate(maintenance: PoolConfig, template: string): Promise<void> {
  await withClient(maintenance, (client) => client.query(`create database ${template}`));
  await migrate(onDatabase(maintenance, template));
  // A database that somebody is connected to cannot be copied; this keeps autovacuum away too.
  await withClient(maintenance, (client) =>
    client.query(`alter database ${template} allow_connections false`),
  );
}

async function dropDatabases(maintenance: PoolConfig, prefix: string): Promise<void> {
  await withClient(maintenance, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [
      prefix,
    ]);
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}
