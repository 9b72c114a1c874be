import fc from 'fast-check';
import { DateTime } from 'luxon';
import { WorkingCalendar } from '../../../src/domain/calendar';
import { DAY } from '../../../src/domain/instant';
import { localDate } from '../../../src/domain/local-days';
import { places } from './places';

describe('at any moment, in any zone', () => {
  // Havana and Cairo change their clocks at midnight; Lord Howe by half an hour.
  const zones = [
    ...Object.values(places).map(({ timeZone }) => timeZone),
    ...['America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu'],
  ];
  const calendars = zones.map((timeZone) => new WorkingCalendar({ ...places.Chicago, timeZone }));
  const moments = fc.tuple(
    fc.constantFrom(...calendars),
    fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') }),
  );
  const holds = (property: (calendar: WorkingCalendar, at: number) => void) =>
    fc.assert(
      fc.property(moments, ([calendar, at]) => property(calendar, at)),
      { numRuns: 500 },
    );

  it('a day begins with its first moment', () => {
    holds((calendar, at) => {
      const starts = calendar.startOfDay(at);
      expect(starts).toBeLessThanOrEqual(at);
      expect(localDate(starts, calendar.timeZone)).toBe(localDate(at, calendar.timeZone));
      expect(localDate(starts - 1, calendar.timeZone)).not.toBe(localDate(at, calendar.timeZone));
    });
  });

  it('days later it is the same time of day', () => {
    holds((calendar, at) => {
      const local = (instant: number) => DateTime.fromMillis(instant, { zone: calendar.timeZone });
      const days = at % 400;
      const later = local(at).plus({ days });
      expect(local(calendar.addDays(at, days)).toISO({ includeOffset: false })).toBe(
        later.toISO({ includeOffset: false }),
      );
    });
  });

  it('a span holds its opening and the moment, or lies ahead, and is the next', () => {
    holds((calendar, at) => {
      const { opens, closes } = calendar.spanAt(at);
      expect(closes).toBeGreaterThan(at);
      expect(calendar.spanAt(opens)).toEqual({ opens, closes });
      expect(calendar.spanAt(Math.min(opens, at))).toEqual({ opens, closes });
      expect(calendar.isWorkingDay(opens)).toBe(true);
    });
  });

  it('working time adds up', () => {
    holds((calendar, at) => {
      const [first, then] = [(at % 7) + 0.5, (at % 5) + 0.25];
      expect(calendar.addWorkingHours(calendar.addWorkingHours(at, first), then)).toBe(
        calendar.addWorkingHours(at, first + then),
      );
    });
  });

  it('what ends or begins a working day lies ahead, within the holidays of a year', () => {
    holds((calendar, at) => {
      for (const ahead of [calendar.endOfWorkingDay(at), calendar.startOfNextWorkingDay(at)]) {
        expect(ahead).toBeGreaterThan(at);
        expect(ahead - at).toBeLessThan(7 * DAY);
      }
      expect(calendar.isWorkingDay(calendar.addWorkingDays(at, 1))).toBe(true);
      const inSteps = calendar.addWorkingDays(calendar.addWorkingDays(at, 1), 2);
      expect(calendar.startOfDay(inSteps)).toBe(calendar.startOfDay(calendar.addWorkingDays(at, 3)));
    });
  });
});
