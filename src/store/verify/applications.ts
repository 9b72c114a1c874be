import { isDeepStrictEqual } from 'node:util';
import type { ApplicationState } from '../../domain/application';
import { fold } from '../../domain/fold';
import { type Instant, toRfc3339 } from '../../domain/instant';
import { plan } from '../../domain/recommendation/plan';
import { foldVersion, plannedAction, type Refusal } from '../append';
import type { StoredEvent } from '../codec';
import type { Queryable } from '../data-source';
import { type Loaded, loadApplications, loadHistories } from '../load';
import { refusalsIn } from '../prepare';
import type { Report } from './problems';

const batchSize = 100;

interface PlannedAction {
  from: Instant;
  until: Instant | null;
  place: number;
  rank: number | null;
  kind: string;
  method: string | null;
  action: unknown;
}

/** What is kept of an application beside its events. */
export interface StoredApplication {
  id: string;
  version: number;
  foldVersion: number;
  employerRevision: number;
  policyVersion: number;
  /** By its name in the state; the state as a whole among them. */
  facts: Record<string, unknown>;
  refusals: Refusal[];
  /** For now and later, in order. */
  planned: PlannedAction[];
}

/** Each application's state and plan follow from its events. Answers how many applications there are. */
export async function verifyApplications(db: Queryable, agencyId: string, report: Report): Promise<number> {
  let count = 0;
  for await (const ids of applicationIds(db, agencyId)) {
    const stored = await storedApplications(db, agencyId, ids);
    const known = await loadApplications(db, agencyId, ids);
    const histories = await loadHistories(db, agencyId, ids);
    for (const id of ids) {
      const application = stored.get(id) as StoredApplication;
      const history = histories.get(id) as StoredEvent[];
      const reportHere: Report = (problem) => report(`application ${id}: ${problem}`);
      verifyApplication(application, known.get(id) as Loaded, history, reportHere);
    }
    count += ids.length;
  }
  return count;
}

function verifyApplication(
  stored: StoredApplication,
  loaded: Loaded,
  history: StoredEvent[],
  report: Report,
): void {
  if (history.some(({ version }, index) => version !== index + 1)) {
    report('the versions of its events are not 1, 2, 3 and so on.');
  }
  if (stored.version !== history.length) {
    report(`it is kept at version ${stored.version} and has ${history.length} events.`);
  }
  // What another edition of the fold has made is not used, but made anew when it is asked for.
  if (history.length === 0 || stored.foldVersion !== foldVersion) return;
  const state = fold(history);
  const follows = (what: string, kept: unknown, made: unknown) => {
    if (!isDeepStrictEqual(kept, asJson(made))) report(`its ${what} does not follow from its events.`);
  };
  for (const [name, kept] of Object.entries(stored.facts)) {
    follows(name, kept, name === 'state' ? state : state[name as keyof ApplicationState]);
  }
  follows('list of who has refused contact', stored.refusals, refusalsIn(state));
  const { employerRevision, policyVersion } = loaded;
  if (stored.employerRevision !== employerRevision || stored.policyVersion !== policyVersion) return;
  const from = Math.max(loaded.now, state.lastOccurredAt);
  const steps = plan({ ...loaded, state }, from);
  const made = steps.flatMap((step) =>
    step.actions.map((action, place) => plannedAction(step, action, place)),
  );
  follows('plan', plannedFrom(stored.planned, from), made);
}

/** What is planned for a moment and later, as if it had been made for that moment. */
function plannedFrom(planned: StoredApplication['planned'], from: Instant) {
  return planned
    .filter(({ until }) => until === null || until > from)
    .map(({ from: since, until, ...action }) => ({
      fromAt: toRfc3339(Math.max(since, from)),
      untilAt: until === null ? null : toRfc3339(until),
      ...action,
    }));
}

/** As it comes out of the database: without what is undefined. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The ids of all applications of an agency, some at a time. */
export async function* applicationIds(db: Queryable, agencyId: string): AsyncGenerator<string[]> {
  for (let ids = ['00000000-0000-0000-0000-000000000000']; ; ) {
    const { rows } = await db.query<{ id: string }>({
      name: 'application-ids',
      text: 'select id from application where agency_id = $1 and id > $2 order by id limit $3',
      values: [agencyId, ids.at(-1), batchSize],
    });
    if (rows.length === 0) return;
    ids = rows.map(({ id }) => id);
    yield ids;
  }
}

export async function storedApplications(
  db: Queryable,
  agencyId: string,
  ids: string[],
): Promise<Map<string, StoredApplication>> {
  const { rows } = await db.query<StoredApplication>({
    name: 'stored-applications',
    text: `
      select id, version, fold_version as "foldVersion", employer_revision as "employerRevision",
        policy_version as "policyVersion",
        json_build_object('stage', stage, 'outcome', outcome, 'candidateId', candidate_id,
          'jobPostingId', job_posting_id, 'employerId', employer_id,
          'submittedAt', (extract(epoch from submitted_at) * 1000)::bigint,
          'lastOccurredAt', (extract(epoch from last_occurred_at) * 1000)::bigint, 'state', state) as facts,
        (select coalesce(json_agg(json_build_object('eventId', d.event_id, 'contactId', d.contact_id)
            order by d.event_id), '[]')
          from do_not_contact d where d.agency_id = a.agency_id and d.application_id = a.id) as refusals,
        (select coalesce(json_agg(json_build_object(
            'from', (extract(epoch from p.from_at) * 1000)::bigint,
            'until', (extract(epoch from p.until_at) * 1000)::bigint, 'place', p.place, 'rank', p.rank,
            'kind', p.kind, 'method', p.method, 'action', p.action) order by p.from_at, p.place), '[]')
          from planned_action p where p.agency_id = a.agency_id and p.application_id = a.id
            and (p.until_at is null or p.until_at > now())) as planned
      from application a where agency_id = $1 and id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
