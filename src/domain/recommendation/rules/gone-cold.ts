import type { Instant } from '../../instant';
import { closing, type Draft, type Limit } from '../rule';
import type { Situation } from '../situation';

/** An action that nobody has taken for weeks after it was due: the matter has gone cold, close (T4). */
export const goneCold: Limit = {
  id: 'gone-cold',
  practices: ['T4'],
  values: ['goneColdDays'],
  makes: ['CLOSE'],
  when: (situation, draft) => {
    const from = coldFrom(situation, draft);
    return from !== null && situation.clock.reached(from);
  },
  then: (situation, draft) => closing(coldFrom(situation, draft) ?? draft.opensAt),
  text: ({ policy }) =>
    `The next step was due more than ${policy.goneColdDays} days ago and nobody took it: the matter has gone cold, close.`,
  unless: ({ policy }) => `No step has been overdue for ${policy.goneColdDays} days.`,
};

function coldFrom({ policy, calendar }: Situation, { dueAt, lapsesAt }: Draft): Instant | null {
  // What lapses leaves room for the next step by itself.
  return dueAt === null || lapsesAt !== undefined ? null : calendar.addDays(dueAt, policy.goneColdDays);
}
