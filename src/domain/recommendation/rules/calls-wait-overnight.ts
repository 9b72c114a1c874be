import type { Span } from '../../calendar';
import { callHours } from '../people';
import type { Draft, Revision } from '../rule';
import type { Situation } from '../situation';

/** A call that was not made in the working hours in which it opened waits for the next ones (W3, W8). */
export const callsWaitOvernight: Revision = {
  id: 'calls-wait-overnight',
  practices: ['W3', 'W8'],
  values: [],
  when: (situation, draft) =>
    draft.method === 'PHONE' && currentHours(situation, draft).opens > draft.opensAt,
  then: (situation, draft) => ({ ...draft, resumesAt: currentHours(situation, draft).opens }),
  text: () => "Between the employer's working hours a call waits.",
};

/** The first hours from the opening on that are not over yet. */
function currentHours(situation: Situation, draft: Draft): Span {
  const calendar = callHours(situation, draft);
  let hours = calendar.spanAt(draft.opensAt);
  while (situation.clock.reached(hours.closes)) hours = calendar.spanAt(hours.closes);
  return hours;
}
