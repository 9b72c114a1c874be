import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../http/log';
import { agencyRevisions } from '../store/agencies';
import { backlogs } from '../store/counts';
import type { Store } from '../store/data-source';
import { countOutdated, plansLeft, replan } from '../store/replan';
import { inSpan } from '../store/spans';

/** Applications at a time. In between, requests have the database to themselves for as long as a slice took. */
const sliceSize = 100;

const pauseMillisecondsMin = 20;
const lookAgainMilliseconds = 10_000;

export interface Replanning {
  /** Resolves once nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Keeps the plans of all agencies up to date in the background: after an upgrade that changed a rule, and after
 * changes to a policy or an employer that concern more applications than one request re-plans.
 */
export function startReplanning(
  store: Store,
  log: Logger,
  everyMilliseconds = lookAgainMilliseconds,
): Replanning {
  const stopping = new AbortController();
  const running = keepReplanning(store, log, everyMilliseconds, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function keepReplanning(
  store: Store,
  log: Logger,
  everyMilliseconds: number,
  stopping: AbortSignal,
): Promise<void> {
  const settled = new Map<string, string>();
  const ignore = (error: unknown) => {
    if (!stopping.aborted) log.error({ error }, 'Re-planning failed; it is tried again');
  };
  let woken = new AbortController();
  const wake = () => woken.abort();
  plansLeft.on('left', wake);
  stopping.addEventListener('abort', () => plansLeft.off('left', wake));
  while (!stopping.aborted) {
    // From before the look on: what is changed during it has another look at once.
    woken = new AbortController();
    for (const { id, revisions } of (await agencyRevisions(store).catch(ignore)) ?? []) {
      if (settled.get(id) === revisions) continue;
      const done = await replanAgency(store, id, log, stopping).catch(ignore);
      if (done) settled.set(id, revisions);
    }
    await pause(everyMilliseconds, AbortSignal.any([stopping, woken.signal]));
  }
}

/** True once all is done. What becomes outdated meanwhile changes the revisions, and has its turn next time. */
async function replanAgency(store: Store, id: string, log: Logger, stopping: AbortSignal): Promise<boolean> {
  const total = await countOutdated(store, id);
  if (total === 0) return upToDate(id);
  log.info({ agencyId: id, applications: total }, 'Re-planning');
  const since = backlogs.get(id)?.since ?? performance.now();
  for (let left = total; left > 0; ) {
    backlogs.set(id, { since, applications: left });
    if (stopping.aborted) return false;
    const start = performance.now();
    const done = await replanSlice(store, id, Math.min(sliceSize, left));
    if (done === 0) break;
    left -= done;
    await pause(Math.max(pauseMillisecondsMin, performance.now() - start), stopping);
  }
  log.info({ agencyId: id }, 'Re-planned');
  // Somebody who recorded something on the former policy may have come between.
  return (await countOutdated(store, id)) === 0 && upToDate(id);
}

function replanSlice(store: Store, agencyId: string, most: number): Promise<number> {
  return inSpan('replanning', { attributes: { 'followline.agency_id': agencyId } }, async (span) => {
    const done = await replan(store, agencyId, { most });
    span.setAttribute('followline.applications', done);
    return done;
  });
}

function upToDate(agencyId: string): true {
  backlogs.delete(agencyId);
  return true;
}

async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
