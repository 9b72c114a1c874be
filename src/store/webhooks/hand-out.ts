import { v7 as newId } from 'uuid';
import type { Queryable, Store } from '../data-source';
import { clientOf } from '../lock';

/** Whose turn it is to deliver to a webhook. Once the time is up, it is anybody's. */
export interface Lease {
  agencyId: string;
  webhookId: string;
  leaseId: string;
}

/** While nothing arrives at a webhook, only so many messages wait for it; the others stay in the log. */
const waitingMax = 200;

/** Events that are looked at in one transaction. */
const sliceSize = 500;

/** Is there more in the log for the webhook w? The log of its agency is l. */
const moreInLog = `(l.last_position > w.handed_out_position and (w.failing_since is null or ${waitingMax} > (
    select count(*) from (select from webhook_delivery p where p.agency_id = w.agency_id and p.webhook_id = w.id
      and p.state = 'PENDING' limit ${waitingMax}) waiting)))`;

/** May anything be sent to the webhook w now? */
export const isOpen = `w.disabled_at is null and w.deleted_at is null and (w.paused_until is null or w.paused_until <= now())`;

/**
 * Takes webhooks that have something to be sent and that nobody else is at, whoever has waited longest first. Each is
 * the caller's until the time is up, so that those of a process that was killed are soon taken over by others.
 */
export async function leaseWebhooks(
  { everyAgency }: Store,
  most: number,
  leaseMilliseconds: number,
): Promise<Lease[]> {
  const { rows } = await everyAgency.query<Lease>({
    name: 'lease-webhooks',
    text: `update webhook set lease_id = gen_random_uuid(), leased_until = now() + $2 * interval '1 millisecond'
      from (
        select w.agency_id, w.id from webhook w join agency_log l on l.agency_id = w.agency_id
        where ${isOpen} and (w.leased_until is null or w.leased_until <= now()) and (${moreInLog} or exists (
          select from webhook_delivery d where d.agency_id = w.agency_id and d.webhook_id = w.id
            and d.next_attempt_at <= now()))
        order by w.leased_until nulls first limit $1 for update of w skip locked) due
      where webhook.agency_id = due.agency_id and webhook.id = due.id
      returning webhook.agency_id as "agencyId", webhook.id as "webhookId", webhook.lease_id as "leaseId"`,
    values: [most, leaseMilliseconds],
  });
  return rows;
}

const isOurs = `agency_id = $1 and id = $2 and lease_id = $3`;

/** False where the webhook is somebody else's by now. */
export async function renewLease(
  store: Store,
  { agencyId, webhookId, leaseId }: Lease,
  leaseMilliseconds: number,
): Promise<boolean> {
  const { rowCount } = await store.of(agencyId).query({
    name: 'renew-webhook-lease',
    text: `update webhook set leased_until = now() + $4 * interval '1 millisecond' where ${isOurs}`,
    values: [agencyId, webhookId, leaseId, leaseMilliseconds],
  });
  return rowCount === 1;
}

/** Leaves the webhook to whoever comes next. */
export async function releaseLease(store: Store, { agencyId, webhookId, leaseId }: Lease): Promise<void> {
  await store.of(agencyId).query({
    name: 'release-webhook-lease',
    text: `update webhook set lease_id = null, leased_until = now() where ${isOurs}`,
    values: [agencyId, webhookId, leaseId],
  });
}

interface Logged {
  position: string;
  eventId: string;
  applicationId: string;
  type: string;
  stage: string;
}

/**
 * Turns the next events of the log into deliveries, in one transaction with the place that has been reached: none
 * is left out or made twice, wherever a process ends. Answers how many events were looked at.
 */
export function handOut(store: Store, lease: Lease): Promise<number> {
  const { agencyId, webhookId, leaseId } = lease;
  return store.transaction(agencyId, async (manager) => {
    const db = await clientOf(manager);
    // Waits for results of deliveries that are being written: what is in line is looked for once they are there.
    const { rows } = await db.query<{ after: string; eventTypes: string[] }>(
      `select w.handed_out_position as after, w.event_types as "eventTypes"
       from webhook w join agency_log l on l.agency_id = w.agency_id
       where w.agency_id = $1 and w.id = $2 and w.lease_id = $3 and ${isOpen} and ${moreInLog}
       for no key update of w`,
      [agencyId, webhookId, leaseId],
    );
    const [webhook] = rows;
    if (!webhook) return 0;
    const events = await nextEvents(db, agencyId, webhook.after);
    const wanted = events.filter(
      ({ type }) => webhook.eventTypes.length === 0 || webhook.eventTypes.includes(type),
    );
    if (wanted.length > 0) await insertDeliveries(db, lease, wanted);
    await db.query('update webhook set handed_out_position = $3 where agency_id = $1 and id = $2', [
      agencyId,
      webhookId,
      events.at(-1)?.position ?? webhook.after,
    ]);
    return events.length;
  });
}

async function nextEvents(db: Queryable, agencyId: string, after: string): Promise<Logged[]> {
  const { rows } = await db.query<Logged>(
    `select e.position, e.event_id as "eventId", e.application_id as "applicationId", e.type, a.stage
     from event e join application a on a.agency_id = e.agency_id and a.id = e.application_id
     where e.agency_id = $1 and e.position > $2 order by e.position limit $3`,
    [agencyId, after, sliceSize],
  );
  return rows;
}

/**
 * Only the first message on an application is due; each later one becomes so when the one before it has ended. What
 * has been delivered before goes out again under its id, and what waits already goes on waiting.
 */
async function insertDeliveries(
  db: Queryable,
  { agencyId, webhookId }: Lease,
  events: Logged[],
): Promise<void> {
  await db.query(
    `insert into webhook_delivery as d
       (agency_id, id, webhook_id, message_id, position, application_id, stage, state, next_attempt_at)
     select $1, n.id, $2, n.event_id, n.position, n.application_id, n.stage, 'PENDING',
       case when row_number() over (partition by n.application_id order by n.position) = 1 and not exists (
         select from webhook_delivery p where p.agency_id = $1 and p.webhook_id = $2 and p.state = 'PENDING'
           and p.application_id = n.application_id and p.position < n.position) then now() end
     from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::uuid[], $7::text[])
       n (id, event_id, position, application_id, stage)
     on conflict (agency_id, webhook_id, position) do update
       set state = 'PENDING', attempt_count = 0, ended_at = null, next_attempt_at = excluded.next_attempt_at
       where d.state <> 'PENDING'`,
    [
      agencyId,
      webhookId,
      events.map(() => newId()),
      events.map(({ eventId }) => eventId),
      events.map(({ position }) => position),
      events.map(({ applicationId }) => applicationId),
      events.map(({ stage }) => stage),
    ],
  );
}
