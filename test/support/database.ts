import { randomUUID } from 'node:crypto';
import type { PoolConfig } from 'pg';
import { onDatabase, testServer, withClient } from './server';

export interface TestDatabase {
  connection: PoolConfig;
  drop(): Promise<void>;
}

/** A migrated, empty database of the caller's own. */
export async function createDatabase(): Promise<TestDatabase> {
  const { maintenance, template, prefix } = testServer();
  const name = prefix + randomUUID().replaceAll('-', '');
  await withClient(maintenance, async (client) => {
    // One copy at a time, of all workers: a copy counts as a use of the template, which may refuse another.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    // Copying files takes half the time of the default, which goes through the write-ahead log.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  return {
    connection: onDatabase(maintenance, name),
    drop: () =>
      withClient(maintenance, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}
