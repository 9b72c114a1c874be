import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Outbound } from '../outbound/outbound';
import type { Store } from '../store/data-source';
import { type Lease, leaseWebhooks } from '../store/webhooks/hand-out';
import { pruneDeliveries } from '../store/webhooks/retention';
import { leaseMilliseconds, type Shared, workAt } from './work';

/** Without a wake-up, to see what has become due. */
const lookAgainMilliseconds = 1_000;

/** Webhooks that a process delivers to at a time. */
const webhooksMax = 32;

/** So many it takes at a time, and leaves some for the others who have been woken. */
const takenAtOnceMax = 4;

const pruneMilliseconds = 10 * 60_000;

/** What is under way when the process is to end may end by itself for so long. */
const graceMilliseconds = 5_000;

export interface Delivering {
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Delivers to the webhooks of all agencies, sharing them with every other process that does so. */
export function startDelivering(store: Store, outbound: Outbound, log: Logger): Delivering {
  const ending = new AbortController();
  const stopping = new AbortController();
  // Each request that is under way listens to it: more than the few from which on Node.js suspects a leak.
  setMaxListeners(0, ending.signal);
  const shared = { store, outbound, log, stopping: stopping.signal, brokenOff: ending.signal };
  const running = Promise.all([keepDelivering(shared), keepPruning(shared)]);
  return {
    stop: async () => {
      stopping.abort();
      const grace = setTimeout(() => ending.abort(), graceMilliseconds);
      await running;
      clearTimeout(grace);
    },
  };
}

async function keepDelivering(shared: Shared): Promise<void> {
  const { store, log, stopping } = shared;
  const under = new Set<Promise<void>>();
  let woken = new AbortController();
  const wake = () => woken.abort();
  const unsubscribe = store.wakeUp.subscribe(wake);
  stopping.addEventListener('abort', wake);
  while (!stopping.aborted) {
    // From before the look on: what comes during it has another look at once.
    woken = new AbortController();
    const most = Math.min(takenAtOnceMax, webhooksMax - under.size);
    const leasedAt = performance.now();
    const leases = most > 0 ? await leaseSome(shared, most) : [];
    for (const lease of leases) {
      const work = workAt(shared, lease, leasedAt)
        // What was recorded while this process was at the webhook has led nobody there.
        .then(wake, (error) => log.error({ error, webhookId: lease.webhookId }, 'Delivering failed'))
        .finally(() => under.delete(work));
      under.add(work);
    }
    if (most > 0 && leases.length === most) continue;
    await pause(lookAgainMilliseconds, woken.signal);
  }
  await unsubscribe();
  await Promise.all(under);
}

async function leaseSome({ store, log, stopping }: Shared, most: number): Promise<Lease[]> {
  try {
    return await leaseWebhooks(store, most, leaseMilliseconds);
  } catch (error) {
    if (!stopping.aborted) log.error({ error }, 'Looking for webhooks failed; it is tried again');
    return [];
  }
}

async function keepPruning({ store, log, stopping }: Shared): Promise<void> {
  while (!stopping.aborted) {
    const isMore = await pruneDeliveries(store).catch((error) => {
      if (!stopping.aborted) log.error({ error }, 'Removing old deliveries failed; it is tried again');
      return false;
    });
    await pause(isMore ? 1_000 : pruneMilliseconds, stopping);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
