import { isDeepStrictEqual } from 'node:util';
import { fold } from '../domain/fold';
import { timeline } from '../domain/recommendation/plan';
import { listAgencies } from './agencies';
import { type AppendBatch, append } from './append';
import type { StoredEvent } from './codec';
import type { Queryable, Store } from './data-source';
import { type Loaded, loadApplications, loadHistories } from './load';
import { clientOf } from './lock';
import { batchOn, refusalsIn } from './prepare';
import { replan } from './replan';
import {
  applicationIds,
  type StoredApplication,
  storedApplications,
  verifyApplications,
} from './verify/applications';
import { verifyLog } from './verify/log';
import { type Report, reportInto } from './verify/problems';

export interface Verification {
  events: number;
  applications: number;
  /** Sentences that name the agency, the application or the position, and nothing about people. */
  problems: string[];
}

/** Is the log whole and unchanged, and does all that is kept beside the events follow from them? */
export async function verify(store: Store): Promise<Verification> {
  const found: Verification = { events: 0, applications: 0, problems: [] };
  const report = reportInto(found.problems);
  for (const { id: agencyId } of await listAgencies(store)) {
    const reportHere: Report = (problem) => report(`Agency ${agencyId}: ${problem}`);
    await inSnapshot(store, agencyId, async (db) => {
      found.events += await verifyLog(db, agencyId, reportHere);
      found.applications += await verifyApplications(db, agencyId, reportHere);
    });
  }
  return found;
}

/**
 * Makes the states and all that is planned anew from the events, for every application, while others go on
 * writing. Past recommendations are made anew too, on the policy and the people of today. Answers how many.
 */
export async function rebuild(
  store: Store,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const { rows } = await store.everyAgency.query('select count(*)::integer as count from application');
  let done = 0;
  for (const { id: agencyId } of await listAgencies(store)) {
    for await (const ids of applicationIds(store.of(agencyId), agencyId)) {
      // Where somebody has recorded something meanwhile, once more with that.
      for (let left = ids; left.length > 0; ) left = await remakeAll(store, agencyId, left);
      done += ids.length;
      onProgress(done, Math.max(done, rows[0].count));
    }
    // A refusal of contact that was not kept before reaches the employer's other applications.
    await replan(store, agencyId);
  }
  return done;
}

/** Answers which ones others have changed meanwhile. */
async function remakeAll(store: Store, agencyId: string, ids: string[]): Promise<string[]> {
  const db = store.of(agencyId);
  // Before the events: where the version is still the same in the end, there are no more of them.
  const stored = await storedApplications(db, agencyId, ids);
  const known = await loadApplications(db, agencyId, ids);
  const histories = await loadHistories(db, agencyId, ids);
  const overtaken: string[] = [];
  for (const [id, application] of stored) {
    const history = histories.get(id) as StoredEvent[];
    // There is nothing to make it from; `verify` names it.
    if (history.length === 0) continue;
    const batch = remade(application, known.get(id) as Loaded, history);
    const { status } = await append(db, agencyId, [batch], null);
    if (status !== 'appended') overtaken.push(id);
  }
  store.wakeUp.announce();
  return overtaken;
}

function remade(stored: StoredApplication, loaded: Loaded, history: StoredEvent[]): AppendBatch {
  const state = fold(history);
  const refusals = refusalsIn(state);
  return {
    ...batchOn(loaded, { state, planFrom: state.submittedAt, steps: timeline(loaded, history) }),
    expectedVersion: stored.version,
    doNotContact: isDeepStrictEqual(refusals, stored.refusals) ? null : refusals,
  };
}

async function inSnapshot(
  store: Store,
  agencyId: string,
  work: (db: Queryable) => Promise<void>,
): Promise<void> {
  await store.transaction(agencyId, async (manager) => work(await clientOf(manager)), 'REPEATABLE READ');
}
