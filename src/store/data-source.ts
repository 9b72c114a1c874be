import 'reflect-metadata';
import { join } from 'node:path';
import { type ClientBase, Pool, type PoolConfig } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';
import { entities } from './entities';
import { forAgency, transactionOf } from './for-agency';
import { WakeUp } from './wake-up';

/** What takes statements: for one agency, for every agency, or one connection within a transaction. */
export type Queryable = Pick<Pool, 'query'>;

/** An open database. */
export interface Store {
  /** Statements for one agency: the rows of others are not there for them. */
  of(agencyId: string): Queryable;
  /** Statements over the rows of all agencies: for sign-in, and for what the program does by itself. */
  everyAgency: Pool;
  /** Work in one transaction for one agency. */
  transaction<T>(
    agencyId: string,
    work: (manager: EntityManager) => Promise<T>,
    isolation?: IsolationLevel,
  ): Promise<T>;
  /** For what touches no agency's rows. */
  pool: Pool;
  wakeUp: WakeUp;
  /** Ends all connections, once other processes have been told of what was written. */
  close(): Promise<void>;
}

/**
 * How to reach the database, over the rows of all agencies unless the connection says otherwise. Migrations are
 * found beside the compiled or the source tree alike.
 */
export function describeDataSource(connection: PoolConfig): DataSource {
  return new DataSource({
    type: 'postgres',
    entities,
    migrations: [join(__dirname, '../../migrations/*.{ts,js}')],
    migrationsTableName: 'migration',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: { onConnect: (client: ClientBase) => client.query(`set app.agency_id = '*'`), ...connection },
  });
}

/** Does row-level security not hold for the role that the program works with? */
export async function seesPastAgencies({ pool }: Store): Promise<boolean> {
  const text = 'select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)';
  return (await pool.query(text)).rows.length > 0;
}

/** Few: what runs on these is short, and most of it is looking up who signs in. */
const everyAgencyConnectionsMax = 4;

/**
 * TypeORM writes reference data, on connections of the very pool that hot statements go through. What is for
 * every agency has connections of its own, so that none has to be told at each request for whom it speaks.
 * @throws the driver's error where the database cannot be reached.
 */
export async function openStore(connection: PoolConfig): Promise<Store> {
  const dataSource = await describeDataSource({
    ...connection,
    onConnect: (client) => prepareConnection(client, ''),
  }).initialize();
  const pool = (dataSource.driver as PostgresDriver).master as Pool;
  const everyAgency = new Pool({
    ...connection,
    max: everyAgencyConnectionsMax,
    onConnect: (client) => prepareConnection(client, '*'),
  });
  // An idle connection that the server drops is replaced at the next use.
  for (const each of [pool, everyAgency]) each.on('error', () => undefined);
  const wakeUp = new WakeUp(pool, connection);
  return {
    of: (agencyId) => forAgency(pool, agencyId),
    everyAgency,
    transaction: (...work) => transactionOf(dataSource, ...work),
    pool,
    wakeUp,
    close: async () => {
      await wakeUp.flush();
      await Promise.all([dataSource.destroy(), everyAgency.end()]);
    },
  };
}

/** Takes on the role that row-level security holds for; where there is none, it holds for the owner of the tables. */
async function prepareConnection(client: ClientBase, agencies: '' | '*'): Promise<void> {
  // A connection that is dropped between two statements, or before the first, is noticed by the next statement
  // on it; without a listener it would end the process.
  client.on('error', () => undefined);
  const text = `select set_config('role', coalesce(application_role(), 'none'), false),
    set_config('app.agency_id', $1, false)`;
  await client.query(text, [agencies]);
}
