import { HOUR } from '../../instant';
import { interviewerOf, mayBeContacted, noThanksDue, thanksSince } from '../interview';
import { interviewsEnding } from '../rests';
import type { Proposal } from '../rule';

/** After every interview a thank-you e-mail within a day or two, which also confirms the next steps (T6). */
export const thankYouEmail: Proposal = {
  id: 'thank-you-email',
  practices: ['T6'],
  values: ['thankYouEmailDueHours', 'thankYouEmailLateHours', 'thankYouEmailLapseDays'],
  makes: ['SEND_THANK_YOU_EMAIL'],
  propose: (situation) => {
    const { state, policy, calendar } = situation;
    return state.interviews
      .filter((interview) => !thanksSince(state, interview).email && mayBeContacted(situation, interview))
      .map((interview) => ({
        kind: 'SEND_THANK_YOU_EMAIL',
        method: 'EMAIL',
        recipient: interviewerOf(situation, interview),
        opensAt: interview.endsAt,
        dueAt: interview.endsAt + policy.thankYouEmailDueHours * HOUR,
        lateAt: interview.endsAt + policy.thankYouEmailLateHours * HOUR,
        lapsesAt: calendar.addDays(interview.endsAt, policy.thankYouEmailLapseDays),
      }));
  },
  text: () => 'Thank the interviewer by e-mail and confirm the next steps, such as the decision date.',
  events: interviewsEnding,
  unless: (situation) =>
    situation.state.interviews.length === 0
      ? 'There has been no interview.'
      : noThanksDue(situation, 'email'),
};
