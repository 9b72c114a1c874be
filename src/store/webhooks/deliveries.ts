import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { refusal } from '../../domain/errors';
import type { EventType } from '../../domain/events';
import type { ApplicationStage } from '../../domain/vocabulary';
import type { Idempotency } from '../append';
import type { Queryable, Store } from '../data-source';
import type { Session } from '../prepare';
import { Conditions, fetchPage, type Page, type Slice } from '../queries/keyset';
import { once } from '../reference';

export const WebhookDeliveryState = { PENDING: 'PENDING', DELIVERED: 'DELIVERED', FAILED: 'FAILED' } as const;
export type WebhookDeliveryState = keyof typeof WebhookDeliveryState;

/** The event that a message tells of. */
export interface MessageEvent {
  eventId: string;
  type: EventType;
  applicationId: string;
  version: number;
  position: string;
  occurredAt: Date;
  recordedAt: Date;
  /** Of the application when the message was made. */
  stage: ApplicationStage;
}

/** One message for one webhook. */
export interface DeliveryRow {
  id: string;
  webhookId: string;
  /** The same however often it is delivered. */
  messageId: string;
  /** Null for a test. */
  event: MessageEvent | null;
  state: WebhookDeliveryState;
  attemptCount: number;
  /** Null once it has ended, and while it waits for an earlier one on the same application. */
  nextAttemptAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
}

export interface AttemptRow {
  id: string;
  requestedAt: Date;
  url: string;
  latencyMilliseconds: number;
  /** Null where there was no answer. */
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  /** Null where it was delivered. */
  error: string | null;
}

/** A row as the database gives it, the event's columns beside the others. */
export type FlatDelivery = Omit<DeliveryRow, 'event'> &
  Omit<MessageEvent, 'type'> & { type: EventType | null };

export const selectDelivery = `select d.id, d.webhook_id as "webhookId", d.message_id as "messageId", d.state,
    d.attempt_count as "attemptCount", d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt",
    d.ended_at as "endedAt", d.stage, d.position, e.event_id as "eventId", e.type, e.version,
    e.application_id as "applicationId", e.occurred_at as "occurredAt", e.recorded_at as "recordedAt"`;
export const fromDelivery = `from webhook_delivery d
  left join event e on e.agency_id = d.agency_id and e.position = d.position`;

export function toDelivery(row: FlatDelivery): DeliveryRow {
  const { eventId, type, applicationId, version, position, occurredAt, recordedAt, stage, ...delivery } = row;
  const facts = { eventId, applicationId, version, position, occurredAt, recordedAt, stage };
  return { ...delivery, event: type && { ...facts, type } };
}

/** The agency's deliveries among these, by id. */
export async function deliveriesByIds(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, DeliveryRow>> {
  const { rows } = await db.query<FlatDelivery>({
    name: 'webhook-deliveries-by-ids',
    text: `${selectDelivery} ${fromDelivery} join webhook w on w.agency_id = d.agency_id and w.id = d.webhook_id
      where d.agency_id = $1 and d.id = any ($2) and w.deleted_at is null`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, toDelivery(row)]));
}

/** Of one webhook, the newest first. */
export async function listDeliveries(
  store: Store,
  agencyId: string,
  webhookId: string,
  state: WebhookDeliveryState | null,
  page: Page,
): Promise<Slice<{ node: DeliveryRow; key: unknown[] }>> {
  const conditions = new Conditions().and('d.agency_id = ?', agencyId).and('d.webhook_id = ?', webhookId);
  if (state) conditions.and('d.state = ?', state);
  const order = { columns: [{ sql: 'd.id', type: 'uuid' }], descending: true };
  const select = `${selectDelivery} ${fromDelivery}`;
  const slice = await fetchPage<FlatDelivery>(store.of(agencyId), select, conditions, order, page);
  return { ...slice, rows: slice.rows.map((row) => ({ node: toDelivery(row), key: [row.id] })) };
}

/** So many attempts are shown of a delivery: those that its schedule makes, and as many that were asked for. */
export const attemptsShownMax = 20;

/** The latest attempts of each of these deliveries, the newest first. */
export async function attemptsOf(
  db: Queryable,
  agencyId: string,
  deliveryIds: readonly string[],
): Promise<Map<string, AttemptRow[]>> {
  const { rows } = await db.query<AttemptRow & { deliveryId: string }>({
    name: 'webhook-attempts',
    text: `select a.* from unnest($2::uuid[]) asked (id) cross join lateral (
        select id, delivery_id as "deliveryId", requested_at as "requestedAt", url,
          latency_milliseconds as "latencyMilliseconds", response_status as "responseStatus",
          response_headers as "responseHeaders", response_body as "responseBody", error
        from webhook_attempt where agency_id = $1 and delivery_id = asked.id order by id desc limit $3) a`,
    values: [agencyId, deliveryIds, attemptsShownMax],
  });
  const found = new Map(deliveryIds.map((id): [string, AttemptRow[]] => [id, []]));
  for (const { deliveryId, ...attempt } of rows) found.get(deliveryId)?.push(attempt);
  return found;
}

/** A message that tells of nothing, to see whether it arrives; the delivery's id. */
export function testWebhook(
  store: Store,
  { agencyId }: Session,
  webhookId: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const [webhook] = await manager.query(
      'select disabled_at from webhook where agency_id = $1 and id = $2 and deleted_at is null for share',
      [agencyId, webhookId],
    );
    if (!webhook) throw refusal('NOT_FOUND', 'id', 'No webhook has this id.');
    if (webhook.disabled_at) throw refusal('WEBHOOK_DISABLED', 'id', 'It is disabled; enable it first.');
    const id = newId();
    await manager.query(
      `insert into webhook_delivery (agency_id, id, webhook_id, message_id, state, next_attempt_at)
       values ($1, $2, $3, $2, 'PENDING', now())`,
      [agencyId, id, webhookId],
    );
    return id;
  });
}

/** Delivers it now, whether or not it was before, by a schedule that starts anew; it waits for no other one. */
export function redeliver(
  store: Store,
  { agencyId }: Session,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await lockWebhookOf(manager, agencyId, id);
    const [, changed] = await manager.query(
      `update webhook_delivery set state = 'PENDING', ended_at = null, attempt_count = 0, next_attempt_at = now()
       where agency_id = $1 and id = $2`,
      [agencyId, id],
    );
    if (changed === 0) throw refusal('NOT_FOUND', 'id', 'No delivery has this id.');
    return id;
  });
}

/** Else the next in line might be looked for just before this one is there again. */
async function lockWebhookOf(manager: EntityManager, agencyId: string, id: string): Promise<void> {
  const [webhook] = await manager.query(
    `select from webhook where agency_id = $1 and deleted_at is null
       and id = (select webhook_id from webhook_delivery where agency_id = $1 and id = $2) for no key update`,
    [agencyId, id],
  );
  if (!webhook) throw refusal('NOT_FOUND', 'id', 'No delivery has this id.');
}
