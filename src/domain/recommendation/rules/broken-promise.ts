import { inWords } from '../../instant';
import { lastHeard } from '../rests';
import type { Proposal } from '../rule';
import { silence, valuesOfSilence } from '../situation';

/** The employer promised to call and did not: follow up the same day (T9). */
export const brokenPromise: Proposal = {
  id: 'broken-promise',
  practices: ['T9'],
  values: [...valuesOfSilence, 'promiseGraceWorkingHours'],
  makes: ['SEND_FOLLOW_UP'],
  propose: (situation) => {
    const { calendar, policy } = situation;
    const silent = silence(situation);
    if (silent?.after !== 'PROMISE') return [];
    const opensAt = calendar.addWorkingHours(silent.since, policy.promiseGraceWorkingHours);
    const dueAt = calendar.endOfWorkingDay(opensAt);
    return [{ kind: 'SEND_FOLLOW_UP', method: null, recipient: null, opensAt, dueAt }];
  },
  text: (situation) => {
    const promisedAt = silence(situation)?.since as number;
    return `The employer promised to be in touch by ${inWords(promisedAt, situation.calendar.timeZone)}, and nothing is recorded: follow up.`;
  },
  events: lastHeard,
  unless: () => 'The employer has promised no call or message that is still to come.',
};
