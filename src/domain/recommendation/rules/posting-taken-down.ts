import type { Instant } from '../../instant';
import { closing, type Limit, pressesForAnswer } from '../rule';
import { lastWordEitherWayAt, quietUntilDecision, type Situation } from '../situation';

/**
 * The posting is gone and nobody has said a word for weeks: take it that they are not interested, close (T13).
 * Not before a stated decision date has passed (T9), nor while the agency has put the matter off.
 */
export const postingTakenDown: Limit = {
  id: 'posting-taken-down',
  practices: ['T13'],
  when: (situation, draft) => {
    const from = closesFrom(situation);
    return pressesForAnswer(draft) && from !== null && situation.clock.reached(from);
  },
  then: (situation, draft) => closing(closesFrom(situation) ?? draft.opensAt),
  text: () => 'The posting has been taken down and weeks have passed in silence: take it as a no, and close.',
};

function closesFrom(situation: Situation): Instant | null {
  const { takenDownAt } = situation.posting;
  if (takenDownAt === null) return null;
  const { state, calendar, policy } = situation;
  return Math.max(
    takenDownAt,
    calendar.addDays(lastWordEitherWayAt(situation), policy.takenDownCloseDays),
    quietUntilDecision(situation) ?? takenDownAt,
    state.deferral?.until ?? takenDownAt,
    state.pin?.opensAt ?? takenDownAt,
  );
}
