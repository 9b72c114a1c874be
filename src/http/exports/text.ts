import { stringify } from 'csv-stringify/sync';
import type { ExportFormat, ExportKind } from '../../store/exports';
import { type Cell, columns, type Line } from './columns';

export const byteOrderMark = '\ufeff';

export const mediaTypes: Record<ExportFormat, string> = {
  CSV: 'text/csv; charset=utf-8; header=present',
  JSON_LINES: 'application/jsonl; charset=utf-8',
};

export const fileEndings: Record<ExportFormat, string> = { CSV: 'csv', JSON_LINES: 'jsonl' };

export const fileNameOf = (kind: ExportKind, format: ExportFormat) =>
  `${kind.toLowerCase()}.${fileEndings[format]}`;

/** What comes before the lines. */
export function heading(kind: ExportKind, format: ExportFormat): string {
  return format === 'CSV' ? csv([columns[kind].map(([name]) => name)]) : '';
}

/** Some lines as text. */
export function textOf(kind: ExportKind, format: ExportFormat, lines: readonly Line[]): string {
  const records = lines.map((line) => columns[kind].map(([, , value]) => value(line)));
  if (format === 'CSV') return csv(records);
  const names = columns[kind].map(([name]) => name);
  return records
    .map((cells) => `${JSON.stringify(Object.fromEntries(cells.map((cell, n) => [names[n], cell])))}\n`)
    .join('');
}

/** By RFC 4180. A spreadsheet runs what looks like a formula: an apostrophe before it keeps it from that. */
function csv(records: Cell[][]): string {
  return stringify(records, {
    record_delimiter: '\r\n',
    escape_formulas: true,
    cast: { boolean: String },
  });
}
