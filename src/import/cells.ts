import type { Instant, LocalDate, TimeZone } from '../domain/instant';
import type { Row } from './csv-file';
import { type DateOrder, momentIn, readings, splitDateTime, type TimeOfDay, timeOfDay } from './dates';
import type { Columns, Field } from './fields';
import { isTimeZone } from './places';
import { type LineMessage, quoted } from './problems';
import type { Lexicon } from './words';

const dateForms = 'a date such as 2026-09-14 or 14 Sep 2026';
const timeForms = 'a time such as 14:30 or 2:30 pm';
const textMax = 200;

/** A date, and a time where one is given with it. */
export interface LocalMoment {
  date: LocalDate;
  time: TimeOfDay | null;
}

/** The cells of one line, by field, and what is wrong with them. A cell that is wrong reads as an empty one. */
export class Cells {
  readonly problems: LineMessage[] = [];

  constructor(
    private readonly columns: Columns,
    private readonly row: Row,
    private readonly dateOrder: DateOrder | null,
  ) {
    const more = row.cells.slice(columns.count).filter((cell) => cell !== '');
    if (more.length > 0) {
      const expected = `The line has ${row.cells.length} values, the heading ${columns.count}`;
      this.problems.push({
        line: row.line,
        column: null,
        message: `${expected}: a value that holds the delimiter must stand in double quotes.`,
      });
    }
  }

  get line(): number {
    return this.row.line;
  }

  refuse(field: Field, message: string): null {
    const column = this.columns.titleOf(field);
    // A cell may be read more than once.
    const known = this.problems.some((one) => one.column === column && one.message === message);
    if (!known) this.problems.push({ line: this.line, column, message });
    return null;
  }

  /** Null where the cell is empty or holds only a dash, or there is no such column. */
  text(field: Field, lengthMax = textMax): string | null {
    const text = this.row.cells[this.columns.indexOf.get(field) ?? -1]?.trim();
    if (!text || /^[-–—]+$/.test(text)) return null;
    if (text.length <= lengthMax) return text;
    return this.refuse(field, `${text.length} characters; at most ${lengthMax} are kept.`);
  }

  required(field: Field, expected: string): string | null {
    return this.text(field) ?? this.refuse(field, `Empty; expected ${expected}.`);
  }

  word<Meaning>(field: Field, lexicon: Lexicon<Meaning>): Meaning | null {
    const text = this.text(field);
    if (text === null) return null;
    const meaning = lexicon.read(text);
    if (meaning !== undefined) return meaning;
    return this.refuse(field, `${quoted(text)} is not known; expected one of: ${lexicon.expected}.`);
  }

  /** Several words in one cell, with semicolons or commas between. */
  words<Meaning>(field: Field, lexicon: Lexicon<Meaning>): Meaning[] | null {
    const text = this.text(field);
    if (text === null) return null;
    const parts = text.split(/[;,]/).filter((part) => part.trim());
    const meanings = parts.map((part) => lexicon.read(part));
    const wrong = parts.find((_, index) => meanings[index] === undefined);
    if (wrong === undefined) return meanings as Meaning[];
    return this.refuse(field, `${quoted(wrong.trim())} is not known; expected one of: ${lexicon.expected}.`);
  }

  email(field: Field): string | null {
    const text = this.text(field);
    if (text === null || /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+$/.test(text)) return text;
    return this.refuse(field, `${quoted(text)} is no e-mail address.`);
  }

  zone(field: Field): TimeZone | null {
    const text = this.text(field);
    if (text === null || isTimeZone(text)) return text;
    return this.refuse(field, `${quoted(text)} is no time zone; expected one such as America/Chicago.`);
  }

  date(field: Field): LocalDate | null {
    const text = this.text(field);
    return text === null ? null : this.readDate(field, text);
  }

  /** A date with a time, in one cell or in two. */
  moment(dateField: Field, timeField: Field | null): LocalMoment | null {
    const text = this.text(dateField);
    const separate = timeField === null ? null : this.text(timeField);
    if (text === null) {
      if (timeField === null || separate === null) return null;
      return this.refuse(dateField, `Empty, though ${this.columns.titleOf(timeField)} is not.`);
    }
    const split = splitDateTime(text);
    const date = this.readDate(dateField, separate ? text : split.date);
    const timeText = separate ?? split.time;
    const time = timeText ? timeOfDay(timeText) : null;
    if (timeText && !time) {
      const field = separate && timeField ? timeField : dateField;
      return this.refuse(field, `${quoted(timeText)} is no time; expected ${timeForms}.`);
    }
    return date === null ? null : { date, time };
  }

  /** As `moment`, where the time must not be missing. */
  timedMoment(dateField: Field, timeField: Field): { date: LocalDate; time: TimeOfDay } | null {
    this.required(dateField, dateForms);
    const moment = this.moment(dateField, timeField);
    if (!moment) return null;
    const { date, time } = moment;
    if (time) return { date, time };
    return this.refuse(timeField, `Empty; expected ${timeForms}.`);
  }

  /** The moment of a time on a day that another column says. */
  timeOn(field: Field, date: LocalDate, zone: TimeZone): Instant | null {
    const text = this.text(field);
    if (text === null) return null;
    const time = timeOfDay(text);
    return time
      ? this.instant(field, zone, date, time)
      : this.refuse(field, `${quoted(text)} is no time; expected ${timeForms}.`);
  }

  /** The moment at which clocks in the zone show it. */
  instant(field: Field, zone: TimeZone, date: LocalDate, time: TimeOfDay): Instant | null {
    const at = momentIn(zone, date, time);
    if (at !== null) return at;
    return this.refuse(
      field,
      `There is no such time on ${date} in ${zone}: the clocks went forward over it.`,
    );
  }

  private readDate(field: Field, text: string): LocalDate | null {
    // Some programs write every date with a midnight that nobody meant.
    const [day] = readings(text.replace(/[T ]00:00(:00)?$/, ''), this.dateOrder);
    if (day) return day;
    const order = this.dateOrder ? ` (in figures: ${this.dateOrder})` : '';
    return this.refuse(field, `${quoted(text)} is no date; expected ${dateForms}${order}.`);
  }
}
