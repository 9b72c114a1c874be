import type { Store } from '../../store/data-source';
import type { CandidateRow, ContactRow, EmployerRow, JobPostingRow, MemberRow } from '../../store/entities';
import { type ExportInput, exportedIds, openActions } from '../../store/exports';
import { type ApplicationView, applicationsByIds } from '../../store/queries/applications';
import { rowsByIds } from '../../store/reference';
import type { Line } from './columns';

/** Applications in one read: between two, whoever waits for the database has it. */
const applicationsAtOnce = 200;

/** The lines of some applications, and how many these are. */
export interface Lines {
  lines: Line[];
  applications: number;
}

/**
 * An export, in parts. Each reads its applications in one go, as they are then, in an order that never changes: what
 * is there from the beginning to the end comes exactly once, what comes meanwhile may come.
 */
export async function* exportLines(
  store: Store,
  agencyId: string,
  input: ExportInput,
): AsyncGenerator<Lines> {
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await exportedIds(store, agencyId, input, after, applicationsAtOnce);
    after = ids.at(-1) ?? null;
    if (after === null) return;
    yield { lines: await linesOf(store, agencyId, input, ids), applications: ids.length };
  }
}

async function linesOf(store: Store, agencyId: string, input: ExportInput, ids: string[]): Promise<Line[]> {
  const found = await applicationsByIds(store, agencyId, ids);
  const views = ids.flatMap((id) => found.get(id) ?? []);
  const lines = await withReferences(store, agencyId, views, input);
  if (input.kind === 'APPLICATIONS') return lines;
  if (input.kind === 'WORKLIST') {
    const open = await openActions(store, agencyId, ids, input.at);
    const each = lines.flatMap((line) =>
      (open.get(line.application.id) ?? []).map((one) => ({ ...line, open: one })),
    );
    return withContacts(store, agencyId, each, ({ open: one }) => one.action.recipient?.contactId);
  }
  const each = lines.flatMap((line) =>
    line.application.state.attempts
      .filter(({ attemptedAt }) => input.since === null || attemptedAt >= input.since)
      .map((attempt) => ({ ...line, attempt })),
  );
  return withContacts(store, agencyId, each, ({ attempt }) => attempt.contactId);
}

async function withReferences(
  store: Store,
  agencyId: string,
  views: ApplicationView[],
  { at }: ExportInput,
): Promise<Line[]> {
  const all = <Row extends { id: string }>(
    table: Parameters<typeof rowsByIds>[1],
    idOf: (view: ApplicationView) => string | null,
  ) =>
    rowsByIds<Row>(store.of(agencyId), table, agencyId, [
      ...new Set(views.flatMap((view) => idOf(view) ?? [])),
    ]);
  const [candidates, employers, postings, members] = await Promise.all([
    all<CandidateRow>('candidate', (view) => view.candidateId),
    all<EmployerRow>('employer', (view) => view.employerId),
    all<JobPostingRow>('job_posting', (view) => view.jobPostingId),
    all<MemberRow>('member', (view) => view.state.assigneeId),
  ]);
  return views.map((application) => ({
    application,
    candidate: candidates.get(application.candidateId),
    employer: employers.get(application.employerId),
    posting: postings.get(application.jobPostingId),
    assignee: members.get(application.state.assigneeId ?? ''),
    at,
  }));
}

async function withContacts<L extends Line>(
  store: Store,
  agencyId: string,
  lines: L[],
  idOf: (line: L) => string | null | undefined,
): Promise<Line[]> {
  const ids = [...new Set(lines.flatMap((line) => idOf(line) ?? []))];
  const contacts = await rowsByIds<ContactRow>(store.of(agencyId), 'contact', agencyId, ids);
  return lines.map((line) => {
    const contact = contacts.get(idOf(line) ?? '');
    return contact ? { ...line, contact } : line;
  });
}
