import type { WorkingCalendar } from '../calendar';
import type { Instant } from '../instant';

/**
 * The first moment from then on at which there is room for one more in any 7 days: where so many as are allowed
 * lie within 7 days, not before the first of them is 7 days ago. The times are in order.
 */
export function roomFrom(
  calendar: WorkingCalendar,
  times: readonly Instant[],
  perWeekMax: number,
  from: Instant,
): Instant {
  return times.reduce((room, last, index) => {
    const first = times[index - perWeekMax + 1];
    const endsAt = first === undefined ? last : calendar.addDays(first, 7);
    return endsAt > last ? Math.max(room, endsAt) : room;
  }, from);
}
