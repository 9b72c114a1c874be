import Holidays from 'date-holidays';
import { DAY, HOUR, type LocalDate } from './instant';

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
  // One of several days may reach into the new year.
  for (const holiday of [...holidays.getHolidays(year - 1), ...holidays.getHolidays(year)]) {
    if (holiday.type !== 'public') continue;
    // A holiday may last several days or begin in the evening: the days whose noon it covers are off.
    // The library writes "2026-03-20 00:00:00 -0600" for what begins at 18:00 on the eve.
    const [day, time, eve = '0'] = holiday.date.split(' ');
    const starts = Date.parse(`${day}T${time}Z`) + (Number(eve) / 100) * HOUR;
    const ends = starts + (holiday.end.getTime() - holiday.start.getTime());
    for (let noon = Date.parse(`${day}T12:00:00Z`); noon < ends; noon += DAY) {
      if (noon >= starts) yield new Date(noon).toISOString().slice(0, 10);
    }
  }
}
