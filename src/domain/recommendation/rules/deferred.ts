import { inWords } from '../../instant';
import type { Revision } from '../rule';

/** The agency has put the next step off. That is its own decision, until something new happens. */
export const deferred: Revision = {
  id: 'deferred',
  practices: [],
  values: [],
  when: ({ state }, draft) => state.deferral !== null && draft.opensAt < state.deferral.until,
  then: ({ state }, draft) => ({ ...draft, opensAt: state.deferral?.until ?? draft.opensAt }),
  text: ({ state, calendar }) => {
    const until = inWords(state.deferral?.until ?? 0, calendar.timeZone);
    return state.deferral?.why
      ? `Deferred until ${until}: ${state.deferral.why}`
      : `Deferred until ${until}.`;
  },
  events: ({ state }) => (state.deferral ? [state.deferral.eventId] : []),
};
