import { publicHolidays } from './holidays';
import { HOUR, type Instant, type LocalDate, type TimeZone } from './instant';
import { dateOf, dayNumberOf, dayOfWeekOf, LocalDays } from './local-days';

/** A span of opening hours; dayOfWeek 1 is Monday, times are HH:MM on that day, `closes` up to 24:00. */
export interface WorkingHours {
  dayOfWeek: number;
  opens: string;
  closes: string;
}

/** Where and when an employer works. */
export interface WorkingTimes {
  timeZone: TimeZone;
  country: string;
  region: string | null;
  hours: WorkingHours[];
}

export interface Span {
  opens: Instant;
  closes: Instant;
}

/** Monday to Friday, 09:00 to 17:00. */
export const officeHours: WorkingHours[] = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  opens: '09:00',
  closes: '17:00',
}));

interface Day {
  starts: Instant;
  spans: Span[];
  /** No hours on this day of the week, holidays aside. */
  weekend: boolean;
}

/** No employer with any hours at all is closed for longer than this; a guard against endless search. */
const searchLimitDays = 400;

/** So many people's available hours are remembered; more than one employer's people have. */
const narrowedMax = 500;

/**
 * Working days and hours of an employer. A working day starts at 00:00 for what can be written at any
 * hour, opens with its first span of hours and ends with its last. Days are remembered once computed.
 */
export class WorkingCalendar {
  readonly timeZone: TimeZone;
  private readonly localDays: LocalDays;
  private readonly days = new Map<number, Day>();
  private readonly narrowed = new Map<string, WorkingCalendar | null>();

  constructor(private readonly times: WorkingTimes) {
    this.timeZone = times.timeZone;
    this.localDays = LocalDays.of(times.timeZone);
  }

  isWorkingDay(at: Instant): boolean {
    return this.day(this.localDays.numberAt(at)).spans.length > 0;
  }

  /** 00:00 of the day in which the moment lies. */
  startOfDay(at: Instant): Instant {
    return this.day(this.localDays.numberAt(at)).starts;
  }

  /** 00:00 of the first working day after the moment's day. */
  startOfNextWorkingDay(at: Instant): Instant {
    return this.day(this.workingDayFrom(this.localDays.numberAt(at) + 1, 1)).starts;
  }

  /** When the moment's own day ends, or where that is a day off or has ended, the next working day. */
  endOfWorkingDay(at: Instant): Instant {
    const number = this.localDays.numberAt(at);
    const closes = closing(this.day(number));
    if (closes !== undefined && closes > at) return closes;
    return closing(this.day(this.workingDayFrom(number + 1, 1))) as Instant;
  }

  /** When the n-th working day after the moment's day ends; with 0, its own day, which must be one. */
  endOfNthWorkingDayAfter(at: Instant, n: number): Instant {
    let number = this.localDays.numberAt(at);
    for (let counted = 0; counted < n; counted++) number = this.workingDayFrom(number + 1, 1);
    return closing(this.day(number)) as Instant;
  }

  /** The same time of day, n calendar days later, over a change of clocks too. */
  addDays(at: Instant, n: number): Instant {
    return this.localDays.sameTimeOn(this.localDays.numberAt(at) + n, at);
  }

  /** The same time of day, n working days later. */
  addWorkingDays(at: Instant, n: number): Instant {
    let number = this.localDays.numberAt(at);
    for (let counted = 0; counted < n; counted++) number = this.workingDayFrom(number + 1, 1);
    return this.localDays.sameTimeOn(number, at);
  }

  /** 00:00 of the n-th working day after a calendar day. */
  startOfNthWorkingDayAfter(date: LocalDate, n: number): Instant {
    let number = dayNumberOf(date);
    for (let counted = 0; counted < n; counted++) number = this.workingDayFrom(number + 1, 1);
    return this.day(number).starts;
  }

  /** 00:00 of the n-th working day before the moment's day. */
  startOfNthWorkingDayBefore(at: Instant, n: number): Instant {
    let number = this.localDays.numberAt(at);
    for (let counted = 0; counted < n; counted++) number = this.workingDayFrom(number - 1, -1);
    return this.day(number).starts;
  }

