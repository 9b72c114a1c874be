import type { Instant } from '../domain/instant';
import { type ApplicationCells, type Defaults, readApplication } from './application-cells';
import { Cells } from './cells';
import { decodeUtf8, type Row, readTable, type Table } from './csv-file';
import { type DateOrder, readings, splitDateTime } from './dates';
import { type Entry, readEntry } from './entry';
import { type ColumnMapping, type Columns, dateFields, matchColumns } from './fields';
import { ImportError, type LineMessage, quoted } from './problems';

/** How a person says that a file is to be read. */
export interface LogSettings extends Defaults {
  mappings: ColumnMapping[];
  /** Null: the one that the heading shows. */
  delimiter: string | null;
  /** Null: only dates that can be read in one way. */
  dateOrder: DateOrder | null;
}

/** A line that has been understood; `entry` is null where it only says that there is an application. */
export interface LogLine {
  line: number;
  application: ApplicationCells;
  entry: Entry | null;
}

export interface Log {
  columns: Columns;
  lines: LogLine[];
  /** What is wrong with the other lines. */
  refused: LineMessage[];
  /** Lines in all, without the heading. */
  count: number;
}

/**
 * The lines of a contact log.
 * @param now what ends before it was held, what ends later is scheduled.
 * @throws ImportError where the file cannot be read at all, or only by guessing.
 */
export function readLog(bytes: Buffer, settings: LogSettings, now: Instant): Log {
  const table = readTable(decodeUtf8(bytes), settings.delimiter);
  const columns = matchColumns(table.heading, settings.mappings);
  requireDefaults(columns, settings);
  if (!settings.dateOrder) refuseAmbiguousDates(table, columns);
  const log: Log = { columns, lines: [], refused: [], count: table.rows.length };
  for (const row of table.rows) {
    const cells = new Cells(columns, row, settings.dateOrder);
    const line = readLogLine(cells, settings, now);
    if (line) log.lines.push(line);
    else log.refused.push(...cells.problems);
  }
  return log;
}

function readLogLine(cells: Cells, defaults: Defaults, now: Instant): LogLine | null {
  const application = readApplication(cells, defaults);
  const entry = readEntry(cells, defaults, now);
  if (cells.problems.length > 0 || !application) return null;
  return { line: cells.line, application, entry };
}

function requireDefaults({ indexOf }: Columns, { timeZone, country }: Defaults): void {
  if (!indexOf.has('timeZone') && timeZone === null) {
    throw new ImportError(
      'The file has no column for the time zone of its times. Say --time-zone, for example --time-zone America/Chicago.',
    );
  }
  if (!indexOf.has('employerCountry') && country === null) {
    throw new ImportError(
      "The file has no column for the employer's country, which public holidays depend on. Say --country, for example --country US.",
    );
  }
}

/** One date that can be read in two ways makes every other doubtful: a person has to say which it is. */
function refuseAmbiguousDates(table: Table, columns: Columns): void {
  for (const row of table.rows) {
    for (const field of dateFields) {
      const text = cellOf(row, columns.indexOf.get(field));
      const days = readings(splitDateTime(text).date, null);
      if (days.length < 2) continue;
      throw new ImportError(
        `Line ${row.line}, column ${columns.titleOf(field)}: ${quoted(text)} can be ${days.join(' or ')}. Say in which order dates are written: --date-order dmy, mdy or ymd.`,
      );
    }
  }
}

function cellOf(row: Row, index: number | undefined): string {
  return row.cells[index ?? -1] ?? '';
}
