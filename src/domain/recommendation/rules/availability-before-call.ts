import { inWritingTo, oneOf } from '../people';
import type { Revision } from '../rule';
import { availabilityAsked, silence, valuesOfSilence } from '../situation';

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
    // Who cannot be written to cannot be asked.
    const canBeAsked = !contact?.refusedMethods.includes(inWritingTo(situation, draft.recipient));
    return canBeAsked && !known && !availabilityAsked(situation);
  },
  then: (situation, draft) => ({
    ...draft,
    kind: 'ASK_AVAILABILITY',
    method: inWritingTo(situation, draft.recipient),
  }),
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
