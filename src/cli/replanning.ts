import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../http/log';
import type { Store } from '../store/data-source';
import { replan } from '../store/replan';

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
export function startReplanning(store: Store, log: Logger): Replanning {
  const stopping = new AbortController();
  const running = keepReplanning(store, log, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function keepReplanning(store: Store, log: Logger, stopping: AbortSignal): Promise<void> {
  const settled = new Map<string, string>();
  while (!stopping.aborted) {
    try {
      for (const { id, revisions } of await agencies(store)) {
        if (settled.get(id) === revisions) continue;
        if (await replanAgency(store, id, log, stopping)) settled.set(id, revisions);
      }
    } catch (error) {
      if (!stopping.aborted) log.error({ error }, 'Re-planning failed; it is tried again');
    }
    await pause(lookAgainMilliseconds, stopping);
  }
}

/**
 * Each agency with the revisions of what its plans rest on. While these stay as they are, it has nothing to
 * re-plan, and its applications need not be searched.
 */
async function agencies({ pool }: Store): Promise<{ id: string; revisions: string }[]> {
  const { rows } = await pool.query<{ id: string; revisions: string }>(`
    select g.id, concat(g.policy_version, ' ', sum(e.revision)) as revisions
    from agency g left join employer e on e.agency_id = g.id group by g.id`);
  return rows;
}

/** True once nothing is left to re-plan. */
async function replanAgency(store: Store, id: string, log: Logger, stopping: AbortSignal): Promise<boolean> {
  let total = 0;
  while (!stopping.aborted) {
    const start = performance.now();
    const done = await replan(store, id, sliceSize);
    total += done;
    if (done < sliceSize) {
      if (total > 0) log.info({ agencyId: id, applications: total }, 'Re-planned');
      return true;
    }
    await pause(Math.max(pauseMillisecondsMin, performance.now() - start), stopping);
  }
  return false;
}

async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
