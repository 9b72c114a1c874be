import { type Instant, toRfc3339 } from '../../domain/instant';
import type { Store } from '../data-source';

/** How far an agency has come: the last event, and how often plans were made anew without one. */
export interface Head {
  agencyId: string;
  position: number;
  planRevision: number;
}

/** Of all these agencies in one statement. */
export async function headsOf({ everyAgency }: Store, agencyIds: readonly string[]): Promise<Head[]> {
  const { rows } = await everyAgency.query<Head>({
    name: 'heads',
    text: `select agency_id as "agencyId", last_position::float8 as position,
        plan_revision::float8 as "planRevision"
      from agency_log where agency_id = any ($1)`,
    values: [agencyIds],
  });
  return rows;
}

/** How often each of the agency's applications among these has been written. */
export async function revisionsOf(
  store: Store,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await store.of(agencyId).query<{ id: string; revision: number }>({
    name: 'revisions',
    text: 'select id, revision from application where agency_id = $1 and id = any ($2)',
    values: [agencyId, ids],
  });
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

/** What has passed of an agency since somebody last looked. */
export interface Span {
  agencyId: string;
  /** Events after the one position, up to the other. */
  after: number;
  upTo: number;
  since: Instant;
}

/** An application whose entries in the worklist may look different. */
export interface Touched {
  agencyId: string;
  candidateId: string;
  employerId: string;
  jobPostingId: string;
  assigneeId: string | null;
  /** Somebody else may have looked after it before. */
  isReassigned: boolean;
}

/**
 * The applications on which something was recorded, or of which a step began by now, `most` an agency at the most;
 * of all these agencies in one statement.
 */
export async function touchedOf(
  { everyAgency }: Store,
  spans: readonly Span[],
  now: Instant,
  most: number,
): Promise<Touched[]> {
  const { rows } = await everyAgency.query<Touched>({
    name: 'touched',
    text: `
      select a.agency_id as "agencyId", a.candidate_id as "candidateId", a.employer_id as "employerId",
        a.job_posting_id as "jobPostingId", a.assignee_id as "assigneeId", t.reassigned as "isReassigned"
      from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[]) as span(agency_id, after, up_to, since)
      cross join lateral (
        select application_id, bool_or(reassigned) as reassigned from (
          select e.application_id,
            e.type in ('ApplicationAssigned', 'EventCorrected', 'EventRetracted') as reassigned
          from event e
          where e.agency_id = span.agency_id and e.position > span.after and e.position <= span.up_to
          union all
          select p.application_id, false from planned_action p
          where p.agency_id = span.agency_id and p.from_at > span.since and p.from_at <= $5) each
        group by application_id limit $6) t
      join application a on a.agency_id = span.agency_id and a.id = t.application_id`,
    values: [
      spans.map(({ agencyId }) => agencyId),
      spans.map(({ after }) => after),
      spans.map(({ upTo }) => upTo),
      spans.map(({ since }) => toRfc3339(since)),
      toRfc3339(now),
      most,
    ],
  });
  return rows;
}
