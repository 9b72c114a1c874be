import fc from 'fast-check';
import { DateTime } from 'luxon';
import { officeHours, WorkingCalendar, type WorkingHours } from '../../src/domain/calendar';
import { isKnownPlace, publicHolidays } from '../../src/domain/holidays';
import { DAY, HOUR, localDate } from '../../src/domain/instant';

const places = {
  Chicago: { timeZone: 'America/Chicago', country: 'US', region: null, hours: officeHours },
  Berlin: { timeZone: 'Europe/Berlin', country: 'DE', region: 'BE', hours: officeHours },
  Munich: { timeZone: 'Europe/Berlin', country: 'DE', region: 'BY', hours: officeHours },
  Auckland: { timeZone: 'Pacific/Auckland', country: 'NZ', region: null, hours: officeHours },
  Kolkata: { timeZone: 'Asia/Kolkata', country: 'IN', region: null, hours: officeHours },
  Istanbul: { timeZone: 'Europe/Istanbul', country: 'TR', region: null, hours: officeHours },
  Riyadh: { timeZone: 'Asia/Riyadh', country: 'SA', region: null, hours: onDays([7, 1, 2, 3, 4]) },
  Mbabane: { timeZone: 'Africa/Mbabane', country: 'SZ', region: null, hours: officeHours },
};

function onDays(days: number[], ...spans: [string, string][]): WorkingHours[] {
  const all = spans.length > 0 ? spans : [['09:00', '17:00'] as [string, string]];
  return days.flatMap((dayOfWeek) => all.map(([opens, closes]) => ({ dayOfWeek, opens, closes })));
}

/** A calendar that speaks of times as "YYYY-MM-DD HH:MM" in its own zone. */
function calendarOf(place: keyof typeof places, hours?: WorkingHours[]) {
  const times = { ...places[place], ...(hours ? { hours } : {}) };
  const calendar = new WorkingCalendar(times);
  const at = (local: string) =>
    DateTime.fromISO(local.replace(' ', 'T'), { zone: times.timeZone }).toMillis();
  const local = (instant: number) =>
    DateTime.fromMillis(instant, { zone: times.timeZone }).toFormat('yyyy-MM-dd HH:mm');
  return { calendar, at, local };
}

describe('the working day', () => {
  const { calendar, at, local } = calendarOf('Chicago');

  it.each([
    ['a Tuesday', '2026-03-03 00:00', true],
    ['its last minute', '2026-03-03 23:59', true],
    ['a Saturday', '2026-03-07 12:00', false],
    ['a Sunday', '2026-03-08 12:00', false],
    ['Thanksgiving', '2026-11-26 12:00', false],
    ['the Friday after it, which is no public holiday', '2026-11-27 12:00', true],
    ['the substitute for a 4th of July on a Saturday', '2026-07-03 12:00', false],
  ])('%s', (_, moment, expected) => {
    expect(calendar.isWorkingDay(at(moment))).toBe(expected);
  });

  it.each([
    ['before it opens', '2026-03-03 08:59', '2026-03-03 17:00'],
    ['a minute before it ends', '2026-03-03 16:59', '2026-03-03 17:00'],
    ['as it ends: the next', '2026-03-03 17:00', '2026-03-04 17:00'],
    ['on Friday evening', '2026-03-06 17:01', '2026-03-09 17:00'],
    ['on a Saturday', '2026-03-07 10:00', '2026-03-09 17:00'],
    ['on the eve of Thanksgiving', '2026-11-25 18:00', '2026-11-27 17:00'],
  ])('ends, asked %s', (_, moment, expected) => {
    expect(local(calendar.endOfWorkingDay(at(moment)))).toBe(expected);
  });

  it.each([
    ['of its own', '2026-03-03 10:00', 0, '2026-03-03 17:00'],
    ['the first after', '2026-03-03 10:00', 1, '2026-03-04 17:00'],
    ['over a weekend', '2026-03-05 10:00', 3, '2026-03-10 17:00'],
    ['from a Saturday', '2026-03-07 10:00', 1, '2026-03-09 17:00'],
    ['over Thanksgiving and a weekend', '2026-11-25 10:00', 2, '2026-11-30 17:00'],
  ])('the n-th after: %s', (_, moment, n, expected) => {
    expect(local(calendar.endOfNthWorkingDayAfter(at(moment), n))).toBe(expected);
  });

  it.each([
    ['an hour within the day', '2026-03-03 10:00', 1, '2026-03-03 11:00'],
    ['an hour up to its very end: the next morning', '2026-03-03 16:00', 1, '2026-03-04 09:00'],
    ['half an hour left, half on Monday', '2026-03-06 16:30', 1, '2026-03-09 09:30'],
    ['from before it opens', '2026-03-03 07:00', 1, '2026-03-03 10:00'],
    ['from a Sunday', '2026-03-08 22:00', 2, '2026-03-09 11:00'],
    ['more than a day of them', '2026-03-03 10:00', 9, '2026-03-04 11:00'],
  ])('working time: %s', (_, moment, hours, expected) => {
    expect(local(calendar.addWorkingHours(at(moment), hours))).toBe(expected);
  });

  it.each([
    ['on Monday', '2026-03-02 10:00', '2026-03-06'],
    ['on the Friday itself', '2026-03-06 10:00', '2026-03-06'],
    ['on the Sunday before', '2026-03-01 10:00', '2026-03-06'],
    ['before a holiday on Friday', '2026-07-01 10:00', '2026-07-02'],
    ['on that holiday', '2026-07-03 10:00', null],
  ])('the last before a weekend, asked %s', (_, moment, expected) => {
    const last = calendar.lastWorkingDayBeforeWeekend(at(moment));
    expect(last && [local(last.starts), local(last.closes)]).toEqual(
      expected && [`${expected} 00:00`, `${expected} 17:00`],
    );
  });

  it.each([
    ['a Wednesday', '2026-03-25', 2, '2026-03-27 00:00'],
    ['a Saturday', '2026-03-28', 2, '2026-03-31 00:00'],
    ['the day before Thanksgiving', '2026-11-25', 2, '2026-11-30 00:00'],
  ])('begins, counted from %s', (_, date, n, expected) => {
    expect(local(calendar.startOfNthWorkingDayAfter(date, n))).toBe(expected);
  });
});

