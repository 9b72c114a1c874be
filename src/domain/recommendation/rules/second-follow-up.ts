import { thanksSince } from '../interview';
import { silenceAndUnanswered } from '../rests';
import type { Proposal } from '../rule';
import { endedInterviews, silence, valuesOfSilence } from '../situation';
import { goesBefore, limitReached, noInterviewYet } from '../why-not';

/** No response to the thank-you: again, within two days of it (T7). */
export const secondFollowUp: Proposal = {
  id: 'second-follow-up',
  practices: ['T7'],
  values: [
    ...valuesOfSilence,
    'unansweredAfterInterviewMax',
    'secondFollowUpWaitWorkingDays',
    'secondFollowUpDueDays',
  ],
  makes: ['SEND_FOLLOW_UP'],
  propose: (situation) => {
    const { state, calendar, policy } = situation;
    const interview = endedInterviews(situation).at(-1);
    const silent = silence(situation);
    if (silent?.after !== 'INTERVIEW' || !interview) return [];
    const thanks = thanksSince(state, interview).email;
    const pressed = silent.unanswered.some(({ purpose }) => purpose !== 'THANK_YOU');
    if (!thanks || pressed || silent.unanswered.length >= policy.unansweredAfterInterviewMax) return [];
    return [
      {
        kind: 'SEND_FOLLOW_UP',
        method: null,
        recipient: null,
        opensAt: calendar.addWorkingDays(thanks.attemptedAt, policy.secondFollowUpWaitWorkingDays),
        dueAt: calendar.addDays(thanks.attemptedAt, policy.secondFollowUpDueDays),
      },
    ];
  },
  text: () => 'The thank-you has stayed unanswered: follow up once more within two days.',
  events: silenceAndUnanswered,
  unless: (situation) => {
    const thanked = silence(situation)?.unanswered.some(({ purpose }) => purpose === 'THANK_YOU');
    return (
      noInterviewYet(situation) ??
      goesBefore(situation, 'INTERVIEW') ??
      limitReached(situation, situation.policy.unansweredAfterInterviewMax) ??
      (thanked
        ? 'The follow-up on the thank-you has been sent.'
        : 'There is no unanswered thank-you e-mail to follow up on.')
    );
  },
};
