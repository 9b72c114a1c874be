import type { Instant } from '../../domain/instant';
import { toRfc3339 } from '../../domain/instant';
import type { Action } from '../../domain/recommendation/recommend';
import type { ActionKind, ContactMethod } from '../../domain/vocabulary';
import type { Store } from '../data-source';
import type { ApplicationView } from './applications';
import { Conditions, nameOf, type Page, type Slice } from './keyset';

export interface WorklistFilter {
  kinds?: ActionKind[] | null;
  methods?: ContactMethod[] | null;
  candidateId?: string | null;
  employerId?: string | null;
  jobPostingId?: string | null;
}

/** An action that can be taken at the moment asked for, and until when it stays so. */
export interface WorklistRow {
  applicationId: string;
  /** Without its plan: most who ask for a worklist do not ask for that. */
  application: Omit<ApplicationView, 'steps'>;
  action: Action;
  until: Instant | null;
  key: [rank: number, applicationId: string, place: number];
}

/**
 * What can be done at a moment, past or future, the most urgent first: one stab into the index of time
 * ranges, which gives its entries in the order of their rank, so that a page costs the same whatever the
 * number of applications.
 */
export async function worklist(
  { pool }: Store,
  agencyId: string,
  at: Instant,
  filter: WorklistFilter,
  page: Page,
): Promise<Slice<WorklistRow>> {
  const conditions = new Conditions()
    .and('p.agency_id = ?', agencyId)
    .and('tstzrange(p.from_at, p.until_at) @> ?::timestamptz', toRfc3339(at))
    .and('p.rank is not null');
  if (filter.kinds) conditions.and('p.kind = any (?)', filter.kinds);
  if (filter.methods) conditions.and('p.method = any (?)', filter.methods);
  if (filter.candidateId) conditions.and('a.candidate_id = ?', filter.candidateId);
  if (filter.employerId) conditions.and('a.employer_id = ?', filter.employerId);
  if (filter.jobPostingId) conditions.and('a.job_posting_id = ?', filter.jobPostingId);
  if (page.after) {
    const [rank, applicationId, place] = page.after;
    conditions.and('p.rank >= ?::float8', rank);
    conditions.and(
      '(p.rank, p.application_id, p.place) > (?::float8, ?::uuid, ?::smallint)',
      rank,
      applicationId,
      place,
    );
  }
  const filtersApplication = filter.candidateId || filter.employerId || filter.jobPostingId;
  const size = page.size + 1;
  // Ordered within by nothing but the rank: before version 17 PostgreSQL would else sort all that is open.
  const text = `
    select a.id as "applicationId", action, until, json_build_array(rank, a.id, place) as key,
      json_build_object('id', a.id, 'candidateId', a.candidate_id, 'jobPostingId', a.job_posting_id,
        'employerId', a.employer_id, 'state', a.state) as application
    from (
      select p.application_id, p.place, p.rank, p.action,
        (extract(epoch from p.until_at) * 1000)::float8 as until
      from planned_action p
      ${filtersApplication ? 'join application a on a.agency_id = p.agency_id and a.id = p.application_id' : ''}
      where ${conditions.sql}
      order by p.rank <-> 0::float8 fetch first ${size} rows with ties) as most_urgent
    join application a on a.agency_id = $1 and a.id = most_urgent.application_id
    order by rank, a.id, place limit ${size}`;
  const { rows } = await pool.query<WorklistRow>({ name: nameOf(text), text, values: conditions.values });
  return {
    rows: rows.slice(0, page.size),
    hasPrevious: page.after !== null,
    hasNext: rows.length > page.size,
  };
}
