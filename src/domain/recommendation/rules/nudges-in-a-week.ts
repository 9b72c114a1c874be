import type { Instant } from '../../instant';
import { presses, type Revision } from '../rule';
import { isNudgeAttempt, type Situation, valuesOfSilence } from '../situation';

/** Persistence needs respect: only so many nudges in any 7 days (T12). */
export const nudgesInAWeek: Revision = {
  id: 'nudges-in-a-week',
  practices: ['T12'],
  values: [...valuesOfSilence, 'nudgesPerWeekMax'],
  when: (situation, draft) => presses(situation, draft) && roomFrom(situation, draft.opensAt) > draft.opensAt,
  then: (situation, draft) => ({ ...draft, opensAt: roomFrom(situation, draft.opensAt) }),
  text: ({ policy }) => `At most ${policy.nudgesPerWeekMax} nudges in any 7 days.`,
  events: ({ state, policy }) =>
    state.attempts
      .filter(isNudgeAttempt)
      .slice(-policy.nudgesPerWeekMax)
      .map(({ id }) => id),
};

/** The first moment from then on at which the nudge that would be one too many has been 7 days ago. */
export function roomFrom({ state, policy, calendar }: Situation, from: Instant): Instant {
  const tooClose = state.attempts.filter(isNudgeAttempt).at(-policy.nudgesPerWeekMax);
  return tooClose ? Math.max(from, calendar.addDays(tooClose.attemptedAt, 7)) : from;
}
