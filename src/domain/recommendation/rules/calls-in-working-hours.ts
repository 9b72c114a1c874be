import type { Revision } from '../rule';

/** A call opens inside the employer's working hours, or else with the next ones (W3, W8). */
export const callsInWorkingHours: Revision = {
  id: 'calls-in-working-hours',
  practices: ['W3', 'W8'],
  values: [],
  when: ({ calendar }, draft) =>
    draft.method === 'PHONE' && calendar.spanAt(draft.opensAt).opens > draft.opensAt,
  then: ({ calendar }, draft) => ({ ...draft, opensAt: calendar.spanAt(draft.opensAt).opens }),
  text: () => "Calls are made in the employer's working hours.",
};
