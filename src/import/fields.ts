import { ImportError, quoted } from './problems';

/**
 * What a column of a log can mean, with the titles by which it is recognised. Case, blanks and punctuation
 * in a title do not matter. The first title is the one that messages use where the file has no such column.
 */
const titles = {
  candidate: ['Candidate', 'candidate name', 'applicant', 'applicant name'],
  candidateEmail: ['Candidate e-mail', 'candidate e-mail address', 'applicant e-mail'],
  candidateTimeZone: ['Candidate time zone', 'candidate zone', 'applicant time zone'],
  employer: ['Employer', 'employer name', 'company', 'company name', 'client'],
  employerCountry: ['Employer country', 'country', 'company country'],
  employerRegion: ['Employer region', 'region', 'company region'],
  employerTimeZone: ['Employer time zone', 'employer zone', 'company time zone'],
  switchboard: ['Switchboard', 'switchboard phone', 'main number', 'employer phone'],
  jobTitle: ['Job title', 'job', 'position', 'vacancy', 'title'],
  postingSays: ['Posting says', 'posting instructions'],
  generalEmail: ['General e-mail', 'general address', 'general inbox'],
  takenDownOn: ['Posting taken down', 'taken down', 'taken down on', 'posting taken down on'],
  appliedOn: ['Applied on', 'applied', 'date applied', 'application date'],
  appliedAt: ['Applied at', 'time applied', 'application time'],
  channel: ['Channel', 'applied through', 'applied via', 'source'],
  type: ['Type', 'entry', 'entry type', 'kind'],
  date: ['Date', 'contact date', 'date of contact', 'contacted on', 'attempt date'],
  time: ['Time', 'contact time', 'time of contact', 'contacted at', 'attempt time'],
  timeZone: ['Time zone', 'zone', 'tz', 'times in'],
  method: ['Method', 'contact method', 'how'],
  purpose: ['Purpose', 'reason'],
  contact: ['Contact', 'contact name', 'contact person', 'person'],
  contactRole: ['Contact role', 'role of contact'],
  contactEmail: ['Contact e-mail', 'contact e-mail address'],
  contactPhone: ['Contact phone', 'contact phone number', 'contact number'],
  contactDecides: ['Contact decides', 'decides', 'decision maker'],
  response: ['Response', 'reply', 'result', 'answer'],
  respondedOn: ['Responded on', 'response date', 'date of response', 'replied on'],
  respondedAt: ['Responded at', 'response time', 'time of response', 'replied at'],
  decisionExpected: ['Decision expected', 'decision expected on', 'decision by', 'decision date'],
  promised: ['Promised', 'promised call', 'call promised', 'call promised for', 'promised for'],
  until: ['Until', 'end', 'end time', 'ended at'],
  topics: ['Topics', 'discussed'],
  outcome: ['Outcome', 'closed as'],
  note: ['Note', 'notes', 'comment', 'comments', 'remarks'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Field = keyof typeof titles;

const required: readonly Field[] = ['candidate', 'employer', 'jobTitle', 'appliedOn', 'date', 'method'];

/** The columns that hold a calendar day, with or without a time after it. */
export const dateFields: readonly Field[] = [
  'appliedOn',
  'date',
  'respondedOn',
  'decisionExpected',
  'promised',
  'takenDownOn',
];

/** What a person says with `--map "Their column=ourField"`; a field of null leaves the column out. */
export interface ColumnMapping {
  column: string;
  field: Field | null;
}

/** Which column of a file means what. */
export interface Columns {
  indexOf: ReadonlyMap<Field, number>;
  /** The column's title in the file, or where it has none, the usual one. */
  titleOf(field: Field): string;
  /** Titles of columns that nothing is read from, because nobody knows what they mean. */
  unknown: string[];
  count: number;
}

/** Letters and digits only, in lower case: what is left is compared. */
export function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

const fieldByTitle = new Map<string, Field>(
  Object.entries(titles).flatMap(([field, known]) =>
    [field, ...known].map((title): [string, Field] => [plain(title), field as Field]),
  ),
);

/** @throws ImportError where it is not of the form "Their column=ourField". */
export function parseMapping(text: string): ColumnMapping {
  const at = text.lastIndexOf('=');
  const column = text.slice(0, at).trim();
  const name = text.slice(at + 1).trim();
  if (at < 1 || !column || !name) {
    throw new ImportError(`--map ${quoted(text)}: expected "Their column=ourField".`);
  }
  if (plain(name) === 'ignore') return { column, field: null };
  const field = Object.keys(titles).find((known) => plain(known) === plain(name)) as Field | undefined;
  if (!field) {
    const known = Object.keys(titles).join(', ');
    throw new ImportError(`--map: ${quoted(name)} is no field. Expected ignore, or one of ${known}.`);
  }
  return { column, field };
}

/**
 * What the columns of a heading mean: as a person says, or else as their titles do.
 * @throws ImportError where a column is missing, or two mean the same.
 */
export function matchColumns(heading: readonly string[], mappings: readonly ColumnMapping[]): Columns {
  const indexOf = new Map<Field, number>();
  const said = new Set<number>();
  for (const { column, field } of mappings) {
    const index = indexOfTitle(heading, column);
    said.add(index);
    if (field) take(indexOf, field, index, heading);
  }
  const mapped = new Set(indexOf.keys());
  const unknown: string[] = [];
  for (const [index, title] of heading.entries()) {
    if (said.has(index)) continue;
    const field = fieldByTitle.get(plain(title));
    if (field && !mapped.has(field)) take(indexOf, field, index, heading);
    else if (title.trim()) unknown.push(title.trim());
  }
  const missing = required.filter((field) => !indexOf.has(field));
  if (missing.length > 0) {
    const wanted = missing.map((field) => `"${titles[field][0]}" (${field})`).join(', ');
    const found = heading.map(quoted).join(', ');
    throw new ImportError(
      `These columns are missing: ${wanted}. The file has ${found}. Use --map "Their column=ourField".`,
    );
  }
  const titleOf = (field: Field) => heading[indexOf.get(field) ?? -1]?.trim() ?? titles[field][0];
  return { indexOf, titleOf, unknown, count: heading.length };
}

/** How many of these titles are known: what a file looks like under a delimiter. */
export function countKnown(heading: readonly string[]): number {
  return heading.filter((title) => fieldByTitle.has(plain(title))).length;
}

function indexOfTitle(heading: readonly string[], column: string): number {
  const exact = heading.findIndex((title) => title.trim() === column);
  const index = exact >= 0 ? exact : heading.findIndex((title) => plain(title) === plain(column));
  if (index >= 0) return index;
  throw new ImportError(
    `--map: the file has no column ${quoted(column)}. It has ${heading.map(quoted).join(', ')}.`,
  );
}

function take(indexOf: Map<Field, number>, field: Field, index: number, heading: readonly string[]): void {
  const other = indexOf.get(field);
  if (other !== undefined && other !== index) {
    const both = `${quoted(heading[other] ?? '')} and ${quoted(heading[index] ?? '')}`;
    throw new ImportError(
      `Both ${both} are taken for ${field}. Say which with --map, or --map "...=ignore".`,
    );
  }
  indexOf.set(field, index);
}
