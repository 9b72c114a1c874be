import { Client, type PoolConfig } from 'pg';
import { describeDataSource } from './data-source';

/** Any number, the same in every process: who holds it migrates. */
const migrationLock = 4_172_026;

/** Brings the database to the present schema. Several processes may start at once: one migrates, the rest wait. */
export async function migrate(connection: PoolConfig): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const dataSource = await describeDataSource(connection).initialize();
    try {
      await dataSource.runMigrations({ transaction: 'all' });
      // Also what a migration of its own, or a restored copy on another server, has left without.
      await dataSource.query('select protect_agencies()');
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await client.end();
  }
}
