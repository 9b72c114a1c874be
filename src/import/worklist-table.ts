import Table from 'cli-table3';
import { DateTime } from 'luxon';
import type { Instant, TimeZone } from '../domain/instant';
import { urgencyAt } from '../domain/recommendation/plan';
import type { Action } from '../domain/recommendation/recommend';
import type { Store } from '../store/data-source';
import type { CandidateRow, ContactRow, EmployerRow, JobPostingRow } from '../store/entities';
import { applicationsByIds } from '../store/queries/applications';
import { type WorklistRow, worklist } from '../store/queries/worklist';
import { rowsByIds } from '../store/reference';
import { inWriting } from './words';

/** Titles of the columns, with their widths on a terminal of the usual width. */
const columns = [
  ['Urgency', 9],
  ['Due there', 18],
  ['Action', 22],
  ['Method', 10],
  ['To', 20],
  ['Candidate', 17],
  ['Position', 28],
  ['Reason', 46],
] as const;
const columnMin = 9;
/** What a terminal shows where nobody says how wide it is. */
const terminalWidth = 180;
const reasonMax = 75;
/** All that a person could look at; the count is exact up to here. */
const entriesMax = 10_000;

/** What is to be done in an agency at a moment, the most urgent first, as text; and how much there is in all. */
export async function worklistTable(
  store: Store,
  agencyId: string,
  at: Instant,
  linesMax: number,
): Promise<{ text: string; count: number }> {
  const page = { size: entriesMax, backward: false, after: null, before: null };
  const { rows } = await worklist(store, agencyId, at, {}, page);
  const shown = rows.slice(0, linesMax);
  const names = await namesOf(store, agencyId, shown);
  const usual = columns.reduce((sum, [, one]) => sum + one + 1, 1);
  const scale = Math.min((process.stdout.columns ?? terminalWidth) / usual, 1);
  const table = new Table({
    head: columns.map(([title]) => title),
    colWidths: columns.map(([, one]) => Math.max(Math.floor(one * scale), columnMin)),
    wordWrap: true,
    style: { head: [], border: [] },
    // No line between entries: twice as many fit on a screen.
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of shown) table.push(cellsOf(row, at, names));
  return { text: table.toString(), count: rows.length };
}

interface Names {
  candidate: string;
  title: string;
  employer: string;
  timeZone: TimeZone;
  contact: string | null;
}

async function namesOf(store: Store, agencyId: string, rows: readonly WorklistRow[]) {
  const views = await applicationsByIds(store, agencyId, [...new Set(rows.map((row) => row.applicationId))]);
  const all = [...views.values()];
  const contactIds = rows.flatMap(({ action }) => action.recipient?.contactId ?? []);
  const db = store.of(agencyId);
  const candidates = await rowsByIds<CandidateRow>(
    db,
    'candidate',
    agencyId,
    all.map((one) => one.candidateId),
  );
  const employers = await rowsByIds<EmployerRow>(
    db,
    'employer',
    agencyId,
    all.map((one) => one.employerId),
  );
  const postings = await rowsByIds<JobPostingRow>(
    db,
    'job_posting',
    agencyId,
    all.map((one) => one.jobPostingId),
  );
  const contacts = await rowsByIds<ContactRow>(db, 'contact', agencyId, contactIds);
  return ({ applicationId, action }: WorklistRow): Names => {
    const view = views.get(applicationId);
    const employer = employers.get(view?.employerId ?? '');
    return {
      candidate: candidates.get(view?.candidateId ?? '')?.name ?? '',
      title: postings.get(view?.jobPostingId ?? '')?.title ?? '',
      employer: employer?.name ?? '',
      timeZone: employer?.timeZone ?? 'UTC',
      contact: contacts.get(action.recipient?.contactId ?? '')?.name ?? null,
    };
  };
}

function cellsOf(row: WorklistRow, at: Instant, namesOf: (row: WorklistRow) => Names): string[] {
  const { action } = row;
  const { candidate, title, employer, timeZone, contact } = namesOf(row);
  return [
    urgencyAt(action, at),
    dueIn(action, timeZone),
    inWriting(action.kind),
    action.method ? inWriting(action.method) : '',
    contact ?? (action.recipient ? inWriting(action.recipient.role) : ''),
    candidate,
    `${title}, ${employer}`,
    shortened(action.reason),
  ];
}

/** With the place of the zone, since each employer's clock is another. */
function dueIn({ dueAt }: Action, zone: TimeZone): string {
  if (dueAt === null) return '';
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${DateTime.fromMillis(dueAt, { zone, locale: 'en-GB' }).toFormat('ccc d LLL HH:mm')} ${place}`;
}

/** The first sentence, as far as it fits. */
function shortened(reason: string): string {
  const sentence = /^.*?[.!?](?=\s|$)/.exec(reason)?.[0] ?? reason;
  if (sentence.length <= reasonMax) return sentence;
  return `${sentence.slice(0, reasonMax).replace(/[\s,:]*\S*$/, '')} ...`;
}
