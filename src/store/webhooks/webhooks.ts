import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { refusal } from '../../domain/errors';
import type { EventType } from '../../domain/events';
import { type Instant, toRfc3339 } from '../../domain/instant';
import type { Idempotency } from '../append';
import type { Queryable, Store } from '../data-source';
import type { Session } from '../prepare';
import { Conditions, fetchPage, type Page, type Slice } from '../queries/keyset';
import { once } from '../reference';

export const WebhookDisabledReason = { REQUESTED: 'REQUESTED', GONE: 'GONE', FAILING: 'FAILING' } as const;
export type WebhookDisabledReason = keyof typeof WebhookDisabledReason;

/** A webhook as its agency sees it: without secrets. */
export interface WebhookRow {
  id: string;
  url: string;
  description: string | null;
  /** Empty: all. */
  eventTypes: EventType[];
  disabledReason: WebhookDisabledReason | null;
  disabledAt: Date | null;
  formerSecretExpiresAt: Date | null;
  /** Up to here the log has been turned into deliveries. */
  position: string;
  failingSince: Date | null;
  pausedUntil: Date | null;
  createdAt: Date;
}

export type WebhookFacts = Pick<WebhookRow, 'url' | 'description' | 'eventTypes'>;

const columns = `w.id, w.url, w.description, w.event_types as "eventTypes", w.disabled_reason as "disabledReason",
  w.disabled_at as "disabledAt", w.handed_out_position as position, w.failing_since as "failingSince",
  case when w.former_secret_expires_at > now() then w.former_secret_expires_at end as "formerSecretExpiresAt",
  case when w.paused_until > now() then w.paused_until end as "pausedUntil", w.created_at as "createdAt"`;

/** Each is worked at by itself; more would be a mistake, or somebody who tries us out. */
export const webhooksMax = 100;

/** As Standard Webhooks writes a secret; it asks for 24 to 64 bytes. */
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** The id, and the secret where this very request has made it: who repeats a request is not told again. */
export interface WithSecret {
  id: string;
  secret: string | null;
}

/** The agency's webhooks among these, by id. */
export async function webhooksByIds(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, WebhookRow>> {
  const { rows } = await db.query<WebhookRow>({
    name: 'webhooks-by-ids',
    text: `select ${columns} from webhook w where w.agency_id = $1 and w.id = any ($2) and w.deleted_at is null`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** In the order in which they were made. */
export async function listWebhooks(
  store: Store,
  agencyId: string,
  page: Page,
): Promise<Slice<{ node: WebhookRow; key: unknown[] }>> {
  const conditions = new Conditions().and('w.agency_id = ?', agencyId).and('w.deleted_at is null');
  const order = { columns: [{ sql: 'w.id', type: 'uuid' }], descending: false };
  const select = `select ${columns} from webhook w`;
  const slice = await fetchPage<WebhookRow>(store.of(agencyId), select, conditions, order, page);
  return { ...slice, rows: slice.rows.map((node) => ({ node, key: [node.id] })) };
}

/** It gets what is recorded from now on. */
export async function createWebhook(
  store: Store,
  { agencyId }: Session,
  { url, description, eventTypes }: WebhookFacts,
  idempotency: Idempotency | null,
): Promise<WithSecret> {
  let secret: string | null = null;
  const id = await once(store, agencyId, idempotency, async (manager) => {
    // Those who make one at the same time wait for each other, so that none passes the limit.
    await manager.query('select from agency where id = $1 for no key update', [agencyId]);
    const [{ count }] = await manager.query(
      'select count(*)::integer from webhook where agency_id = $1 and deleted_at is null',
      [agencyId],
    );
    if (count >= webhooksMax)
      throw refusal('LIMIT_REACHED', null, `There are ${webhooksMax} webhooks, and no more may be.`);
    const made = newId();
    secret = newSecret();
    await manager.query(
      `insert into webhook (agency_id, id, url, description, event_types, secret, handed_out_position)
       select $1, $2, $3, $4, $5, $6, last_position from agency_log where agency_id = $1`,
      [agencyId, made, url, description, eventTypes, secret],
    );
    return made;
  });
  return { id, secret };
}

/** What is left out stays. Holds for what is sent from now on, what waits already included. */
export function updateWebhook(
  store: Store,
  { agencyId }: Session,
  id: string,
  { url, description, eventTypes }: Partial<WebhookFacts>,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await change(
      manager,
      agencyId,
      id,
      `url = coalesce($3, url), event_types = coalesce($4, event_types),
        description = case when $5 then $6 else description end`,
      url ?? null,
      eventTypes ?? null,
      description !== undefined,
      description ?? null,
    );
    return id;
  });
}

/** Nothing more is sent to it from now on; what hangs on it is removed in the background. */
export function deleteWebhook(
  store: Store,
  { agencyId }: Session,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await change(manager, agencyId, id, 'deleted_at = now()');
    return id;
  });
}

