import { closing, type Proposal } from '../rule';
import { endedInterviews, silence } from '../situation';

/** Unanswered attempts have a limit; some time after the last of them, close (T4). */
export const closeAfterUnanswered: Proposal = {
  id: 'close-after-unanswered',
  practices: ['T4'],
  propose: (situation) => {
    const { policy, calendar } = situation;
    const silent = silence(situation);
    if (!silent || silent.after === 'PROMISE' || silent.after === 'TIMELINE') return [];
    const interviewed = endedInterviews(situation).length > 0;
    const most = interviewed ? policy.unansweredAfterInterviewMax : policy.unansweredAfterApplyingMax;
    const last = silent.unanswered.at(-1);
    if (!last || silent.unanswered.length < most) return [];
    return [closing(calendar.addDays(last.attemptedAt, policy.closeWaitDays))];
  },
  text: (situation) => {
    const attempts = silence(situation)?.unanswered.length;
    return `${attempts} attempts in a row have stayed unanswered: take it that they are not interested, and close.`;
  },
};
