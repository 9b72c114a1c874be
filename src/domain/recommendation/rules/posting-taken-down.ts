import type { Instant } from '../../instant';
import { saidByPosting, silenceAndUnanswered } from '../rests';
import { closing, type Limit, pressesForAnswer } from '../rule';
import { lastWordEitherWayAt, quietUntilDecision, type Situation, valuesOfSilence } from '../situation';

/**
 * The posting is gone and nobody has said a word for weeks: take it that they are not interested, close (T13).
 * Not before a stated decision date has passed (T9), nor while the agency has put the matter off.
 */
export const postingTakenDown: Limit = {
  id: 'posting-taken-down',
  practices: ['T13'],
  values: ['takenDownCloseDays', ...valuesOfSilence],
  makes: ['CLOSE'],
  when: (situation, draft) => {
    const from = closesFrom(situation);
    return pressesForAnswer(draft) && from !== null && situation.clock.reached(from);
  },
  then: (situation, draft) => closing(closesFrom(situation) ?? draft.opensAt),
  text: () => 'The posting has been taken down and weeks have passed in silence: take it as a no, and close.',
  events: (situation) => [saidByPosting(situation, 'takenDownAt'), ...silenceAndUnanswered(situation)],
  unless: ({ posting }) =>
    posting.takenDownAt === null
      ? 'The posting is still up.'
      : 'The posting has been taken down, and it is not yet the time to take the silence for a no.',
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
