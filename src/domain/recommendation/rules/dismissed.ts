import type { Dismissal } from '../../application';
import type { Instant } from '../../instant';
import { closing, type Draft, type Limit } from '../rule';
import type { Situation } from '../situation';

/**
 * The agency has taken this off the list, until something new happens. What would go cold goes cold all the same;
 * and closing that was dismissed is recommended again once as much time has passed.
 */
export const dismissed: Limit = {
  id: 'dismissed',
  practices: [],
  values: ['goneColdDays'],
  when: (situation, draft) => {
    const dismissal = dismissalOf(situation, draft);
    if (!dismissal) return false;
    return draft.kind !== 'CLOSE' || draft.opensAt < againFrom(situation, dismissal);
  },
  then: (situation, draft) => {
    const dismissal = dismissalOf(situation, draft);
    return draft.kind === 'CLOSE' && dismissal ? closing(againFrom(situation, dismissal)) : null;
  },
  text: (situation, draft) => {
    const why = dismissalOf(situation, draft)?.why;
    return why ? `The agency has dismissed this: ${why}` : 'The agency has dismissed this.';
  },
  events: (situation, draft) => [dismissalOf(situation, draft)?.eventId ?? []].flat(),
};

const dismissalOf = ({ state }: Situation, { kind }: Draft) =>
  state.dismissals.findLast((dismissal) => dismissal.kind === kind);

const againFrom = ({ calendar, policy }: Situation, { at }: Dismissal): Instant =>
  calendar.addDays(at, policy.goneColdDays);
