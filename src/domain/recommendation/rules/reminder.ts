import { sentInVain } from '../rests';
import type { Proposal } from '../rule';
import { endedInterviews, type Situation, silence, valuesOfSilence } from '../situation';
import { goesBefore, limitReached } from '../why-not';

/** Before any interview, what stays unanswered is brought to mind once more after one to two weeks (T2). */
export const reminder: Proposal = {
  id: 'reminder',
  practices: ['T2', 'T4'],
  values: [...valuesOfSilence, 'unansweredAfterApplyingMax', 'reminderWaitDays', 'reminderDueDays'],
  makes: ['SEND_REMINDER'],
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
  events: sentInVain,
  unless: (situation) => {
    if (endedInterviews(situation).length > 0)
      return 'After an interview, check-ins take the place of reminders.';
    return (
      goesBefore(situation, 'APPLYING', 'WORD') ??
      limitReached(situation, situation.policy.unansweredAfterApplyingMax) ??
      'There is no unanswered message to remind of.'
    );
  },
};

function unansweredBeforeInterview(situation: Situation) {
  const silent = silence(situation);
  if (silent?.after !== 'APPLYING' && silent?.after !== 'WORD') return null;
  if (endedInterviews(situation).length > 0) return null;
  if (silent.unanswered.length >= situation.policy.unansweredAfterApplyingMax) return null;
  return silent.unanswered;
}
