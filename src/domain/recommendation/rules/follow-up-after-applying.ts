import { lookUps } from '../../application';
import type { Instant } from '../../instant';
import type { Proposal } from '../rule';
import { type Situation, silence, valuesOfSilence } from '../situation';
import { goesBefore } from '../why-not';

/**
 * The first follow-up comes within days of applying and before a weekend passes (T1). It opens with the
 * next working day; applied in the morning of the last working day before a weekend, that same afternoon.
 */
export const followUpAfterApplying: Proposal = {
  id: 'follow-up-after-applying',
  practices: ['T1'],
  values: [...valuesOfSilence, 'firstFollowUpDueWorkingDays', 'weekendCutoffHour', 'weekendFollowUpHour'],
  makes: ['SEND_FOLLOW_UP'],
  propose: (situation) => {
    const silent = silence(situation);
    if (silent?.after !== 'APPLYING' || silent.unanswered.length > 0) return [];
    const { opensAt, dueAt } = firstWindow(situation);
    const lookedUpAt = lookUps(situation.state).at(-1)?.attemptedAt;
    const dueAfterLookUp = lookedUpAt ? situation.calendar.endOfNthWorkingDayAfter(lookedUpAt, 1) : dueAt;
    return [
      {
        kind: 'SEND_FOLLOW_UP',
        method: null,
        recipient: null,
        opensAt: Math.max(opensAt, lookedUpAt ?? opensAt),
        dueAt: Math.max(dueAt, dueAfterLookUp),
      },
    ];
  },
  text: () => 'Follow up soon after applying, before a weekend goes by.',
  events: ({ state }) => [
    state.submissionId,
    ...lookUps(state)
      .slice(-1)
      .map(({ id }) => id),
  ],
  unless: (situation) =>
    goesBefore(situation, 'APPLYING') ?? 'The first message after applying has been sent.',
};

function firstWindow({ state, calendar, policy }: Situation): { opensAt: Instant; dueAt: Instant } {
  const { submittedAt } = state;
  const opensNext = calendar.startOfNextWorkingDay(submittedAt);
  const endOfFirst = calendar.endOfNthWorkingDayAfter(submittedAt, 1);
  if (!calendar.isWorkingDay(submittedAt)) return { opensAt: opensNext, dueAt: endOfFirst };

  const last = calendar.lastWorkingDayBeforeWeekend(submittedAt);
  const due = calendar.endOfNthWorkingDayAfter(submittedAt, policy.firstFollowUpDueWorkingDays);
  if (!last) return { opensAt: opensNext, dueAt: due };
  if (calendar.startOfDay(submittedAt) < last.starts) {
    return { opensAt: opensNext, dueAt: Math.min(due, last.closes) };
  }
  const afternoon = calendar.hourOfDay(submittedAt, policy.weekendFollowUpHour);
  const inTime = submittedAt < calendar.hourOfDay(submittedAt, policy.weekendCutoffHour);
  if (inTime && afternoon < last.closes) return { opensAt: afternoon, dueAt: last.closes };
  return { opensAt: opensNext, dueAt: endOfFirst };
}