/** A new secret signs from now on, and the present one beside it for so many hours. */
export async function rotateWebhookSecret(
  store: Store,
  { agencyId }: Session,
  id: string,
  overlapHours: number,
  idempotency: Idempotency | null,
): Promise<WithSecret> {
  let secret: string | null = null;
  await once(store, agencyId, idempotency, async (manager) => {
    secret = newSecret();
    await change(
      manager,
      agencyId,
      id,
      'former_secret = secret, secret = $3, former_secret_expires_at = now() + make_interval(hours => $4)',
      secret,
      overlapHours,
    );
    return id;
  });
  return { id, secret };
}

/** It goes on where it stopped: nothing that was recorded meanwhile is left out. */
export function enableWebhook(
  store: Store,
  { agencyId }: Session,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await change(
      manager,
      agencyId,
      id,
      'disabled_at = null, disabled_reason = null, failing_since = null, paused_until = null',
    );
    return id;
  });
}

/** Nothing is sent to it until it is enabled again. One that is disabled keeps its reason. */
export function disableWebhook(
  store: Store,
  { agencyId }: Session,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await change(
      manager,
      agencyId,
      id,
      `disabled_at = coalesce(disabled_at, now()), disabled_reason = coalesce(disabled_reason, 'REQUESTED')`,
    );
    return id;
  });
}

/** From where on events are to be delivered again: a place in the log, or when they were recorded. */
export type Since = { position: string } | { recordedSince: Instant };

/** Clocks of several processes differ a little; rather some messages too many than one too few. */
const clocksDiffer = `interval '1 minute'`;

/**
 * The place before the first event that was recorded since. Positions have no gaps and follow the time of recording,
 * so that halving the log again and again finds it without an index. The middle is a column of its own: computed in
 * the condition, it would be looked for in the whole log.
 */
const placeBefore = `
  with recursive halving (low, high, middle) as (
    select 0::bigint, last_position + 1, (last_position + 1) / 2 from agency_log where agency_id = $1
    union all
    select low, high, (low + high) / 2 from (
      select case when is_before then h.middle else h.low end as low,
        case when is_before then h.high else h.middle end as high
      from halving h join event e on e.agency_id = $1 and e.position = h.middle
      cross join lateral (select e.recorded_at < $3::timestamptz - ${clocksDiffer} as is_before) compared
      where h.high - h.low > 1) halved)
  select max(low) from halving`;

/** All events since then are handed out again, in the order of the log, each under the id that it had. */
export function redeliverSince(
  store: Store,
  { agencyId }: Session,
  id: string,
  since: Since,
  idempotency: Idempotency | null,
): Promise<string> {
  const [place, value] =
    'position' in since
      ? ['$3::bigint - 1', since.position]
      : [`(${placeBefore})`, toRfc3339(since.recordedSince)];
  return once(store, agencyId, idempotency, async (manager) => {
    await change(manager, agencyId, id, `handed_out_position = least(handed_out_position, ${place})`, value);
    return id;
  });
}

/** Sets these columns; the values are those from $3 on. Waits for whoever is handing out to the webhook. */
async function change(
  manager: EntityManager,
  agencyId: string,
  id: string,
  columnsWithValues: string,
  ...values: unknown[]
): Promise<void> {
  const [, changed] = await manager.query(
    `update webhook set ${columnsWithValues} where agency_id = $1 and id = $2 and deleted_at is null`,
    [agencyId, id, ...values],
  );
  if (changed === 0) throw refusal('NOT_FOUND', 'id', 'No webhook has this id.');
}
