import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../store/data-source';
import { type Queues, queues } from '../store/queues';
import { within } from './within';

/** What is measured of the process itself need not wait longer for a database that does not answer. */
const lookMillisecondsMax = 1_000;

/**
 * Gauges of what waits for work in the background. Who reads metrics calls what this answers before: it looks once for
 * all who call meanwhile, and where the database does not tell in time the gauges hold nothing.
 */
export function showQueues(registry: Registry, store: Store): () => Promise<void> {
  const registers = [registry];
  const deliveries = new Gauge({
    name: 'followline_webhook_deliveries',
    help: 'Deliveries to open webhooks at all agencies: due, or for later.',
    labelNames: ['state'],
    registers,
  });
  const deliveryDue = new Gauge({
    name: 'followline_webhook_oldest_due_seconds',
    help: 'For how long the delivery has been due that has been due longest; 0 without any.',
    registers,
  });
  const jobs = new Gauge({
    name: 'followline_jobs',
    help: 'Exports and imports at all agencies, by whether one is at work.',
    labelNames: ['state'],
    registers,
  });
  const jobQueued = new Gauge({
    name: 'followline_jobs_oldest_queued_seconds',
    help: 'For how long the job has been waiting that has waited longest; 0 without any.',
    registers,
  });
  const show = (now: Queues | null) => {
    deliveries.reset();
    jobs.reset();
    deliveryDue.remove();
    jobQueued.remove();
    if (!now) return;
    deliveries.set({ state: 'due' }, now.deliveriesDue);
    deliveries.set({ state: 'later' }, now.deliveriesLater);
    deliveryDue.set(now.deliveryDueSeconds);
    jobs.set({ state: 'queued' }, now.jobsQueued);
    jobs.set({ state: 'running' }, now.jobsRunning);
    jobQueued.set(now.jobQueuedSeconds);
  };
  // Never more than one: while the database does not answer, nothing heaps up there.
  let underWay: Promise<Queues> | undefined;
  return async () => {
    underWay ??= queues(store).finally(() => {
      underWay = undefined;
    });
    show(await within(lookMillisecondsMax, underWay).catch(() => null));
  };
}
