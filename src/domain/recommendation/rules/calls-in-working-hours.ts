import { callHours } from '../people';
import type { Revision } from '../rule';

/** A call opens inside the employer's working hours, at a time that suits the person, or else with the next (W3, W8). */
export const callsInWorkingHours: Revision = {
  id: 'calls-in-working-hours',
  practices: ['W3', 'W8'],
  values: [],
  when: (situation, draft) =>
    draft.method === 'PHONE' && callHours(situation, draft).spanAt(draft.opensAt).opens > draft.opensAt,
  then: (situation, draft) => ({
    ...draft,
    opensAt: callHours(situation, draft).spanAt(draft.opensAt).opens,
  }),
  text: (situation, draft) =>
    callHours(situation, draft) === situation.calendar
      ? "Calls are made in the employer's working hours."
      : "Calls are made in the employer's working hours, when the person is available.",
};
