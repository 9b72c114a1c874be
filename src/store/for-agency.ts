import type { Pool, PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel';

/** For which agency each connection speaks, so that it is told again only where that changes. */
const agencyOf = new WeakMap<PoolClient, string>();

/** One statement at a time, each on a connection of the pool that speaks for the agency. */
export function forAgency(pool: Pool, agencyId: string): Pick<Pool, 'query'> {
  const query = async (...statement: Parameters<PoolClient['query']>): Promise<QueryResult> => {
    const client = await pool.connect();
    let failure: Error | undefined;
    try {
      // Both are sent at once; where the first fails, what the second answers is not used.
      const [, result] = await Promise.all([speakFor(client, agencyId), client.query(...statement)]);
      return result as unknown as QueryResult;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      // A connection on which something has failed is not used again.
      client.release(failure);
    }
  };
  return { query: query as Pool['query'] };
}

/**
 * Work in one transaction for one agency. Through TypeORM, which bears with a connection that ends between
 * two statements.
 */
export async function transactionOf<T>(
  dataSource: DataSource,
  agencyId: string,
  work: (manager: EntityManager) => Promise<T>,
  isolation: IsolationLevel = 'READ COMMITTED',
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    // Before it begins: what is set within goes back to what it was where the transaction fails.
    await speakFor(await runner.connect(), agencyId);
    return await runner.manager.transaction(isolation, work);
  } finally {
    await runner.release();
  }
}

/** From here on the connection sees and writes the rows of this agency only. */
async function speakFor(client: PoolClient, agencyId: string): Promise<void> {
  if (agencyOf.get(client) === agencyId) return;
  agencyOf.delete(client);
  const text = `select set_config('app.agency_id', $1, false)`;
  await client.query({ name: 'speak-for', text, values: [agencyId] });
  agencyOf.set(client, agencyId);
}
