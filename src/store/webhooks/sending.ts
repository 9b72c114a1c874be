import { v7 as newId } from 'uuid';
import type { Queryable, Store } from '../data-source';
import { clientOf } from '../lock';
import {
  type AttemptRow,
  type DeliveryRow,
  type FlatDelivery,
  fromDelivery,
  selectDelivery,
  toDelivery,
} from './deliveries';
import type { Lease } from './hand-out';
import type { WebhookDisabledReason } from './webhooks';

/** A delivery whose time has come, with where it goes. */
export interface DueDelivery extends DeliveryRow {
  url: string;
  /** The present one first; during a rotation the former one too. */
  secrets: string[];
}

/** What comes of an attempt. */
export interface Result {
  attempt: Omit<AttemptRow, 'id'>;
  /** Null: it is not tried again. Without a meaning where it was delivered. */
  retryMilliseconds: number | null;
  /** For so long the webhook is left alone as a whole. */
  pauseMilliseconds: number | null;
  /** The receiver has said that it is gone for good. */
  isGone: boolean;
}

/** A webhook at which nothing has arrived for so long is disabled. */
export const failingDaysMax = 5;

/** The next deliveries of a webhook, but not those that are under way; none where it is not the caller's any more. */
export async function dueDeliveries(
  store: Store,
  { agencyId, webhookId, leaseId }: Lease,
  underWay: string[],
  most: number,
): Promise<DueDelivery[]> {
  type Row = FlatDelivery & { url: string; secret: string; formerSecret: string | null };
  const { rows } = await store.of(agencyId).query<Row>({
    name: 'due-webhook-deliveries',
    text: `${selectDelivery}, w.url, w.secret,
        case when w.former_secret_expires_at > now() then w.former_secret end as "formerSecret"
      ${fromDelivery} join webhook w on w.agency_id = d.agency_id and w.id = d.webhook_id
      where d.agency_id = $1 and d.webhook_id = $2 and w.lease_id = $3 and w.disabled_at is null
        and w.deleted_at is null and (w.paused_until is null or w.paused_until <= now())
        and d.next_attempt_at <= now() and d.id <> all ($4)
      order by d.next_attempt_at, d.id limit $5`,
    values: [agencyId, webhookId, leaseId, underWay, most],
  });
  return rows.map(({ url, secret, formerSecret, ...row }) => ({
    ...toDelivery(row),
    url,
    secrets: formerSecret ? [secret, formerSecret] : [secret],
  }));
}

/**
 * Keeps what came of an attempt, and lets the next message on the application go. Answers why the webhook is disabled
 * from now on, if it is. Where the webhook is somebody else's by now nothing is kept: they send it again.
 */
export function finishAttempt(
  store: Store,
  lease: Lease,
  delivery: DueDelivery,
  result: Result,
): Promise<WebhookDisabledReason | null> {
  return store.transaction(lease.agencyId, async (manager) => {
    const db = await clientOf(manager);
    const { rowCount } = await db.query(
      'select from webhook where agency_id = $1 and id = $2 and lease_id = $3 for no key update',
      [lease.agencyId, lease.webhookId, lease.leaseId],
    );
    if (rowCount === 0) return null;
    await insertAttempt(db, lease.agencyId, delivery.id, result.attempt);
    const isDelivered = result.attempt.error === null;
    const { retryMilliseconds } = result;
    if (isDelivered || retryMilliseconds === null) await end(db, lease, delivery, isDelivered);
    else await putOff(db, lease.agencyId, delivery.id, retryMilliseconds);
    return isDelivered ? noteSuccess(db, lease) : noteFailure(db, lease, result);
  });
}

async function insertAttempt(
  db: Queryable,
  agencyId: string,
  deliveryId: string,
  attempt: Result['attempt'],
): Promise<void> {
  await db.query({
    name: 'insert-webhook-attempt',
    text: `insert into webhook_attempt (agency_id, id, delivery_id, requested_at, url, latency_milliseconds,
        response_status, response_headers, response_body, error) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      agencyId,
      newId(),
      deliveryId,
      attempt.requestedAt,
      attempt.url,
      attempt.latencyMilliseconds,
      attempt.responseStatus,
      attempt.responseHeaders,
      attempt.responseBody,
      attempt.error,
    ],
  });
}

/** The first of those that wait on the same application is due now. */
async function end(
  db: Queryable,
  { agencyId, webhookId }: Lease,
  { id, event }: DueDelivery,
  isDelivered: boolean,
): Promise<void> {
  await db.query({
    name: 'end-webhook-delivery',
    text: `update webhook_delivery set state = $3, attempt_count = attempt_count + 1, ended_at = now(),
        next_attempt_at = null where agency_id = $1 and id = $2`,
    values: [agencyId, id, isDelivered ? 'DELIVERED' : 'FAILED'],
  });
  if (!event) return;
  await db.query({
    name: 'next-webhook-delivery',
    text: `update webhook_delivery set next_attempt_at = now()
      where agency_id = $1 and next_attempt_at is null and id = (
        select id from webhook_delivery where agency_id = $1 and webhook_id = $2 and state = 'PENDING'
          and application_id = $3 order by position limit 1)`,
    values: [agencyId, webhookId, event.applicationId],
  });
}

async function putOff(db: Queryable, agencyId: string, id: string, retryMilliseconds: number): Promise<void> {
  await db.query({
    name: 'put-off-webhook-delivery',
    text: `update webhook_delivery set attempt_count = attempt_count + 1,
        next_attempt_at = now() + $3 * interval '1 millisecond' where agency_id = $1 and id = $2`,
    values: [agencyId, id, retryMilliseconds],
  });
}

async function noteSuccess(db: Queryable, { agencyId, webhookId }: Lease): Promise<null> {
  await db.query({
    name: 'webhook-arrives',
    text: `update webhook set failing_since = null
      where agency_id = $1 and id = $2 and failing_since is not null`,
    values: [agencyId, webhookId],
  });
  return null;
}

async function noteFailure(
  db: Queryable,
  { agencyId, webhookId }: Lease,
  { isGone, pauseMilliseconds }: Result,
): Promise<WebhookDisabledReason | null> {
  const { rows } = await db.query<{ failsTooLong: boolean; isDisabled: boolean }>({
    name: 'webhook-fails',
    text: `update webhook set failing_since = coalesce(failing_since, now()),
        paused_until = coalesce(now() + $3::double precision * interval '1 millisecond', paused_until)
      where agency_id = $1 and id = $2
      returning failing_since <= now() - interval '${failingDaysMax} days' as "failsTooLong",
        disabled_at is not null as "isDisabled"`,
    values: [agencyId, webhookId, pauseMilliseconds],
  });
  const [webhook] = rows;
  if (!webhook || webhook.isDisabled || !(isGone || webhook.failsTooLong)) return null;
  const reason = isGone ? 'GONE' : 'FAILING';
  await db.query(
    'update webhook set disabled_at = now(), disabled_reason = $3 where agency_id = $1 and id = $2',
    [agencyId, webhookId, reason],
  );
  return reason;
}
