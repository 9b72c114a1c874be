import 'reflect-metadata';
import { join } from 'node:path';
import type { Pool, PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { entities } from './entities';
import { WakeUp } from './wake-up';

/** A pool, or one connection of it within a transaction. */
export type Queryable = Pick<Pool, 'query'>;

/** An open database: TypeORM for reference data, and the very pool under it for hot statements. */
export interface Store {
  dataSource: DataSource;
  pool: Pool;
  wakeUp: WakeUp;
}

/** How to reach the database; migrations are found beside the compiled or the source tree alike. */
export function describeDataSource(connection: PoolConfig): DataSource {
  return new DataSource({
    type: 'postgres',
    entities,
    migrations: [join(__dirname, '../../migrations/*.{ts,js}')],
    migrationsTableName: 'migration',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: connection,
  });
}

/** @throws the driver's error where the database cannot be reached. */
export async function openStore(connection: PoolConfig): Promise<Store> {
  const dataSource = await describeDataSource(connection).initialize();
  const pool = (dataSource.driver as PostgresDriver).master as Pool;
  // An idle connection that the server drops is replaced at the next use.
  pool.on('error', () => undefined);
  // One that is dropped between two statements, or before the first, is noticed by the next statement on it;
  // without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { dataSource, pool, wakeUp: new WakeUp(pool, connection) };
}
