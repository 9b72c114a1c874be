import { DateTime } from 'luxon';
import type { Instant, LocalDate, TimeZone } from '../domain/instant';

/** In which order a date in figures names its day, month and year. */
export const DateOrder = { dmy: 'dmy', mdy: 'mdy', ymd: 'ymd' } as const;
export type DateOrder = keyof typeof DateOrder;

const orders = Object.keys(DateOrder) as DateOrder[];

/** English and German month names: the whole name, or its first three letters. */
const months = new Map<string, number>(
  ['en', 'de'].flatMap((locale) =>
    Array.from({ length: 12 }, (_, index) => {
      const name = DateTime.fromObject({ month: index + 1 }, { locale })
        .toFormat('LLLL')
        .toLowerCase();
      return [name, name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])].map(
        (form): [string, number] => [form, index + 1],
      );
    }).flat(),
  ),
);

/**
 * The days that a date can mean: none where it is no date, several where it can be read in several ways.
 * A four-digit year in front, or a month in letters, leaves one way only. With an order, only that is tried.
 */
export function readings(text: string, order: DateOrder | null): LocalDate[] {
  const bare = text.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '');
  const worded = withMonthName(bare);
  if (worded) return [worded].filter(exists);
  const parts = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})$/.exec(bare);
  if (!parts) return [];
  const figures = [parts[1], parts[3], parts[4]] as [string, string, string];
  const tried = figures[0].length === 4 ? (['ymd'] as const) : order ? [order] : orders;
  const days = tried.map((one) => inOrder(figures, one)).filter((day) => day !== null);
  return [...new Set(days.filter(exists))];
}

function withMonthName(text: string): LocalDate | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[-. ]*(\p{L}{3,})[-., ]*(\d{4}|\d{2})$/u.exec(text);
  const monthFirst = /^(\p{L}{3,})[-. ]*(\d{1,2})(?:st|nd|rd|th)?[-,. ]+(\d{4}|\d{2})$/u.exec(text);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = months.get(name?.toLowerCase() ?? '');
  if (!month || !day || !year) return null;
  return isoDate(year, String(month), day);
}

function inOrder([first, second, third]: [string, string, string], order: DateOrder): LocalDate | null {
  if (order === 'dmy') return isoDate(third, second, first);
  if (order === 'mdy') return isoDate(third, first, second);
  return isoDate(first, second, third);
}

/** Null where a part has the wrong length; a year of two figures is one of this century. */
function isoDate(year: string, month: string, day: string): LocalDate | null {
  if ((year.length !== 4 && year.length !== 2) || month.length > 2 || day.length > 2) return null;
  return `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A day of the calendar, in a year in which an application can have been made. */
function exists(day: LocalDate): boolean {
  return DateTime.fromISO(day, { zone: 'UTC' }).isValid && day >= '1990' && day < '2100';
}

export interface TimeOfDay {
  hour: number;
  minute: number;
  second: number;
}

/** The time in "14:30", "14.30", "14:30:00", "2:30 pm", "2 pm"; null where it is none. */
export function timeOfDay(text: string): TimeOfDay | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?\s*(?:([ap])\.?\s?m\.?)?$/i.exec(text.trim());
  if (!parts) return null;
  const half = parts[4]?.toLowerCase();
  if (!half && parts[2] === undefined) return null;
  const [hour, minute, second] = [parts[1], parts[2] ?? '0', parts[3] ?? '0'].map(Number) as [
    number,
    number,
    number,
  ];
  if (minute > 59 || second > 59) return null;
  if (!half) return hour < 24 ? { hour, minute, second } : null;
  if (hour < 1 || hour > 12) return null;
  return { hour: (hour % 12) + (half === 'p' ? 12 : 0), minute, second };
}

/** A date with a time behind it, as one cell may hold both: "2026-09-14 10:30", "14/09/2026, 2 pm". */
export function splitDateTime(text: string): { date: string; time: string | null } {
  const parts =
    /^(.*\d)(?:T|,?\s+)(\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)$/i.exec(
      text.trim(),
    );
  return parts?.[1] && parts[2] ? { date: parts[1], time: parts[2] } : { date: text.trim(), time: null };
}

/**
 * The moment at which clocks in the zone show this; null where they never do, because they were put
 * forward over it. Where they show it twice, the first time.
 */
export function momentIn(zone: TimeZone, date: LocalDate, time: TimeOfDay): Instant | null {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const [moment] = DateTime.fromObject({ year, month, day, ...time }, { zone })
    .getPossibleOffsets()
    .sort((one, other) => one.toMillis() - other.toMillis()) as [DateTime];
  const shown = moment.hour === time.hour && moment.minute === time.minute;
  // At midnight some zones put their clocks forward: the day begins later, and that is what is meant.
  const startsLater = time.hour === 0 && time.minute === 0;
  return shown || startsLater ? moment.toMillis() : null;
}
