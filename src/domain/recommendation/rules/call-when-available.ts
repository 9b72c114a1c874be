import { oneOf } from '../people';
import { lastHeard } from '../rests';
import { type Proposal, toContact } from '../rule';
import { silence, valuesOfSilence } from '../situation';

/** Once the person has said when a call suits, call (T11, W8). */
export const callWhenAvailable: Proposal = {
  id: 'call-when-available',
  practices: ['T11', 'W8'],
  values: [...valuesOfSilence, 'answerDueWorkingDays'],
  makes: ['CALL'],
  propose: (situation) => {
    const { state, calendar, policy } = situation;
    const silent = silence(situation);
    if (silent?.after !== 'AVAILABILITY') return [];
    const dueAt = calendar.endOfNthWorkingDayAfter(silent.since, policy.answerDueWorkingDays);
    const contact = oneOf(situation, [state.words.at(-1)?.contactId ?? '']);
    const recipient = contact && toContact(contact);
    return [{ kind: 'CALL', method: 'PHONE', recipient, opensAt: silent.since, dueAt }];
  },
  text: () => 'The person has said when a call suits: call.',
  events: lastHeard,
  unless: () => 'Nobody waits for a call that has been agreed on.',
};
