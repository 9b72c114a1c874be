import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { plan, type Step, stepAt } from '../domain/recommendation/plan';
import { type AppendBatch, append, foldVersion } from './append';
import type { Store } from './data-source';
import { type Loaded, loadApplications, policyVersionInForce } from './load';
import { batchOn } from './prepare';
import { timelinesOf } from './queries/applications';

/** Applications in one statement: small enough to leave room for others between. */
const batchSize = 100;

/** Says `left` where a change may have left plans to be made anew: who does so need not wait for the next look. */
export const plansLeft = new EventEmitter<{ left: [] }>();

/**
 * Makes anew the plans that rest on what has changed since: the employer, its people, the policy, the
 * rules. What was recommended before now stays as it was. Returns how many were made, at most `most`.
 */
export async function replan(
  store: Store,
  agencyId: string,
  { most = 500, employerIds = null }: { most?: number; employerIds?: string[] | null } = {},
): Promise<number> {
  let done = 0;
  while (done < most) {
    const ids = await outdated(store, agencyId, Math.min(batchSize, most - done), employerIds);
    if (ids.length === 0) break;
    const known = await loadApplications(store.of(agencyId), agencyId, ids);
    const timelines = await timelinesOf(store, agencyId, ids);
    // One at a time: whoever records something meanwhile plans that application anyway.
    for (const [id, loaded] of known) {
      await append(store.of(agencyId), agencyId, [replanned(loaded, timelines.get(id) ?? [])], null);
    }
    store.wakeUp.announce();
    done += ids.length;
  }
  return done;
}

/** How far the policies and employers of today have reached the plans of open applications. */
export interface Progress {
  applications: number;
  outdated: number;
}

const columnOf = {
  EMPLOYER: 'a.employer_id',
  JOB_POSTING: 'a.job_posting_id',
  AGENCY: 'a.agency_id',
} as const;

/** The progress at an agency as a whole, or at some of its employers or postings, by id. */
export async function progressOf(
  store: Store,
  agencyId: string,
  scope: keyof typeof columnOf,
  ids: readonly string[],
): Promise<Map<string, Progress>> {
  const id = columnOf[scope];
  const { rows } = await store.of(agencyId).query<Progress & { id: string }>({
    name: `progress-${scope}`,
    text: `select ${id} as id, count(*) filter (where a.stage <> 'CLOSED')::integer as applications,
        count(*) filter (where ${isOutdated})::integer as outdated
      ${joined} where a.agency_id = $1 and ${id} = any ($3) and (a.stage <> 'CLOSED' or a.fold_version <> $2)
      group by 1`,
    values: [agencyId, foldVersion, ids],
  });
  const known = new Map(rows.map(({ id: each, ...progress }) => [each, progress]));
  return new Map(ids.map((each) => [each, known.get(each) ?? { applications: 0, outdated: 0 }]));
}

/** How many applications wait for a new plan. */
export async function countOutdated(store: Store, agencyId: string): Promise<number> {
  return (await progressOf(store, agencyId, 'AGENCY', [agencyId])).get(agencyId)?.outdated ?? 0;
}

async function outdated(
  store: Store,
  agencyId: string,
  most: number,
  employerIds: string[] | null,
): Promise<string[]> {
  const { rows } = await store.of(agencyId).query<{ id: string }>({
    text: `select a.id ${outdatedApplications} ${employerIds ? 'and a.employer_id = any ($4)' : ''}
      order by a.id limit $3`,
    values: [agencyId, foldVersion, most, ...(employerIds ? [employerIds] : [])],
  });
  return rows.map(({ id }) => id);
}

const joined = `
  from application a
  join employer e on e.agency_id = a.agency_id and e.id = a.employer_id
  join job_posting j on j.agency_id = a.agency_id and j.id = a.job_posting_id
  join agency g on g.id = a.agency_id`;
const isOutdated = `(a.fold_version <> $2 or a.stage <> 'CLOSED'
    and (a.employer_revision <> e.revision or a.policy_version <> ${policyVersionInForce}))`;
const outdatedApplications = `${joined} where a.agency_id = $1 and ${isOutdated}`;

function replanned(loaded: Loaded, before: Step[]): AppendBatch {
  const { state, now } = loaded;
  const from = Math.max(now, state.lastOccurredAt);
  const [first, ...later] = plan(loaded, from) as [Step, ...Step[]];
  const running = stepAt(before, from);
  // What goes on as before began before; else the timeline would be cut at every change of anything.
  const goesOn = running && isDeepStrictEqual(running.actions, JSON.parse(JSON.stringify(first.actions)));
  const planFrom = goesOn ? running.from : from;
  return batchOn(loaded, { state, planFrom, steps: [{ ...first, from: planFrom }, ...later] });
}
