import type { ImportOptions, LogFile } from '../../src/import/import-log';
import type { LogSettings } from '../../src/import/log';

export const settings: LogSettings = {
  mappings: [],
  delimiter: null,
  dateOrder: null,
  timeZone: null,
  country: null,
};

export const options = (said: Partial<ImportOptions> = {}): ImportOptions => ({
  ...settings,
  dryRun: false,
  strict: false,
  ...said,
});

/** A line of a log, of which a test says only what matters. */
export type SmallLine = Record<string, string>;

const usual: SmallLine = {
  Candidate: 'Ada Quill',
  'Candidate e-mail': 'ada.quill@example.com',
  'Candidate time zone': 'America/Chicago',
  Employer: 'Larkmoor Logistics',
  'Employer country': 'US',
  'Employer region': 'IL',
  'Employer time zone': 'America/Chicago',
  'Job title': 'Shift Lead',
  'Posting taken down': '',
  'Applied on': '2026-09-14',
  'Applied at': '09:20',
  Channel: 'Job board',
  Type: '',
  Date: '2026-09-15',
  Time: '10:05',
  'Time zone': 'America/Chicago',
  Until: '',
  Method: 'E-mail',
  Purpose: 'Follow-up',
  Contact: 'Derek Holloway',
  'Contact role': 'Hiring manager',
  'Contact e-mail': 'derek.holloway@larkmoor.example',
  Response: '',
  'Responded on': '',
  'Responded at': '',
  'Decision expected': '',
  Promised: '',
  Topics: '',
  Outcome: '',
  Note: '',
};

/** A log with the usual columns; each line is the usual one but for what is said. Line 2 of the file comes first. */
export function smallLog(lines: SmallLine[], delimiter = ','): string {
  const titles = Object.keys(usual);
  const cells = lines.map((line) => titles.map((title) => line[title] ?? usual[title] ?? ''));
  return [titles, ...cells]
    .map((row) => row.map((cell) => quote(cell, delimiter)).join(delimiter))
    .join('\n');
}

export function fileOf(text: string | Buffer, name = 'log.csv'): LogFile {
  return { name, bytes: Buffer.from(text) };
}

function quote(cell: string, delimiter: string): string {
  return /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
