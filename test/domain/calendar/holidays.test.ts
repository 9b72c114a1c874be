import { isKnownPlace, publicHolidays } from '../../../src/domain/holidays';
import { calendarOf, type Place } from './places';

describe('public holidays', () => {
  it.each<[Place, string, string]>([
    ['Chicago', '2026-11-26', 'Thanksgiving'],
    ['Munich', '2026-06-04', 'Corpus Christi in Bavaria'],
    ['Kolkata', '2026-01-26', 'Republic Day'],
    ['Auckland', '2026-02-06', 'Waitangi Day'],
    ['Auckland', '2026-04-27', 'the Monday after an ANZAC Day on a Saturday'],
    ['Riyadh', '2026-03-22', 'the last of four days of Eid'],
    ['Istanbul', '2026-03-20', 'Eid, which begins on the eve'],
    ['Mbabane', '2027-01-01', 'six days that began in the old year'],
  ])('%s is closed on %s: %s', (place, date) => {
    const { calendar, at } = calendarOf(place);
    expect(calendar.isWorkingDay(at(`${date} 12:00`))).toBe(false);
  });

  it.each<[Place, string, string]>([
    ['Berlin', '2026-06-04', 'Corpus Christi'],
    ['Chicago', '2026-12-24', 'a holiday that is optional'],
    ['Chicago', '2026-03-17', 'a day that is only observed'],
    ['Riyadh', '2026-03-18', 'the eve of Eid'],
    ['Istanbul', '2026-03-19', 'the eve of Eid, off from the evening on'],
    ['Istanbul', '2026-03-23', 'the day after Eid'],
  ])('%s works on %s: %s', (place, date) => {
    const { calendar, at } = calendarOf(place);
    expect(calendar.isWorkingDay(at(`${date} 12:00`))).toBe(true);
  });

  it('a holiday that begins after noon leaves its day to work, one that begins at noon does not', () => {
    expect(publicHolidays('IS', null, 2026)).toContain('2026-12-25');
    expect(publicHolidays('IS', null, 2026)).not.toContain('2026-12-24');
    expect(publicHolidays('GT', null, 2026)).toContain('2026-12-24');
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
