import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describeDataSource } from '../../src/store/data-source';
import { migrate } from '../../src/store/migrate';
import type { TestDatabase } from '../support/database';
import { createEmptyDatabase } from '../support/empty-database';
import { withClient } from '../support/server';

// Another process runs the compiled program; `npm test` compiles it first.
const MIGRATE = resolve(__dirname, '../../dist/src/store/migrate.js');
const migrations = readdirSync(resolve(__dirname, '../../migrations'))
  .map((name) => name.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'))
  .sort((one, other) => Number(one.match(/\d+$/)) - Number(other.match(/\d+$/)));

let database: TestDatabase;

beforeEach(async () => {
  database = await createEmptyDatabase();
});

afterEach(() => database.drop());

/** All that is in the schema, in words; but what extensions bring, and TypeORM's table of migrations. */
const catalog = {
  columns: `select table_name, column_name, ordinal_position, data_type, datetime_precision, is_nullable, column_default
    from information_schema.columns where table_schema = 'public'`,
  constraints: `select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace`,
  indexes: `select indexname, indexdef from pg_indexes where schemaname = 'public'`,
  functions: `select pg_get_functiondef(p.oid) from pg_proc p where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  triggers: `select tgrelid::regclass::text, pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal`,
  extensions: 'select extname from pg_extension',
  relations: `select relname, relkind, relacl, reloptions, relrowsecurity, relforcerowsecurity from pg_class
    where relnamespace = 'public'::regnamespace and relname !~ '^(migration|PK_)'`,
};

async function schema(): Promise<Record<keyof typeof catalog, string[]>> {
  return withClient(database.connection, async (client) => {
    const found: Record<string, string[]> = {};
    for (const [what, text] of Object.entries(catalog)) {
      const { rows } = await client.query({ text, rowMode: 'array' });
      found[what] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return found as Record<keyof typeof catalog, string[]>;
  });
}

async function applied(): Promise<string[]> {
  return withClient(database.connection, async (client) => {
    const { rows } = await client.query('select name from migration order by id');
    return rows.map(({ name }) => name);
  });
}

async function undoAll(): Promise<void> {
  const dataSource = await describeDataSource(database.connection).initialize();
  for (const _ of migrations) await dataSource.undoLastMigration();
  await dataSource.destroy();
}

test('up, down and up again leaves the same schema, and down leaves nothing', async () => {
  await migrate(database.connection);
  expect(await applied()).toEqual(migrations);
  const first = await schema();
  expect(first.triggers).toHaveLength(2);

  await undoAll();
  expect(await applied()).toEqual([]);
  const left = await schema();
  expect({ ...left, columns: left.columns.filter((column) => !column.includes('migration')) }).toMatchObject({
    columns: [],
    functions: [],
    triggers: [],
    relations: [],
  });

  await migrate(database.connection);
  expect(await schema()).toEqual(first);
});

test('a second time there is nothing to do', async () => {
  await migrate(database.connection);
  const before = await schema();
  await migrate(database.connection);
  expect(await schema()).toEqual(before);
  expect(await applied()).toEqual(migrations);
});

/** Waits until the lock is let go, so that all begin at the same moment. */
const MIGRATOR = `
  const [migrate, connection] = process.argv.slice(1);
  const { Client } = require('pg');
  const client = new Client(JSON.parse(connection));
  client.connect().then(async () => {
    await client.query('select pg_advisory_xact_lock_shared(1)');
    await client.end();
    await require(migrate).migrate(JSON.parse(connection));
  });`;

test('several processes may migrate at once', async () => {
  const start = () =>
    promisify(execFile)(process.execPath, ['-e', MIGRATOR, MIGRATE, JSON.stringify(database.connection)]);
  await withClient(database.connection, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const all = Promise.all([start(), start(), start()]);
    const waiting = `select count(*)::integer as count from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;
    while ((await client.query(waiting)).rows[0].count < 3) await sleep(10);
    await client.query('select pg_advisory_unlock(1)');
    await all;
  });
  expect(await applied()).toEqual(migrations);
});

test('a migration that fails leaves nothing of those before it, and lets go of the lock', async () => {
  await withClient(database.connection, (client) => client.query('create table event ()'));
  // TypeORM says it there, too.
  jest.spyOn(console, 'log').mockReturnValueOnce();
  await expect(migrate(database.connection)).rejects.toThrow('already exists');
  const { relations } = await schema();
  expect(relations.map((relation) => JSON.parse(relation)[0])).toEqual(['event']);
  await withClient(database.connection, (client) => client.query('drop table event'));
  await migrate(database.connection);
  expect(await applied()).toEqual(migrations);
});
