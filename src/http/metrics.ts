import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { liveSubscriptions, operationOutcomes, operations, operationTypes } from '../graphql/counts';
import { appends, backlogs, lockedAppends } from '../store/counts';
import type { Store } from '../store/data-source';

/** From a read out of memory to what a person no longer waits for. */
const durationBucketsSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Label values must not be a caller's choice: of what nobody serves, not even the method is kept. */
const knownMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
]);

/** All that is measured of a server, but what waits in the database. Requests are counted from now on; the rest is read when it is asked for. */
export function makeMetrics(server: FastifyInstance, store: Store): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(server, registry);
  countGraphql(registry);
  countAppends(registry);
  showReplanning(registry);
  showPools(registry, store);
  return registry;
}

function measureRequests(server: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'followline_http_request_duration_seconds',
    help: 'Requests by route, method and class of status, and how long they took.',
    labelNames: ['route', 'method', 'status'],
    buckets: durationBucketsSeconds,
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    // The route as it was declared: a path may hold a secret, and there is no end of paths.
    const route = request.routeOptions.url ?? 'none';
    // How long somebody listens says nothing of how fast we are.
    if (route === '/graphql/stream') return;
    const method = knownMethods.has(request.method) ? request.method : 'other';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    durations.observe({ route, method, status }, reply.elapsedTime / 1000);
  });
}

function countGraphql(registry: Registry): void {
  new Counter({
    name: 'followline_graphql_operations_total',
    help: 'GraphQL operations by type and outcome: answered, refused for what was asked, failed by a fault of ours.',
    labelNames: ['type', 'outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const type of operationTypes) {
        for (const outcome of operationOutcomes) this.inc({ type, outcome }, operations[type][outcome]);
      }
    },
  });
  new Gauge({
    name: 'followline_live_subscriptions',
    help: 'Subscriptions that are open, by transport.',
    labelNames: ['transport'],
    registers: [registry],
    collect() {
      for (const [transport, count] of Object.entries(liveSubscriptions)) this.set({ transport }, count);
    },
  });
}

function countAppends(registry: Registry): void {
  new Counter({
    name: 'followline_appends_total',
    help: 'Attempts to append events, by outcome. After conflict and stale the request is decided anew and tried again.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(appends)) this.inc({ outcome }, count);
    },
  });
  new Counter({
    name: 'followline_appends_locked_total',
    help: 'Attempts to append for which others were kept out by locks, after they had come between too often.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(lockedAppends.count);
    },
  });
}

function showReplanning(registry: Registry): void {
  new Gauge({
    name: 'followline_replanning_applications',
    help: 'Applications that this process is to plan anew.',
    registers: [registry],
    collect() {
      this.set([...backlogs.values()].reduce((sum, { applications }) => sum + applications, 0));
    },
  });
  new Gauge({
    name: 'followline_replanning_oldest_seconds',
    help: 'For how long the oldest of these has been waiting, as far as this process knows; 0 without any.',
    registers: [registry],
    collect() {
      const waiting = [...backlogs.values()].map(({ since }) => performance.now() - since);
      this.set(Math.max(0, ...waiting) / 1000);
    },
  });
}

function showPools(registry: Registry, { pool, everyAgency }: Store): void {
  const pools = Object.entries({ agency: pool, every_agency: everyAgency });
  new Gauge({
    name: 'followline_pool_connections',
    help: 'Connections to the database, by pool and by whether one is at work.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [name, { idleCount, totalCount }] of pools) {
        this.set({ pool: name, state: 'idle' }, idleCount);
        this.set({ pool: name, state: 'busy' }, totalCount - idleCount);
      }
    },
  });
  new Gauge({
    name: 'followline_pool_waiting',
    help: 'What waits for a connection to the database, by pool.',
    labelNames: ['pool'],
    registers: [registry],
    collect() {
      for (const [name, { waitingCount }] of pools) this.set({ pool: name }, waitingCount);
    },
  });
}
