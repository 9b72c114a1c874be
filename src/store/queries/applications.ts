import type { ApplicationState } from '../../domain/application';
import type { Instant } from '../../domain/instant';
import { plan, type Step } from '../../domain/recommendation/plan';
import type { Action } from '../../domain/recommendation/recommend';
import type { ApplicationStage } from '../../domain/vocabulary';
import { foldVersion } from '../append';
import type { Store } from '../data-source';
import { loadApplications, policyVersionInForce } from '../load';
import { Conditions, fetchPage, type Order, type Page, type Slice } from './keyset';

/** An application as it is read: its state, and what is recommended from the last event on. */
export interface ApplicationView {
  id: string;
  candidateId: string;
  jobPostingId: string;
  employerId: string;
  state: ApplicationState;
  steps: Step[];
}

interface PlannedRow {
  from: Instant;
  until: Instant | null;
  action: Action;
}

interface ViewRow extends Omit<ApplicationView, 'steps'> {
  planned: PlannedRow[] | null;
  isCurrent: boolean;
  key: unknown[];
}

const planned = `json_agg(json_build_object('from', (extract(epoch from p.from_at) * 1000)::bigint,
  'until', (extract(epoch from p.until_at) * 1000)::bigint, 'action', p.action) order by p.from_at, p.place)`;

const selectView = `
  select a.id, a.candidate_id as "candidateId", a.job_posting_id as "jobPostingId",
    a.employer_id as "employerId", a.state,
    (select ${planned} from planned_action p where p.agency_id = a.agency_id and p.application_id = a.id
      and (p.until_at is null or p.until_at > a.last_occurred_at)) as planned,
    a.fold_version = ${foldVersion} and (a.stage = 'CLOSED'
      or a.employer_revision = e.revision and a.policy_version = ${policyVersionInForce}) as "isCurrent"`;
const fromView = `
  from application a
  join employer e on e.agency_id = a.agency_id and e.id = a.employer_id
  join job_posting j on j.agency_id = a.agency_id and j.id = a.job_posting_id
  join agency g on g.id = a.agency_id`;

/** The agency's applications among these, by id. */
export async function applicationsByIds(
  store: Store,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, ApplicationView>> {
  const { rows } = await store.of(agencyId).query<ViewRow>({
    name: 'applications-by-ids',
    text: `${selectView} ${fromView} where a.agency_id = $1 and a.id = any ($2)`,
    values: [agencyId, ids],
  });
  const views = await toViews(store, agencyId, rows);
  return new Map(views.map((view) => [view.id, view]));
}

/** Those of these applications that are the candidate's. */
export async function applicationsOfCandidate(
  store: Store,
  agencyId: string,
  candidateId: string,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await store.of(agencyId).query<{ id: string }>({
    name: 'applications-of-candidate',
    text: 'select id from application where agency_id = $1 and candidate_id = $2 and id = any ($3)',
    values: [agencyId, candidateId, ids],
  });
  return rows.map(({ id }) => id);
}

export interface ApplicationFilter {
  /** Whatever else is asked for, nothing but what is this candidate's. */
  onlyOf?: string | null;
  candidateId?: string | null;
  jobPostingId?: string | null;
  employerId?: string | null;
  assigneeId?: string | null;
  /** Assigned to nobody; false is to somebody. */
  unassigned?: boolean | null;
  stages?: ApplicationStage[] | null;
}

export type ApplicationSort = { field: 'SUBMITTED_AT' | 'LAST_EVENT_AT'; descending: boolean };

const sortColumns = { SUBMITTED_AT: 'a.submitted_at', LAST_EVENT_AT: 'a.last_occurred_at' } as const;

export async function listApplications(
  store: Store,
  agencyId: string,
  filter: ApplicationFilter,
  sort: ApplicationSort,
  page: Page,
): Promise<Slice<{ node: ApplicationView; key: unknown[] }>> {
  const conditions = new Conditions().and('a.agency_id = ?', agencyId);
  if (filter.onlyOf) conditions.and('a.candidate_id = ?', filter.onlyOf);
  if (filter.candidateId) conditions.and('a.candidate_id = ?', filter.candidateId);
  if (filter.jobPostingId) conditions.and('a.job_posting_id = ?', filter.jobPostingId);
  if (filter.employerId) conditions.and('a.employer_id = ?', filter.employerId);
  if (filter.assigneeId) conditions.and('a.assignee_id = ?', filter.assigneeId);
  if (filter.unassigned != null) conditions.and(`a.assignee_id is ${filter.unassigned ? '' : 'not '}null`);
  if (filter.stages) conditions.and('a.stage = any (?)', filter.stages);
  const column = sortColumns[sort.field];
  const order: Order = {
    columns: [
      { sql: column, type: 'timestamptz' },
      { sql: 'a.id', type: 'uuid' },
    ],
    descending: sort.descending,
  };
  const select = `${selectView}, json_build_array(${column}, a.id) as key ${fromView}`;
  const slice = await fetchPage<ViewRow>(store.of(agencyId), select, conditions, order, page);
  const views = await toViews(store, agencyId, slice.rows);
  return { ...slice, rows: views.map((node, index) => ({ node, key: slice.rows[index]?.key ?? [] })) };
}

/** All that was and is recommended on some applications, past steps too, by application. */
export async function timelinesOf(
  store: Store,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, Step[]>> {
  const { rows } = await store.of(agencyId).query<{ id: string; planned: PlannedRow[] }>({
    name: 'timelines',
    text: `select p.application_id as id, ${planned} as planned from planned_action p
      where p.agency_id = $1 and p.application_id = any ($2) group by p.application_id`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, toSteps(row.planned)]));
}

/** Where a plan rests on what has changed since, it is made on the spot: no answer is ever out of date. */
async function toViews(store: Store, agencyId: string, rows: ViewRow[]): Promise<ApplicationView[]> {
  const outdated = rows.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id);
  const fresh =
    outdated.length > 0 ? await loadApplications(store.of(agencyId), agencyId, outdated) : new Map();
  return rows.map(({ id, candidateId, jobPostingId, employerId, state, planned: plannedRows }) => {
    const loaded = fresh.get(id);
    const view = { id, candidateId, jobPostingId, employerId };
    if (!loaded) return { ...view, state, steps: toSteps(plannedRows ?? []) };
    return { ...view, state: loaded.state, steps: plan(loaded, loaded.state.lastOccurredAt) };
  });
}

function toSteps(rows: PlannedRow[]): Step[] {
  const steps: Step[] = [];
  for (const { from, until, action } of rows) {
    const step = steps.at(-1);
    if (step?.from === from) step.actions.push(action);
    else steps.push({ from, until, actions: [action] });
  }
  return steps;
}
