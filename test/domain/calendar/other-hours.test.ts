import { calendarOf, onDays } from './places';

describe('other hours', () => {
  it('a break at noon: two spans a day, which ends with the second', () => {
    const { calendar, at, local } = calendarOf(
      'Berlin',
      onDays([1, 2, 3, 4, 5], ['14:00', '18:00'], ['08:00', '12:00']),
    );
    const span = (moment: string) => {
      const { opens, closes } = calendar.spanAt(at(moment));
      return [local(opens), local(closes)];
    };
    expect(span('2026-03-03 11:59')).toEqual(['2026-03-03 08:00', '2026-03-03 12:00']);
    expect(span('2026-03-03 12:00')).toEqual(['2026-03-03 14:00', '2026-03-03 18:00']);
    expect(span('2026-03-03 18:00')).toEqual(['2026-03-04 08:00', '2026-03-04 12:00']);
    expect(local(calendar.addWorkingHours(at('2026-03-03 11:30'), 1))).toBe('2026-03-03 14:30');
    expect(local(calendar.endOfWorkingDay(at('2026-03-03 13:00')))).toBe('2026-03-03 18:00');
  });

  it('up to 24:00: the day ends as the next begins', () => {
    const { calendar, at, local } = calendarOf('Kolkata', onDays([1, 2, 3, 4, 5], ['16:00', '24:00']));
    expect(local(calendar.endOfWorkingDay(at('2026-03-03 23:59')))).toBe('2026-03-04 00:00');
    expect(local(calendar.endOfWorkingDay(at('2026-03-04 00:00')))).toBe('2026-03-05 00:00');
    expect(local(calendar.addWorkingHours(at('2026-03-06 23:30'), 1))).toBe('2026-03-09 16:30');
  });

  it('from Sunday to Thursday', () => {
    const { calendar, at, local } = calendarOf('Riyadh');
    expect(local(calendar.startOfNextWorkingDay(at('2026-01-08 10:00')))).toBe('2026-01-11 00:00');
    expect(local(calendar.lastWorkingDayBeforeWeekend(at('2026-01-05 10:00'))?.starts ?? 0)).toBe(
      '2026-01-08 00:00',
    );
  });

  it.each([
    ['Saturday', '2026-03-07 10:00', '2026-03-07 00:00'],
    ['Sunday', '2026-03-08 10:00', '2026-03-14 00:00'],
  ])('off on Sundays only: the last day before, asked on a %s', (_, asked, expected) => {
    const { calendar, at, local } = calendarOf('Chicago', onDays([1, 2, 3, 4, 5, 6]));
    expect(local(calendar.lastWorkingDayBeforeWeekend(at(asked))?.starts ?? 0)).toBe(expected);
  });

  it('hours that end as they begin are none', () => {
    const { calendar, at } = calendarOf('Chicago', [...onDays([1], ['09:00', '09:00']), ...onDays([2])]);
    expect(calendar.isWorkingDay(at('2026-03-02 09:00'))).toBe(false);
  });

  it('without a weekend there is no last day before one, and holidays make none', () => {
    const { calendar, at, local } = calendarOf('Chicago', onDays([1, 2, 3, 4, 5, 6, 7]));
    expect(calendar.lastWorkingDayBeforeWeekend(at('2026-11-25 10:00'))).toBeNull();
    expect(local(calendar.startOfNextWorkingDay(at('2026-11-25 10:00')))).toBe('2026-11-27 00:00');
  });

  it('without any hours there is no working day to be found', () => {
    const { calendar, at } = calendarOf('Chicago', []);
    expect(() => calendar.spanAt(at('2026-03-03 10:00'))).toThrow(RangeError);
  });
});