  /** The working hours as far as they lie in these windows; null where they have nothing in common. */
  within(windows: readonly WorkingHours[]): WorkingCalendar | null {
    const key = JSON.stringify(windows);
    let within = this.narrowed.get(key);
    if (within === undefined) {
      const hours = this.times.hours.flatMap((span) => windows.flatMap((window) => overlap(span, window)));
      if (this.narrowed.size >= narrowedMax) this.narrowed.clear();
      within = hours.length === 0 ? null : new WorkingCalendar({ ...this.times, hours });
      this.narrowed.set(key, within);
    }
    return within;
  }

  /** The moment after that much working time; never the very end of a day, but the start of the next. */
  addWorkingHours(at: Instant, hours: number): Instant {
    let left = hours * HOUR;
    for (let span = this.spanAt(at); ; span = this.spanAt(span.closes)) {
      const from = Math.max(at, span.opens);
      if (from + left < span.closes) return from + left;
      left -= span.closes - from;
    }
  }

  /** The working hours that the moment lies in, or else the next ones. A span holds its opening, not its closing. */
  spanAt(at: Instant): Span {
    let number = this.localDays.numberAt(at);
    for (;;) {
      const span = this.day(number).spans.find(({ closes }) => closes > at);
      if (span) return span;
      number = this.workingDayFrom(number + 1, 1);
    }
  }

  /**
   * The last working day before the first weekend day after the moment's day, as its 00:00 and closing;
   * null where there is none from the moment's day on, or the employer has no weekend.
   */
  lastWorkingDayBeforeWeekend(at: Instant): { starts: Instant; closes: Instant } | null {
    const today = this.localDays.numberAt(at);
    let weekend = today + 1;
    while (!this.day(weekend).weekend) if (++weekend > today + 7) return null;
    for (let number = weekend - 1; number >= today; number--) {
      const day = this.day(number);
      const closes = closing(day);
      if (closes !== undefined) return { starts: day.starts, closes };
    }
    return null;
  }

  /** The wall-clock hour of the moment's day, for example 13 for 13:00. */
  hourOfDay(at: Instant, hour: number): Instant {
    return this.localDays.timeOn(this.localDays.numberAt(at), hour, 0);
  }

  private workingDayFrom(number: number, step: 1 | -1): number {
    for (let steps = 0; steps < searchLimitDays; steps++, number += step) {
      if (this.day(number).spans.length > 0) return number;
    }
    throw new RangeError('the working hours have no working day within a year');
  }

  private day(number: number): Day {
    let day = this.days.get(number);
    if (!day) {
      day = this.computeDay(number);
      this.days.set(number, day);
    }
    return day;
  }

  private computeDay(number: number): Day {
    const date = dateOf(number);
    const hours = this.times.hours.filter(({ dayOfWeek }) => dayOfWeek === dayOfWeekOf(number));
    const { country, region } = this.times;
    const off = hours.length > 0 && publicHolidays(country, region, Number(date.slice(0, 4))).has(date);
    const timeOn = (time: string) => {
      const [hour, minute] = time.split(':').map(Number) as [number, number];
      return this.localDays.timeOn(number, hour, minute);
    };
    const spans = (off ? [] : hours)
      .map(({ opens, closes }) => ({ opens: timeOn(opens), closes: timeOn(closes) }))
      .filter(({ opens, closes }) => opens < closes)
      .sort((one, other) => one.opens - other.opens);
    return { starts: this.localDays.starts(number), spans, weekend: hours.length === 0 };
  }
}

/** What two spans have in common, if anything. */
function overlap(one: WorkingHours, other: WorkingHours): WorkingHours[] {
  const opens = one.opens > other.opens ? one.opens : other.opens;
  const closes = one.closes < other.closes ? one.closes : other.closes;
  return one.dayOfWeek === other.dayOfWeek && opens < closes ? [{ ...one, opens, closes }] : [];
}

function closing(day: Day): Instant | undefined {
  return day.spans.at(-1)?.closes;
}
