import { inWritingTo, oneOf } from '../people';
import type { Draft, Revision } from '../rule';
import { availabilityAsked, type Situation, silence, valuesOfSilence } from '../situation';
import { isInVain } from './another-way';

/** A call comes with the person's availability asked beforehand, by e-mail, unless it is known (W8). */
export const availabilityBeforeCall: Revision = {
  id: 'availability-before-call',
  practices: ['W8', 'T11'],
  values: ['askAvailabilityBeforeCall', ...valuesOfSilence],
  makes: ['ASK_AVAILABILITY'],
  when: (situation, draft) => {
    if (draft.kind !== 'CALL' || !situation.policy.askAvailabilityBeforeCall) return false;
    const contact = draft.recipient?.contactId ? oneOf(situation, [draft.recipient.contactId]) : null;
    const known =
      contact?.availability ||
      contact?.availabilityWindows.length ||
      silence(situation)?.after === 'AVAILABILITY';
    if (known || availabilityAsked(situation)) return false;
    // Whom no message reaches, or may reach, cannot be asked.
    const question = inQuestion(situation, draft);
    return !contact?.refusedMethods.includes(question.method) && !isInVain(situation, question);
  },
  then: inQuestion,
  text: () => 'Before calling, ask in writing whether a call suits and when.',
  unless: (situation) => {
    if (!situation.policy.askAvailabilityBeforeCall)
      return 'The policy asks for no such question before a call.';
    const after = silence(situation)?.after;
    if (after === 'AVAILABILITY') return 'The person has said when a call suits.';
    return availabilityAsked(situation)
      ? 'The question has been asked.'
      : 'No call comes up, or it is known when one suits.';
  },
};

function inQuestion(situation: Situation, draft: Draft) {
  return { ...draft, kind: 'ASK_AVAILABILITY', method: inWritingTo(situation, draft.recipient) } as const;
}
