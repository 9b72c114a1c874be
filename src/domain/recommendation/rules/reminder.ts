import type { Proposal } from '../rule';
import { endedInterviews, type Situation, silence } from '../situation';

/** Before any interview, what stays unanswered is brought to mind once more after one to two weeks (T2). */
export const reminder: Proposal = {
  id: 'reminder',
  practices: ['T2', 'T4'],
  propose: (situation) => {
    const last = unansweredBeforeInterview(situation)?.at(-1);
    if (!last) return [];
    const { policy, calendar } = situation;
    return [
      {
        kind: 'SEND_REMINDER',
        method: null,
        recipient: null,
        opensAt: calendar.addDays(last.attemptedAt, policy.reminderWaitDays),
        dueAt: calendar.addDays(last.attemptedAt, policy.reminderDueDays),
      },
    ];
  },
  text: () => 'The last message has stayed unanswered: send one brief, polite reminder.',
};

function unansweredBeforeInterview(situation: Situation) {
  const silent = silence(situation);
  if (silent?.after !== 'APPLYING' && silent?.after !== 'WORD') return null;
  if (endedInterviews(situation).length > 0) return null;
  if (silent.unanswered.length >= situation.policy.unansweredAfterApplyingMax) return null;
  return silent.unanswered;
}
