import { isNudge, type Revision } from '../rule';

/** What presses for an answer is sent on a working day, at any hour of it (T12). */
export const messagesOnWorkingDays: Revision = {
  id: 'messages-on-working-days',
  practices: ['T12'],
  values: [],
  when: ({ calendar }, draft) =>
    isNudge(draft) && draft.method !== 'PHONE' && !calendar.isWorkingDay(draft.opensAt),
  then: ({ calendar }, draft) => ({ ...draft, opensAt: calendar.startOfNextWorkingDay(draft.opensAt) }),
  text: () => "It waits for the employer's next working day.",
};
