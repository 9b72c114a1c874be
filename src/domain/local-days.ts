import { DateTime } from 'luxon';
import { DAY, HOUR, type Instant, type LocalDate, type TimeZone } from './instant';

const MINUTE = HOUR / 60;

/**
 * The calendar days of a zone, by their number: 0 is 1970-01-01. When each begins is remembered, since
 * asking a zone for its offset costs more than everything else that is done with days.
 */
export class LocalDays {
  private static readonly byZone = new Map<TimeZone, LocalDays>();
  private readonly startsByNumber = new Map<number, Instant>();

  private constructor(private readonly zone: TimeZone) {}

  static of(zone: TimeZone): LocalDays {
    let days = LocalDays.byZone.get(zone);
    if (!days) {
      days = new LocalDays(zone);
      LocalDays.byZone.set(zone, days);
    }
    return days;
  }

  /** The day in which the moment lies. */
  numberAt(at: Instant): number {
    let number = Math.floor(at / DAY);
    while (this.starts(number) > at) number--;
    while (this.starts(number + 1) <= at) number++;
    return number;
  }

  /** When the day begins. */
  starts(number: number): Instant {
    let starts = this.startsByNumber.get(number);
    if (starts === undefined) {
      starts = this.midnight(number).toMillis();
      this.startsByNumber.set(number, starts);
    }
    return starts;
  }

  /** A time of day, up to 24:00. One that the clocks pass over comes once they have. */
  timeOn(number: number, hour: number, minute: number): Instant {
    if (hour === 24) return this.starts(number + 1);
    if (this.isPlain(number)) return this.starts(number) + hour * HOUR + minute * MINUTE;
    return this.midnight(number).set({ hour, minute }).toMillis();
  }

  /** The day's beginning, for what needs more than the moment. */
  private midnight(number: number): DateTime {
    const midnight = DateTime.fromISO(dateOf(number), { zone: this.zone });
    // Where clocks go back from 01:00 to 00:00 midnight comes twice: the day begins with the first.
    const before = midnight.minus({ hours: 1 });
    return before.day === midnight.day ? before : midnight;
  }

  /** The moment's time of day on another day. */
  sameTimeOn(number: number, at: Instant): Instant {
    const today = this.numberAt(at);
    if (this.isPlain(today) && this.isPlain(number)) return this.starts(number) + (at - this.starts(today));
    const { hour, minute, second, millisecond } = DateTime.fromMillis(at, { zone: this.zone });
    return this.midnight(number).set({ hour, minute, second, millisecond }).toMillis();
  }

  /** A day of 24 hours, without a change of clocks. */
  private isPlain(number: number): boolean {
    return this.starts(number + 1) - this.starts(number) === DAY;
  }
}

/** 1 is Monday. */
export function dayOfWeekOf(dayNumber: number): number {
  // The day 0 was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

export function dateOf(dayNumber: number): LocalDate {
  return new Date(dayNumber * DAY).toISOString().slice(0, 10);
}

export function dayNumberOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** The calendar day on which the moment falls in that zone. */
export function localDate(at: Instant, zone: TimeZone): LocalDate {
  return dateOf(LocalDays.of(zone).numberAt(at));
}

/** The moment at which the day after the given moment's day begins in that zone. */
export function endOfLocalDay(at: Instant, zone: TimeZone): Instant {
  const days = LocalDays.of(zone);
  return days.starts(days.numberAt(at) + 1);
}
