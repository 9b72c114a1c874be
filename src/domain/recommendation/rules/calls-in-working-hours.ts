import type { Span } from '../../calendar';
import type { Draft, Revision } from '../rule';
import type { Situation } from '../situation';

/** Calls are made inside the employer's working hours; between them the answer is to wait (W3, W8). */
export const callsInWorkingHours: Revision = {
  id: 'calls-in-working-hours',
  practices: ['W3', 'W8'],
  when: (situation, draft) =>
    draft.method === 'PHONE' && currentHours(situation, draft).opens > draft.opensAt,
  then: (situation, draft) => ({ ...draft, opensAt: currentHours(situation, draft).opens }),
  text: () => "Calls are made in the employer's working hours.",
};

/** The first hours from the opening on that are not over yet. */
function currentHours({ calendar, clock }: Situation, draft: Draft): Span {
  let hours = calendar.spanAt(draft.opensAt);
  while (clock.reached(hours.closes)) hours = calendar.spanAt(hours.closes);
  return hours;
}
