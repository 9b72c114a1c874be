import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database';
import { onDatabase, testServer, withClient } from './server';

/** A database of the caller's own in which there is nothing, not even a migration. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { maintenance, prefix } = testServer();
  const name = prefix + randomUUID().replaceAll('-', '');
  const onServer = (statement: string) => withClient(maintenance, (client) => client.query(statement));
  // Not from template1, to which somebody may have added something.
  await onServer(`create database ${name} template template0`);
  return {
    connection: onDatabase(maintenance, name),
    drop: async () => {
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}
