import type { Instant } from '../../domain/instant';
import type { Action } from '../../domain/recommendation/recommend';
import type { Store } from '../data-source';
import type { ApplicationView } from './applications';
import { nameOf, type Page, type Slice } from './keyset';
import { conditionsOf, filtersApplication, joinApplication, type WorklistFilter } from './worklist-filter';

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
 * What can be done at a moment, past or future, the most urgent first: from an index that gives its entries in the
 * order of their rank, and passes over those of other times, so that a page costs the same whatever the number of
 * applications.
 */
export async function worklist(
  store: Store,
  agencyId: string,
  at: Instant,
  filter: WorklistFilter,
  page: Page,
): Promise<Slice<WorklistRow>> {
  const conditions = conditionsOf(agencyId, at, filter);
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
      ${filtersApplication(filter) ? joinApplication : ''}
      where ${conditions.sql}
      order by p.rank <-> 0::float8 fetch first ${size} rows with ties) as most_urgent
    join application a on a.agency_id = $1 and a.id = most_urgent.application_id
    order by rank, a.id, place limit ${size}`;
  const { rows } = await store
    .of(agencyId)
    .query<WorklistRow>({ name: nameOf(text), text, values: conditions.values });
  return {
    rows: rows.slice(0, page.size),
    hasPrevious: page.after !== null,
    hasNext: rows.length > page.size,
  };
}
