import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Queryable, Store } from './data-source';

/** The connection of a TypeORM transaction, for plain statements within it. */
export async function clientOf(manager: EntityManager): Promise<PoolClient> {
  return (await manager.queryRunner?.connect()) as PoolClient;
}

/** Work in a transaction during which nothing changes that it takes the locks of. */
export async function whileLocked<T>(
  store: Store,
  agencyId: string,
  lock: (db: Queryable) => Promise<void>,
  work: (db: Queryable) => Promise<T>,
): Promise<T> {
  return store.transaction(agencyId, async (manager) => {
    const client = await clientOf(manager);
    await lock(client);
    return work(client);
  });
}

/**
 * Keeps still, until the end of the transaction, all that commands on these applications are decided and
 * planned on. Here and in `record_events` locks are taken in the same order, so that nobody waits in a circle:
 * posting, applications, contacts, employers, agency, and rows of one kind by their ids.
 */
export async function lockApplications(
  db: Queryable,
  agencyId: string,
  applicationIds: string[],
): Promise<void> {
  const values = [agencyId, applicationIds];
  await db.query(
    'select from application where agency_id = $1 and id = any ($2) order by id for update',
    values,
  );
  await db.query(
    `select from contact where agency_id = $1 and employer_id in (
       select employer_id from application where agency_id = $1 and id = any ($2))
     order by id for no key update`,
    values,
  );
  await db.query(
    `select from employer where agency_id = $1 and id in (
       select employer_id from application where agency_id = $1 and id = any ($2))
     order by id for no key update`,
    values,
  );
  await lockPolicy(db, agencyId);
}

/** The same for a submission. */
export async function lockForSubmission(
  db: Queryable,
  agencyId: string,
  jobPostingId: string,
): Promise<void> {
  const values = [agencyId, jobPostingId];
  await db.query('select from job_posting where agency_id = $1 and id = $2 for share', values);
  await db.query(
    `select from employer where agency_id = $1 and id = (
       select employer_id from job_posting where agency_id = $1 and id = $2)
     for share`,
    values,
  );
  await lockPolicy(db, agencyId);
}

async function lockPolicy(db: Queryable, agencyId: string): Promise<void> {
  await db.query('select from agency where id = $1 for share', [agencyId]);
}