describe('public holidays', () => {
  it.each([
    ['Chicago', '2026-11-26', 'Thanksgiving'],
    ['Munich', '2026-06-04', 'Corpus Christi in Bavaria'],
    ['Kolkata', '2026-01-26', 'Republic Day'],
    ['Auckland', '2026-02-06', 'Waitangi Day'],
    ['Auckland', '2026-04-27', 'the Monday after an ANZAC Day on a Saturday'],
    ['Riyadh', '2026-03-22', 'the last of four days of Eid'],
    ['Istanbul', '2026-03-20', 'Eid, which begins on the eve'],
    ['Mbabane', '2027-01-01', 'six days that began in the old year'],
  ] as const)('%s is closed on %s: %s', (place, date) => {
    const { calendar, at } = calendarOf(place);
    expect(calendar.isWorkingDay(at(`${date} 12:00`))).toBe(false);
  });

  it.each([
    ['Berlin', '2026-06-04', 'Corpus Christi'],
    ['Chicago', '2026-12-24', 'a holiday that is optional'],
    ['Chicago', '2026-03-17', 'a day that is only observed'],
    ['Riyadh', '2026-03-18', 'the eve of Eid'],
    ['Istanbul', '2026-03-19', 'the eve of Eid, off from the evening on'],
    ['Istanbul', '2026-03-23', 'the day after Eid'],
  ] as const)('%s works on %s: %s', (place, date) => {
    const { calendar, at } = calendarOf(place);
    expect(calendar.isWorkingDay(at(`${date} 12:00`))).toBe(true);
  });

  it('a holiday that begins after noon leaves its day to work', () => {
    expect(publicHolidays('IS', null, 2026)).toContain('2026-12-25');
    expect(publicHolidays('IS', null, 2026)).not.toContain('2026-12-24');
  });

  it.each([
    ['US', null, true],
    ['DE', 'BY', true],
    ['DE', 'TX', false],
    ['XX', null, false],
    ['toString', null, false],
    ['US', 'constructor', false],
  ])('is %s with region %s a place that is known: %s', (country, region, expected) => {
    expect(isKnownPlace(country, region)).toBe(expected);
  });
});

