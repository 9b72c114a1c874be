import type { Store } from './data-source';
import { isOpen } from './webhooks/hand-out';

/** What waits for work in the background, at all agencies together. */
export interface Queues {
  /** Deliveries to open webhooks whose time has come. */
  deliveriesDue: number;
  /** The others that are pending there: they wait for a retry, or behind another on the same application. */
  deliveriesLater: number;
  /** How long something has been due at an open webhook; 0 where nothing is. */
  deliveryDueSeconds: number;
  jobsQueued: number;
  jobsRunning: number;
  /** How long a job has been waiting that could be taken up; 0 where none is. */
  jobQueuedSeconds: number;
}

/**
 * Through the indexes of what is pending, however much has ended. The next event that is not handed out has been due
 * since it was recorded, but at a webhook that fails: there it waits in the log on purpose.
 */
export async function queues({ everyAgency }: Store): Promise<Queues> {
  const { rows } = await everyAgency.query<Queues>({
    name: 'count-queues',
    text: `select deliveries.*, jobs.* from (
        select coalesce(sum(due.number), 0)::integer as "deliveriesDue",
          coalesce(sum(pending.number - due.number), 0)::integer as "deliveriesLater",
          greatest(0, max(extract(epoch from now() - greatest(since.since, w.paused_until)))
            filter (where since.since is not null))::double precision as "deliveryDueSeconds"
        from webhook w
        cross join lateral (select count(*) as number, min(d.next_attempt_at) as since from webhook_delivery d
          where d.agency_id = w.agency_id and d.webhook_id = w.id and d.next_attempt_at <= now()) due
        cross join lateral (select count(*) as number from webhook_delivery d
          where d.agency_id = w.agency_id and d.webhook_id = w.id and d.state = 'PENDING') pending
        cross join lateral (select least(due.since, (select e.recorded_at from event e
          where e.agency_id = w.agency_id and e.position = w.handed_out_position + 1
            and w.failing_since is null)) as since) since
        where ${isOpen}) deliveries, (
        select count(*) filter (where state = 'QUEUED')::integer as "jobsQueued",
          count(*) filter (where state = 'RUNNING')::integer as "jobsRunning",
          greatest(0, extract(epoch from now() - min(greatest(created_at, not_before))
            filter (where state = 'QUEUED')))::double precision as "jobQueuedSeconds"
        from job where state in ('QUEUED', 'RUNNING')) jobs`,
  });
  return rows[0] as Queues;
}
