import type { QueryResultRow } from 'pg';
import type { Store } from '../data-source';
import type {
  CalendarFeedRow,
  CandidateRow,
  ContactRow,
  EmployerRow,
  JobPostingRow,
  MemberRow,
} from '../entities';
import { columns } from '../reference';
import { Conditions, fetchPage, type Page, type Slice } from './keyset';

export interface ReferenceFilter {
  employerId?: string | null;
  memberId?: string | null;
  /** Part of the name or title, in any case. */
  contains?: string | null;
  active?: boolean | null;
}

const byId = { columns: [{ sql: 'r.id', type: 'uuid' }], descending: false };

async function list<Row extends QueryResultRow>(
  store: Store,
  table: keyof typeof columns,
  named: 'name' | 'title',
  agencyId: string,
  filter: ReferenceFilter,
  page: Page,
): Promise<Slice<{ node: Row; key: unknown[] }>> {
  const conditions = new Conditions().and('r.agency_id = ?', agencyId);
  if (filter.employerId) conditions.and('r.employer_id = ?', filter.employerId);
  if (filter.memberId) conditions.and('r.member_id = ?', filter.memberId);
  if (filter.active != null) conditions.and('r.active = ?', filter.active);
  if (filter.contains) conditions.and(`strpos(lower(r.${named}), lower(?)) > 0`, filter.contains);
  const select = `select ${columns[table]} from ${table} r`;
  const slice = await fetchPage<Row>(store.of(agencyId), select, conditions, byId, page);
  return { ...slice, rows: slice.rows.map((node) => ({ node, key: [node.id] })) };
}

/** Lists in the order in which the rows were made. */
export const listCandidates = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<CandidateRow>(store, 'candidate', 'name', agencyId, filter, page);
export const listEmployers = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<EmployerRow>(store, 'employer', 'name', agencyId, filter, page);
export const listContacts = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<ContactRow>(store, 'contact', 'name', agencyId, filter, page);
export const listJobPostings = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<JobPostingRow>(store, 'job_posting', 'title', agencyId, filter, page);
export const listMembers = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<MemberRow>(store, 'member', 'name', agencyId, filter, page);
export const listCalendarFeeds = (store: Store, agencyId: string, filter: ReferenceFilter, page: Page) =>
  list<Omit<CalendarFeedRow, 'secretHash'>>(store, 'calendar_feed', 'name', agencyId, filter, page);
