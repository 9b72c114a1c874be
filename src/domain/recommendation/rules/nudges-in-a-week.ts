import type { Instant } from '../../instant';
import { isNudge, type Revision } from '../rule';
import { isNudgeAttempt, type Situation, silence, valuesOfSilence } from '../situation';

/** Persistence needs respect: only so many nudges in any 7 days (T12). A call that they have agreed to is none. */
export const nudgesInAWeek: Revision = {
  id: 'nudges-in-a-week',
  practices: ['T12'],
  values: [...valuesOfSilence, 'nudgesPerWeekMax'],
  when: (situation, draft) =>
    isNudge(draft) &&
    silence(situation)?.after !== 'AVAILABILITY' &&
    roomFrom(situation, draft.opensAt) > draft.opensAt,
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
