import { WorkingCalendar } from '../../../src/domain/calendar';
import { HOUR } from '../../../src/domain/instant';
import { calendarOf, onDays, places } from './places';

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
