import type { AppendReply } from './append';

/**
 * What this process has done since it started, for metrics: plain numbers, so that counting costs nothing and
 * whoever shows them may import them from here.
 */

/** How attempts to append have ended. After `conflict` and `stale` the request is decided anew and tried again. */
export const appends: Record<AppendReply['status'] | 'refused', number> = {
  appended: 0,
  replayed: 0,
  key_reused: 0,
  conflict: 0,
  stale: 0,
  refused: 0,
};

/** Tries for which others were kept out by locks, since too many of them had come between. */
export const lockedAppends = { count: 0 };

/** Applications that wait for a new plan. */
export interface Backlog {
  /** Since when this process has known of it, by the process's own clock (`performance.now()`). */
  since: number;
  applications: number;
}

/** By agency: what this process is re-planning. An agency that is up to date is not in it. */
export const backlogs = new Map<string, Backlog>();
