import { lastHeard } from '../rests';
import type { Proposal } from '../rule';
import { silence, valuesOfSilence } from '../situation';
import { goesBefore } from '../why-not';

/** Where the employer responds and the matter stays open, scale back (T10). */
export const checkInWhereEngaged: Proposal = {
  id: 'check-in-where-engaged',
  practices: ['T10'],
  values: [...valuesOfSilence, 'engagedWaitDays', 'engagedDueDays'],
  makes: ['CHECK_IN'],
  propose: (situation) => {
    const { policy, calendar } = situation;
    const silent = silence(situation);
    if (silent?.after !== 'WORD' || silent.unanswered.length > 0) return [];
    return [
      {
        kind: 'CHECK_IN',
        method: null,
        recipient: null,
        opensAt: calendar.addDays(silent.since, policy.engagedWaitDays),
        dueAt: calendar.addDays(silent.since, policy.engagedDueDays),
      },
    ];
  },
  text: () => 'The employer has responded and the matter is open: check in, without haste.',
  events: lastHeard,
  unless: (situation) =>
    goesBefore(situation, 'WORD') ?? 'A message has been sent since the employer was last heard.',
};
