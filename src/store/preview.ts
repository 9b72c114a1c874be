import { setImmediate as otherRequests } from 'node:timers/promises';
import type { Instant, LocalDate } from '../domain/instant';
import { dateOf, LocalDays } from '../domain/local-days';
import { makePolicy, type PolicyLayer, withLayer } from '../domain/policy';
import { clip, plan, type Step, stepAt } from '../domain/recommendation/plan';
import type { Action } from '../domain/recommendation/recommend';
import type { Store } from './data-source';
import { inTurn } from './in-turn';
import { type Loaded, loadApplications } from './load';
import { type PolicyTarget, refuseProblems } from './policies';

/** What a policy that is not set yet would lead to. */
export interface Preview {
  /** Open applications that it is for, and of these so many that were looked at. */
  total: number;
  considered: number;
  days: PreviewDay[];
  /** How many would be told something else within these days, and the first of them. */
  changed: number;
  changes: PreviewChange[];
}

/** How many actions can be taken at some time on a day. */
export interface PreviewDay {
  date: LocalDate;
  current: number;
  proposed: number;
}

export interface PreviewChange {
  applicationId: string;
  /** From when on the two differ. */
  changesAt: Instant;
  /** What is recommended next under each, as of the preview. */
  current: PreviewedAction;
  proposed: PreviewedAction;
}

export interface PreviewedAction {
  action: Action;
  until: Instant | null;
}

const applicationsMax = 2000;
const changesMax = 100;
const loadedAtOnce = 100;
/** Between so many others have their turn. */
const plannedAtOnce = 5;

/**
 * Plans open applications of the target on the policy in force and on the proposed one, the most recently active
 * first. In memory: nothing is written. One at a time for an agency, since it takes a processor for some seconds.
 * @throws DomainError for what `setPolicy` would refuse.
 */
export function previewPolicy(
  store: Store,
  agencyId: string,
  target: PolicyTarget,
  layer: PolicyLayer,
  days: number,
): Promise<Preview> {
  return inTurn([`preview of ${agencyId}`], async () => {
    await refuseProblems(store.of(agencyId), agencyId, target, layer);
    const { timeZone, nextVersion } = await agencyFacts(store, agencyId);
    const { total, ids } = await openApplications(store, agencyId, target);
    const now = Date.now();
    const comparison = new Comparison(now, daysFrom(now, days, timeZone));
    for (let start = 0; start < ids.length; start += loadedAtOnce) {
      const known = await loadApplications(
        store.of(agencyId),
        agencyId,
        ids.slice(start, start + loadedAtOnce),
      );
      for (const [index, loaded] of [...known.values()].entries()) {
        if (index % plannedAtOnce === 0) await otherRequests();
        comparison.add(loaded, makePolicy(withLayer(loaded.policyLayers, layer), nextVersion));
      }
    }
    return { total, considered: ids.length, ...comparison.result() };
  });
}

interface Day {
  date: LocalDate;
  starts: Instant;
  ends: Instant;
}

/** The first is what is left of today. */
function daysFrom(now: Instant, count: number, timeZone: string): Day[] {
  const days = LocalDays.of(timeZone);
  const today = days.numberAt(now);
  return Array.from({ length: count }, (_, index) => {
    const number = today + index;
    return {
      date: dateOf(number),
      starts: Math.max(now, days.starts(number)),
      ends: days.starts(number + 1),
    };
  });
}

class Comparison {
  private readonly days: PreviewDay[];
  private readonly changes: PreviewChange[] = [];
  private readonly end: Instant;

  constructor(
    private readonly now: Instant,
    private readonly span: Day[],
  ) {
    this.days = span.map(({ date }) => ({ date, current: 0, proposed: 0 }));
    this.end = span.at(-1)?.ends ?? now;
  }

  add(loaded: Loaded, policy: Loaded['policy']): void {
    const from = Math.max(this.now, loaded.state.lastOccurredAt);
    const [current, proposed] = [plan(loaded, from), plan({ ...loaded, policy }, from)];
    for (const [index, day] of this.span.entries()) {
      const count = this.days[index] as PreviewDay;
      count.current += openOn(day, current);
      count.proposed += openOn(day, proposed);
    }
    const changesAt = firstDifference(clip(current, this.end), clip(proposed, this.end));
    if (changesAt === null) return;
    this.changes.push({
      applicationId: loaded.applicationId,
      changesAt,
      current: nextAction(current),
      proposed: nextAction(proposed),
    });
  }

  /** What changes first comes first. */
  result(): Pick<Preview, 'days' | 'changed' | 'changes'> {
    const inOrder = this.changes.sort(
      (one, other) => one.changesAt - other.changesAt || (one.applicationId < other.applicationId ? -1 : 1),
    );
    return { days: this.days, changed: inOrder.length, changes: inOrder.slice(0, changesMax) };
  }
}

const isOpen = ({ kind }: Action) => kind !== 'WAIT' && kind !== 'NONE';

/** An action that rests overnight and one that goes on are one. */
function openOn({ starts, ends }: Day, steps: Step[]): number {
  const open = steps
    .filter(({ from, until }) => from < ends && (until === null || until > starts))
    .flatMap(({ actions }) => actions.filter(isOpen));
  return new Set(open.map(({ kind, method, opensAt }) => `${kind} ${method} ${opensAt}`)).size;
}

/** From when on the two say something else; what they say it with, and the version, do not matter. */
function firstDifference(some: Step[], others: Step[]): Instant | null {
  const moments = [...new Set([...some, ...others].map(({ from }) => from))].sort((a, b) => a - b);
  return moments.find((at) => gist(stepAt(some, at)) !== gist(stepAt(others, at))) ?? null;
}

function gist(step: Step | undefined): string {
  const facts = step?.actions.map(({ kind, method, recipient, opensAt, dueAt, lateAt }) => [
    ...[kind, method, recipient?.role, recipient?.contactId, opensAt, dueAt, lateAt],
  ]);
  return JSON.stringify(facts);
}

function nextAction(steps: Step[]): PreviewedAction {
  const { actions, until } = steps[0] as Step;
  return { action: actions[0] as Action, until };
}

async function agencyFacts(store: Store, agencyId: string) {
  const { rows } = await store.of(agencyId).query<{ timeZone: string; nextVersion: number }>({
    name: 'agency-for-preview',
    text: `select time_zone as "timeZone", last_policy_version + 1 as "nextVersion" from agency where id = $1`,
    values: [agencyId],
  });
  return rows[0] as { timeZone: string; nextVersion: number };
}

async function openApplications(
  store: Store,
  agencyId: string,
  { employerId, jobPostingId }: PolicyTarget,
): Promise<{ total: number; ids: string[] }> {
  const id = jobPostingId ?? employerId;
  const ofTarget = id ? `and ${jobPostingId ? 'job_posting_id' : 'employer_id'} = $2` : '';
  const open = `from application where agency_id = $1 and stage <> 'CLOSED' ${ofTarget}`;
  const { rows } = await store.of(agencyId).query<{ total: number; ids: string[] }>({
    text: `select (select count(*)::integer ${open}) as total,
      array(select id ${open} order by last_occurred_at desc, id limit ${applicationsMax}) as ids`,
    values: id ? [agencyId, id] : [agencyId],
  });
  return rows[0] as { total: number; ids: string[] };
}
