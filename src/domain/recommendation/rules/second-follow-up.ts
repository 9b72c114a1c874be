import { thanksSince } from '../interview';
import type { Proposal } from '../rule';
import { endedInterviews, silence } from '../situation';

/** No response to the thank-you: again, within two days of it (T7). */
export const secondFollowUp: Proposal = {
  id: 'second-follow-up',
  practices: ['T7'],
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
};
