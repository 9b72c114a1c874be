import type { Instant } from '../../instant';
import { roomFrom } from '../room';
import { presses, type Revision } from '../rule';
import { isNudgeAttempt, type Situation, valuesOfSilence } from '../situation';

/** Persistence needs respect: only so many nudges in any 7 days (T12). */
export const nudgesInAWeek: Revision = {
  id: 'nudges-in-a-week',
  practices: ['T12'],
  values: [...valuesOfSilence, 'nudgesPerWeekMax'],
  when: (situation, draft) =>
    presses(situation, draft) && roomForNudgeFrom(situation, draft.opensAt) > draft.opensAt,
  then: (situation, draft) => ({ ...draft, opensAt: roomForNudgeFrom(situation, draft.opensAt) }),
  text: ({ policy }) => `At most ${policy.nudgesPerWeekMax} nudges in any 7 days.`,
  events: ({ state, policy }) =>
    state.attempts
      .filter(isNudgeAttempt)
      .slice(-policy.nudgesPerWeekMax)
      .map(({ id }) => id),
};

/** The first moment from then on at which one more nudge is not one too many. */
export function roomForNudgeFrom({ state, policy, calendar }: Situation, from: Instant): Instant {
  const times = state.attempts.filter(isNudgeAttempt).map(({ attemptedAt }) => attemptedAt);
  return roomFrom(calendar, times, policy.nudgesPerWeekMax, from);
}
