import { calendarOf } from './places';

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
