import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { Registry, type RegistryContentType } from 'prom-client';
import type { Store } from '../store/data-source';
import { inTurn } from '../store/in-turn';
import { HttpError } from './http-error';
import { makeMetrics } from './metrics';
import { showQueues } from './queue-metrics';

/** What a proxy writes into the requests that it passes on. */
const markOfProxy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/**
 * `/metrics`: for whoever sends the token. Where there is none, for this machine itself: not for what a proxy on
 * it passes on.
 */
export function addMetricsRoute(server: FastifyInstance, store: Store, token: string | null): void {
  const registry = makeMetrics(server, store);
  const lookAtQueues = showQueues(registry, store);
  server.get('/metrics', async (request, reply) => {
    if (token === null) refuseOthers(request);
    else refuseWithout(token, request);
    const type = prefersOpenMetrics(request.headers.accept)
      ? Registry.OPENMETRICS_CONTENT_TYPE
      : Registry.PROMETHEUS_CONTENT_TYPE;
    // Not in turn: many who ask while the database does not answer would wait one after the other.
    await lookAtQueues();
    const text = await inTurn([inTurnKey], () => render(registry, type));
    return reply.header('content-type', type).header('cache-control', 'no-store').send(text);
  });
}

const inTurnKey = 'metrics';

/** One at a time: which of the two formats it is, and the names that go with it, are the registry's state. */
async function render(registry: Registry, type: RegistryContentType): Promise<string> {
  const metrics = registry.getMetricsAsArray();
  const names = metrics.map(({ name }) => name);
  (registry as Registry<RegistryContentType>).setContentType(type);
  try {
    return await registry.metrics();
  } finally {
    // For OpenMetrics it takes the "_total" off the names of counters, and leaves them so.
    for (const [index, metric] of metrics.entries()) metric.name = names[index] as string;
  }
}

function prefersOpenMetrics(accept = ''): boolean {
  return /\bapplication\/openmetrics-text\b/.test(accept);
}

function refuseOthers({ socket, headers }: FastifyRequest): void {
  const address = socket.remoteAddress ?? '';
  const isHere = ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
  if (isHere && !markOfProxy.some((name) => headers[name] !== undefined)) return;
  throw new HttpError('FORBIDDEN', 'Metrics are for this machine alone. METRICS_TOKEN opens them to others.');
}

function refuseWithout(token: string, { headers }: FastifyRequest): void {
  const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new HttpError('UNAUTHENTICATED', 'Send the header "Authorization: Bearer METRICS_TOKEN".', {
    'www-authenticate': 'Bearer realm="metrics"',
  });
}

const digest = (text: string) => createHash('sha256').update(text).digest();
