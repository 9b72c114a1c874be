import type { Instant } from '../../instant';
import { type Draft, isNudge, type Revision } from '../rule';
import { isNudgeAttempt, type Situation } from '../situation';

/** Persistence needs respect: only so many nudges in any 7 days (T12). */
export const nudgesInAWeek: Revision = {
  id: 'nudges-in-a-week',
  practices: ['T12'],
  when: (situation, draft) => isNudge(draft) && roomFrom(situation, draft) > draft.opensAt,
  then: (situation, draft) => ({ ...draft, opensAt: roomFrom(situation, draft) }),
  text: ({ policy }) => `At most ${policy.nudgesPerWeekMax} nudges in any 7 days.`,
};

/** When the nudge that would be one too many has been 7 days ago. */
function roomFrom({ state, policy, calendar }: Situation, draft: Draft): Instant {
  const made = state.attempts.filter(isNudgeAttempt);
  const tooClose = made.at(-policy.nudgesPerWeekMax);
  return tooClose ? Math.max(draft.opensAt, calendar.addDays(tooClose.attemptedAt, 7)) : draft.opensAt;
}
