import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { makeApollo } from '../graphql/apollo';
import { Budget } from '../graphql/budget';
import { drain } from '../http/drain';
import { sayNotReady } from '../http/health';
import { type Logger, makeLog, makeLogFault } from '../http/log';
import { makeServer } from '../http/server';
import { makeOutbound } from '../outbound/outbound';
import { ensureBootstrapKey } from '../store/api-keys';
import { type Store, seesPastAgencies } from '../store/data-source';
import { startDelivering } from '../webhooks/delivering';
import type { Configuration } from './configuration';
import { exportJob } from './export-job';
import { describeFirstKey, makeFirstKey } from './first-key';
import { importJob } from './import-job';
import { startJobs } from './jobs';
import { startWritingKeyUses } from './key-uses';
import { type Opened, open } from './open';
import { startReplanning } from './replanning';
import { firstSignal } from './signals';
import { StartError } from './start-error';
import { startTracing } from './tracing';

/** Serves GraphQL over HTTP until a signal asks for the end. */
export async function serve(configuration: Configuration): Promise<void> {
  const signalled = firstSignal();
  const log = makeLog(configuration.logLevel);
  const sendLastSpans = configuration.traced ? await startTracing(log) : undefined;
  const { store, connection, close } = await open({ alone: true });
  try {
    await serveUntil(signalled, configuration, { store, connection }, log);
  } finally {
    await sendLastSpans?.();
    await close();
  }
}

async function serveUntil(
  signalled: Promise<NodeJS.Signals>,
  configuration: Configuration,
  { store, connection }: Pick<Opened, 'store' | 'connection'>,
  log: Logger,
): Promise<void> {
  if (await seesPastAgencies(store))
    log.warn('The database role bypasses row-level security; see docs/decisions/0007-tenancy.md');
  if (configuration.bootstrapKey) await ensureBootstrapKey(store, configuration.bootstrapKey);
  const logFault = makeLogFault(log);
  const apollo = await makeApollo({ logFault, introspection: configuration.introspection });
  const budget = new Budget(configuration.pointsPerMinute);
  const outbound = makeOutbound(configuration.privateNetworks);
  const { metricsToken, traced, corsOrigins, trustedProxies } = configuration;
  const settings = { metricsToken, traced, corsOrigins, trustedProxies };
  const server = makeServer({ store, apollo, budget, log, outbound, ...settings });
  const url = `${await listen(server, configuration)}/graphql`;
  console.log(`Followline is ready at ${url}`);
  if (process.stdout.isTTY) await welcome(store, url);
  const replanning = startReplanning(store, log);
  const keyUses = startWritingKeyUses(store, log);
  const jobs = startJobs(store, log, {
    EXPORT: exportJob(store),
    IMPORT: importJob(store, connection),
  });
  const delivering = startDelivering(store, outbound, log);

  log.info({ signal: await signalled }, 'Shutting down');
  const leave = async () => {
    sayNotReady(server);
    await sleep(configuration.drainDelaySeconds * 1000);
    return drain(server, configuration.drainSeconds * 1000);
  };
  const [inTime] = await Promise.all([leave(), replanning.stop(), jobs.stop(), delivering.stop()]);
  if (!inTime) log.warn('Some requests did not end in time and were broken off');
  await apollo.stop();
  await keyUses.stop();
}

async function listen(server: FastifyInstance, { host, port }: Configuration): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const reason = whyNotListening((error as NodeJS.ErrnoException).code, host, port);
    throw reason ? new StartError(reason) : error;
  }
  return `http://${nameOf(host)}:${(server.server.address() as AddressInfo).port}`;
}

function whyNotListening(code: string | undefined, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Stop what uses it, or choose another with PORT.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `This machine has no address ${host} to listen on. Choose another with HOST.`;
    default:
      return null;
  }
}

/** As it goes into a URL that a person on this machine can open. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function welcome(store: Store, url: string): Promise<void> {
  const key = await makeFirstKey(store);
  if (key) console.log(describeFirstKey(key, url));
}
