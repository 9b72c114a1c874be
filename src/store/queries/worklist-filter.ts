import { DAY, type Instant, toRfc3339 } from '../../domain/instant';
import type { ActionKind, ContactMethod, Urgency } from '../../domain/vocabulary';
import { Conditions } from './keyset';

export interface WorklistFilter {
  kinds?: ActionKind[] | null;
  methods?: ContactMethod[] | null;
  candidateId?: string | null;
  employerId?: string | null;
  jobPostingId?: string | null;
  /** The recipient. */
  contactId?: string | null;
  assigneeId?: string | null;
  /** Assigned to nobody; false is to somebody. */
  unassigned?: boolean | null;
  /** At the moment asked for. */
  urgencies?: Urgency[] | null;
}

export const joinApplication = 'join application a on a.agency_id = p.agency_id and a.id = p.application_id';

/** Do the conditions speak of the application `a`, too? */
export function filtersApplication(filter: WorklistFilter): boolean {
  const { candidateId, employerId, jobPostingId, assigneeId, unassigned } = filter;
  return Boolean(candidateId || employerId || jobPostingId || assigneeId) || unassigned != null;
}

/** What is in the worklist: conditions on planned actions `p` and, for some filters, their applications `a`. */
export function conditionsOf(agencyId: string, at: Instant, filter: WorklistFilter): Conditions {
  const conditions = new Conditions()
    .and('p.agency_id = ?', agencyId)
    .and('p.from_at <= ?::timestamptz', toRfc3339(at))
    .and('p.open_until > ?::timestamptz', toRfc3339(at))
    .and('p.rank is not null');
  if (filter.kinds) conditions.and('p.kind = any (?)', filter.kinds);
  if (filter.methods) conditions.and('p.method = any (?)', filter.methods);
  if (filter.candidateId) conditions.and('a.candidate_id = ?', filter.candidateId);
  if (filter.employerId) conditions.and('a.employer_id = ?', filter.employerId);
  if (filter.jobPostingId) conditions.and('a.job_posting_id = ?', filter.jobPostingId);
  if (filter.contactId) conditions.and(`p.action #>> '{recipient,contactId}' = ?`, filter.contactId);
  if (filter.assigneeId) conditions.and('a.assignee_id = ?', filter.assigneeId);
  if (filter.unassigned != null) conditions.and(`a.assignee_id is ${filter.unassigned ? '' : 'not '}null`);
  if (filter.urgencies) conditions.and(`${urgencyAt(conditions.take(at))} = any (?)`, filter.urgencies);
  return conditions;
}

/** How pressing a planned action `p` is at a moment, as `urgencyAt` of the domain says of what is to be done. */
export const urgencyAt = (at: string) => `case
  when (p.action ->> 'opensAt')::float8 > ${at}::float8 then 'UPCOMING'
  when (p.action ->> 'lateAt')::float8 <= ${at}::float8 then 'LATE'
  when (p.action ->> 'lateAt')::float8 - ${DAY} <= ${at}::float8 then 'DUE'
  else 'OPEN' end`;
