import type { Instant } from '../../instant';
import { contactOf } from '../people';
import { roomFrom } from '../room';
import { presses, type Recipient, type Revision } from '../rule';
import { isNudgeAttempt, type Situation, valuesOfSilence } from '../situation';

/**
 * Whoever hires for several positions hears from the agency about several candidates: only so many nudges to one
 * person in any 7 days, over all applications (T12).
 */
export const nudgesToPersonInAWeek: Revision = {
  id: 'nudges-to-person-in-a-week',
  practices: ['T12'],
  values: [...valuesOfSilence, 'nudgesPerPersonPerWeekMax'],
  when: (situation, draft) =>
    presses(situation, draft) &&
    roomWithPersonFrom(situation, draft.recipient, draft.opensAt) > draft.opensAt,
  then: (situation, draft) => ({
    ...draft,
    opensAt: roomWithPersonFrom(situation, draft.recipient, draft.opensAt),
  }),
  text: ({ policy }) =>
    `The agency has turned to this person on other applications too: at most ${policy.nudgesPerPersonPerWeekMax} nudges to one person in any 7 days.`,
  events: ({ state }, { recipient }) =>
    state.attempts
      .filter((one) => one.contactId === recipient?.contactId && isNudgeAttempt(one))
      .map(({ id }) => id),
};

/** The first moment from then on at which one more nudge to this person is not one too many. */
export function roomWithPersonFrom(
  situation: Situation,
  recipient: Recipient | null,
  from: Instant,
): Instant {
  const { state, policy, calendar, clock } = situation;
  const contact = contactOf(situation, recipient);
  if (!contact) return from;
  const here = state.attempts.filter((one) => one.contactId === contact.id && isNudgeAttempt(one));
  const times = [...here.map(({ attemptedAt }) => attemptedAt), ...contact.pressedElsewhereAt]
    .filter((at) => clock.reached(at))
    .sort((one, other) => one - other);
  return roomFrom(calendar, times, policy.nudgesPerPersonPerWeekMax, from);
}
