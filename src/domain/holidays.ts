import Holidays from 'date-holidays';
import type { LocalDate } from './instant';

const yearsByPlace = new Map<string, ReadonlySet<LocalDate>>();

/** Is this an ISO 3166-1 country, with a region of it if one is given, whose holidays are known? */
export function isKnownPlace(country: string, region: string | null): boolean {
  const holidays = new Holidays();
  if (!Object.hasOwn(holidays.getCountries(), country)) return false;
  return region === null || Object.hasOwn(holidays.getStates(country) ?? {}, region);
}

/** The public holidays of a year in a country and region, as calendar days there. */
export function publicHolidays(country: string, region: string | null, year: number): ReadonlySet<LocalDate> {
  const key = `${country}/${region ?? ''}/${year}`;
  let days = yearsByPlace.get(key);
  if (!days) {
    days = new Set(compute(country, region, year));
    yearsByPlace.set(key, days);
  }
  return days;
}

function* compute(country: string, region: string | null, year: number): Generator<LocalDate> {
  const holidays = region ? new Holidays(country, region) : new Holidays(country);
  for (const holiday of holidays.getHolidays(year)) {
    if (holiday.type !== 'public') continue;
    // A holiday may last several days or begin in the evening: the days whose noon it covers are off.
    const starts = Date.parse(`${holiday.date.slice(0, 10)}T${holiday.date.slice(11, 19)}Z`);
    const ends = starts + (holiday.end.getTime() - holiday.start.getTime());
    const firstDay = Date.parse(`${holiday.date.slice(0, 10)}T12:00:00Z`);
    for (let noon = firstDay; noon < ends; noon += 86_400_000) {
      if (noon >= starts) yield new Date(noon).toISOString().slice(0, 10);
    }
  }
}