describe('changes of clocks', () => {
  const dayAndNight = onDays([1, 2, 3, 4, 5, 6, 7], ['00:00', '24:00']);

  it.each([
    ['Chicago', '2026-03-07 10:00', '2026-03-08 10:00', 23],
    ['Chicago', '2026-10-31 10:00', '2026-11-01 10:00', 25],
    ['Berlin', '2026-03-28 10:00', '2026-03-29 10:00', 23],
    ['Berlin', '2026-10-24 10:00', '2026-10-25 10:00', 25],
    ['Auckland', '2026-09-26 10:00', '2026-09-27 10:00', 23],
    ['Auckland', '2026-04-04 10:00', '2026-04-05 10:00', 25],
    ['Kolkata', '2026-03-07 10:00', '2026-03-08 10:00', 24],
  ] as const)('%s: a day after %s is the same time of day, %s, %i hours later', (place, from, to, hours) => {
    const { calendar, at, local } = calendarOf(place);
    const later = calendar.addDays(at(from), 1);
    expect([local(later), (later - at(from)) / HOUR]).toEqual([to, hours]);
  });

  it.each([
    ['Chicago', '2026-03-06 10:00', '2026-03-09 10:00', 71],
    ['Chicago', '2026-10-30 10:00', '2026-11-02 10:00', 73],
    ['Auckland', '2026-09-25 10:00', '2026-09-28 10:00', 71],
    ['Auckland', '2026-04-02 10:00', '2026-04-07 10:00', 121],
  ] as const)('%s: a working day after %s is %s, %i hours later', (place, from, to, hours) => {
    const { calendar, at, local } = calendarOf(place);
    const later = calendar.addWorkingDays(at(from), 1);
    expect([local(later), (later - at(from)) / HOUR]).toEqual([to, hours]);
  });

  it.each([
    ['Chicago', '2026-03-06 16:30', '2026-03-09 09:30'],
    ['Berlin', '2026-10-23 16:30', '2026-10-26 09:30'],
    ['Auckland', '2026-09-25 16:30', '2026-09-28 09:30'],
    ['Kolkata', '2026-01-23 16:30', '2026-01-27 09:30'],
  ] as const)('%s: a working hour after %s is %s', (place, from, to) => {
    const { calendar, at, local } = calendarOf(place);
    expect(local(calendar.addWorkingHours(at(from), 1))).toBe(to);
  });

  it.each([
    ['Chicago', '2026-03-08', 23],
    ['Chicago', '2026-11-01', 25],
    ['Auckland', '2026-09-27', 23],
    ['Auckland', '2026-04-05', 25],
  ] as const)('%s: open day and night, %s has %i hours', (place, date, hours) => {
    const { calendar, at } = calendarOf(place, dayAndNight);
    const { opens, closes } = calendar.spanAt(at(`${date} 12:00`));
    expect((closes - opens) / HOUR).toBe(hours);
    expect(calendar.addWorkingHours(opens, hours - 1)).toBe(closes - HOUR);
  });

  it.each([
    ['America/Havana', 'twice', '2026-11-01T04:30:00Z', '2026-11-01T04:00:00Z'],
    ['America/Havana', 'twice', '2026-11-01T05:30:00Z', '2026-11-01T04:00:00Z'],
    ['Atlantic/Azores', 'twice', '2026-10-25T00:30:00Z', '2026-10-25T00:00:00Z'],
    ['Africa/Cairo', 'not at all', '2026-04-23T22:00:00Z', '2026-04-23T22:00:00Z'],
    ['Africa/Cairo', 'not at all', '2026-04-23T21:59:59Z', '2026-04-22T22:00:00Z'],
  ])('%s: where midnight comes %s, the day of %s begins %s', (timeZone, _, at, expected) => {
    const calendar = new WorkingCalendar({ ...places.Chicago, timeZone });
    expect(calendar.startOfDay(Date.parse(at))).toBe(Date.parse(expected));
  });

  it('hours that fall into the gap open when the clocks have changed', () => {
    const { calendar, at, local } = calendarOf('Chicago', onDays([7], ['02:30', '10:00']));
    expect(local(calendar.spanAt(at('2026-03-08 00:00')).opens)).toBe('2026-03-08 03:30');
  });

  it.each([
    ['Chicago', '2026-03-09 16:59', '2026-03-09 17:00'],
    ['Auckland', '2026-04-04 12:00', '2026-04-07 17:00'],
  ] as const)('%s: the working day asked for at %s ends %s', (place, from, to) => {
    const { calendar, at, local } = calendarOf(place);
    expect(local(calendar.endOfWorkingDay(at(from)))).toBe(to);
  });
});

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
      expect(calendar.addWorkingDays(calendar.addWorkingDays(at, 1), 2)).toBe(calendar.addWorkingDays(at, 3));
    });
  });
});
