import { inWords } from '../../instant';
import { closing, pressesForAnswer, type Revision } from '../rule';

/** The agency has set a date for the next step, earlier or later than the rules would, until something new happens. */
export const pinned: Revision = {
  id: 'pinned',
  practices: [],
  values: [],
  when: ({ state }, draft) =>
    state.pin !== null &&
    (pressesForAnswer(draft) || (draft.kind === 'CLOSE' && draft.opensAt < state.pin.opensAt)),
  then: ({ state, calendar }, draft) => {
    const opensAt = state.pin?.opensAt ?? draft.opensAt;
    if (draft.kind === 'CLOSE') return closing(opensAt);
    return { ...draft, opensAt, dueAt: calendar.endOfWorkingDay(opensAt), lateAt: undefined };
  },
  text: ({ state, calendar }) => {
    const on = inWords(state.pin?.opensAt ?? 0, calendar.timeZone);
    return state.pin?.why ? `Pinned to ${on}: ${state.pin.why}` : `Pinned to ${on}.`;
  },
  events: ({ state }) => [state.pin?.eventId ?? []].flat(),
};
