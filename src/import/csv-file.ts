import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { countKnown } from './fields';
import { ImportError } from './problems';

/** A record of the file, with the line on which it begins. */
export interface Row {
  line: number;
  cells: string[];
}

export interface Table {
  heading: string[];
  rows: Row[];
}

const LINE_FEED = 0x0a;
const delimiters = [',', ';', '\t'];

/**
 * The text of a file in UTF-8, with or without a byte order mark; every line ends in one line feed.
 * @throws ImportError where it is in another encoding.
 */
export function decodeUtf8(bytes: Buffer): string {
  if (isUtf16(bytes)) {
    throw new ImportError('The file is in UTF-16 ("Unicode text"). Save it as "CSV UTF-8" and try again.');
  }
  if (!isUtf8(bytes)) {
    const line = lineOfInvalidUtf8(bytes);
    throw new ImportError(
      `Line ${line} is not UTF-8. The file may be in a Windows or Mac encoding: save it as "CSV UTF-8" and try again.`,
    );
  }
  if (bytes.includes(0)) throw new ImportError('The file holds NUL characters: it is not a CSV text.');
  return new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n');
}

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return true;
  // Without a mark: Latin text has a zero in every other byte.
  const start = bytes.subarray(0, 64);
  return start.length > 4 && start.filter((byte) => byte === 0).length > start.length / 3;
}

/** A line feed is never part of another character, so each line can be looked at alone. */
function lineOfInvalidUtf8(bytes: Buffer): number {
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, start);
    const stop = end < 0 ? bytes.length : end;
    if (!isUtf8(bytes.subarray(start, stop))) return line;
    start = stop + 1;
  }
  return 1;
}

/**
 * The heading and the records below it; empty lines are left out.
 * @param delimiter where it is not said, the one of comma, semicolon and tab that the heading shows.
 * @throws ImportError where the text is no CSV.
 */
export function readTable(text: string, delimiter: string | null): Table {
  const records = parseRecords(text, delimiter ?? likelyDelimiter(text));
  const rows: Row[] = [];
  let line = 1;
  for (const { cells, nextLine } of records) {
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    line = nextLine;
  }
  const [heading, ...rest] = rows;
  if (!heading) throw new ImportError('The file is empty: expected a heading and lines below it.');
  return { heading: heading.cells, rows: rest };
}

function parseRecords(text: string, delimiter: string): { cells: string[]; nextLine: number }[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // The parser counts the lines up to the end of a record: the next record begins on the line after it.
    return records.map(({ record, info }) => ({ cells: record, nextLine: info.lines + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === 'number' ? `Line ${error.lines}` : 'The file';
    throw new ImportError(
      `${where} is no valid CSV (${error.code}): a value with a quote, a delimiter or a line break in it must stand in double quotes, and a quote within is doubled.`,
    );
  }
}

function likelyDelimiter(text: string): string {
  const firstLine = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const known = (delimiter: string) =>
    countKnown(firstLine.split(delimiter).map((title) => title.replaceAll('"', '')));
  const parts = (delimiter: string) => firstLine.split(delimiter).length;
  return delimiters.reduce((best, next) =>
    known(next) > known(best) || (known(next) === known(best) && parts(next) > parts(best)) ? next : best,
  );
}
