import { DateTime } from 'luxon';
import { officeHours, WorkingCalendar, type WorkingHours } from '../../../src/domain/calendar';

/** Some employers: where, and when they work. */
export const places = {
  Chicago: { timeZone: 'America/Chicago', country: 'US', region: null, hours: officeHours },
  Berlin: { timeZone: 'Europe/Berlin', country: 'DE', region: 'BE', hours: officeHours },
  Munich: { timeZone: 'Europe/Berlin', country: 'DE', region: 'BY', hours: officeHours },
  Auckland: { timeZone: 'Pacific/Auckland', country: 'NZ', region: null, hours: officeHours },
  Kolkata: { timeZone: 'Asia/Kolkata', country: 'IN', region: null, hours: officeHours },
  Istanbul: { timeZone: 'Europe/Istanbul', country: 'TR', region: null, hours: officeHours },
  Riyadh: { timeZone: 'Asia/Riyadh', country: 'SA', region: null, hours: onDays([7, 1, 2, 3, 4]) },
  Mbabane: { timeZone: 'Africa/Mbabane', country: 'SZ', region: null, hours: officeHours },
};

export type Place = keyof typeof places;

export function onDays(days: number[], ...spans: [string, string][]): WorkingHours[] {
  const all = spans.length > 0 ? spans : [['09:00', '17:00'] as [string, string]];
  return days.flatMap((dayOfWeek) => all.map(([opens, closes]) => ({ dayOfWeek, opens, closes })));
}

/** A calendar that speaks of times as "YYYY-MM-DD HH:MM" in its own zone. */
export function calendarOf(place: Place, hours?: WorkingHours[]) {
  const times = { ...places[place], ...(hours ? { hours } : {}) };
  const calendar = new WorkingCalendar(times);
  const at = (local: string) =>
    DateTime.fromISO(local.replace(' ', 'T'), { zone: times.timeZone }).toMillis();
  const local = (instant: number) =>
    DateTime.fromMillis(instant, { zone: times.timeZone }).toFormat('yyyy-MM-dd HH:mm');
  return { calendar, at, local };
}
