import { DateTime } from 'luxon';
import { momentIn, readings, splitDateTime, timeOfDay } from '../../src/import/dates';

test.each([
  ['2026-09-14', ['2026-09-14']],
  ['2026/9/4', ['2026-09-04']],
  ['25/11/2026', ['2026-11-25']],
  ['11/25/2026', ['2026-11-25']],
  ['25.11.2026', ['2026-11-25']],
  ['05/05/2026', ['2026-05-05']],
  ['03/04/2026', ['2026-04-03', '2026-03-04']],
  ['14/09/26', ['2026-09-14', '2014-09-26']],
  ['14 Sep 2026', ['2026-09-14']],
  ['14-Sep-26', ['2026-09-14']],
  ['Sept 14, 2026', ['2026-09-14']],
  ['Monday, 14th September 2026', ['2026-09-14']],
  ['14. Oktober 2026', ['2026-10-14']],
  ['31/02/2026', []],
  ['2026-13-01', []],
  ['2026-14-09', []],
  ['0026-09-14', []],
  ['46279', []],
  ['14-09/2026', []],
  ['soon', []],
])('without an order %s can be %j', (text, days) => {
  expect(readings(text, null)).toEqual(days);
});

test.each([
  ['03/04/2026', 'dmy', ['2026-04-03']],
  ['03/04/2026', 'mdy', ['2026-03-04']],
  ['26-04-03', 'ymd', ['2026-04-03']],
  ['11/25/2026', 'dmy', []],
  ['2026-04-03', 'dmy', ['2026-04-03']],
  ['3 Apr 2026', 'mdy', ['2026-04-03']],
] as const)('%s in the order %s is %j', (text, order, days) => {
  expect(readings(text, order)).toEqual(days);
});

test.each([
  ['14:30', '14:30:00'],
  ['9:05', '09:05:00'],
  ['14.30', '14:30:00'],
  ['14:30:15', '14:30:15'],
  ['2:30 pm', '14:30:00'],
  ['2:30PM', '14:30:00'],
  ['2 p.m.', '14:00:00'],
  ['12 am', '00:00:00'],
  ['12:15 pm', '12:15:00'],
  ['24:00', null],
  ['14:60', null],
  ['13 pm', null],
  ['14', null],
  ['noon', null],
])('the time of day in %s is %s', (text, expected) => {
  const time = timeOfDay(text);
  const shown =
    time && [time.hour, time.minute, time.second].map((part) => String(part).padStart(2, '0')).join(':');
  expect(shown).toBe(expected);
});

test.each([
  ['2026-09-14 10:30', '2026-09-14', '10:30'],
  ['2026-09-14T10:30:00', '2026-09-14', '10:30:00'],
  ['14 Sep 2026, 2 pm', '14 Sep 2026', '2 pm'],
  ['14/09/2026', '14/09/2026', null],
])('%s is a date and a time', (text, date, time) => {
  expect(splitDateTime(text)).toEqual({ date, time });
});

describe('a moment in a zone', () => {
  const at = (zone: string, date: string, hour: number, minute = 0) =>
    momentIn(zone, date, { hour, minute, second: 0 });

  test('is what clocks there show', () => {
    expect(at('America/Chicago', '2026-09-14', 9, 30)).toBe(Date.parse('2026-09-14T14:30:00Z'));
    expect(at('Asia/Kolkata', '2026-09-14', 9, 30)).toBe(Date.parse('2026-09-14T04:00:00Z'));
  });

  test('that clocks jump over is none', () => {
    expect(at('Pacific/Auckland', '2026-09-27', 2, 30)).toBeNull();
  });

  test('that clocks show twice is the first', () => {
    expect(at('America/Chicago', '2026-11-01', 1, 30)).toBe(
      DateTime.fromISO('2026-11-01T01:30:00-05:00').toMillis(),
    );
  });
});
