import type { Store } from '../data-source';

/** What has ended is kept for so long. */
export const keptDays = 30;

/** In one statement: small enough not to hold anybody up. */
const batchSize = 500;

/**
 * Removes deliveries that ended long ago with their attempts, and all of webhooks that are deleted; a batch of it.
 * Answers whether there may be more.
 */
export async function pruneDeliveries({ everyAgency }: Store): Promise<boolean> {
  const old = await everyAgency.query(
    `delete from webhook_delivery where (agency_id, id) in (
       select agency_id, id from webhook_delivery where ended_at < now() - interval '${keptDays} days'
       order by ended_at limit $1 for update skip locked)`,
    [batchSize],
  );
  const orphaned = await everyAgency.query(
    `delete from webhook_delivery where (agency_id, id) in (
       select d.agency_id, d.id from webhook w join webhook_delivery d on d.agency_id = w.agency_id and d.webhook_id = w.id
       where w.deleted_at is not null limit $1 for update of d skip locked)`,
    [batchSize],
  );
  // Whoever is at one still may be about to write.
  await everyAgency.query(
    `delete from webhook w where deleted_at is not null and coalesce(leased_until, now()) <= now()
       and not exists (select from webhook_delivery d where d.agency_id = w.agency_id and d.webhook_id = w.id)`,
  );
  return old.rowCount === batchSize || orphaned.rowCount === batchSize;
}
