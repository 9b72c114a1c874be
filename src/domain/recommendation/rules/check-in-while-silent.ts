import type { Instant } from '../../instant';
import { thanksSince } from '../interview';
import { silenceAndUnanswered } from '../rests';
import type { Proposal } from '../rule';
import { endedInterviews, type Situation, silence, valuesOfSilence } from '../situation';
import { goesBefore, limitReached, noInterviewYet } from '../why-not';

/** After an interview, while there is only silence, check in about twice a week (T8). */
export const checkInWhileSilent: Proposal = {
  id: 'check-in-while-silent',
  practices: ['T8', 'T12'],
  values: [
    ...valuesOfSilence,
    'unansweredAfterInterviewMax',
    'checkInWaitDays',
    'checkInDueDays',
    'thankYouEmailLapseDays',
  ],
  makes: ['CHECK_IN'],
  propose: (situation) => {
    const { policy, calendar } = situation;
    const from = lastPressedAt(situation);
    if (from === null) return [];
    return [
      {
        kind: 'CHECK_IN',
        method: null,
        recipient: null,
        opensAt: calendar.addDays(from, policy.checkInWaitDays),
        dueAt: calendar.addDays(from, policy.checkInDueDays),
      },
    ];
  },
  text: () => 'There has been only silence since: check in.',
  events: silenceAndUnanswered,
  unless: (situation) =>
    noInterviewYet(situation) ??
    goesBefore(situation, 'INTERVIEW', 'WORD') ??
    limitReached(situation, situation.policy.unansweredAfterInterviewMax) ??
    (silence(situation)?.after === 'INTERVIEW'
      ? 'The follow-up on the thank-you comes first.'
      : 'No message has been sent since the employer was last heard.'),
};

/** The attempt that the next check-in counts from; null where it is not yet, or no longer, time for one. */
function lastPressedAt(situation: Situation): Instant | null {
  const { state, policy, calendar } = situation;
  const interview = endedInterviews(situation).at(-1);
  const silent = silence(situation);
  if (!interview || !silent || silent.unanswered.length >= policy.unansweredAfterInterviewMax) return null;
  const last = silent.unanswered.at(-1);
  if (silent.after === 'WORD') return last?.attemptedAt ?? null;
  if (silent.after !== 'INTERVIEW') return null;
  if (silent.unanswered.some(({ purpose }) => purpose !== 'THANK_YOU')) return last?.attemptedAt ?? null;
  if (thanksSince(state, interview).email) return null;
  // Nobody said thank you while there was time: the check-in stands where the thanks have lapsed.
  return calendar.addDays(interview.endsAt, policy.thankYouEmailLapseDays - policy.checkInWaitDays);
}
