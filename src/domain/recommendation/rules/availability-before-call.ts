import { inWritingTo, oneOf } from '../people';
import type { Draft, Revision } from '../rule';
import { availabilityAsked, type Situation, silence } from '../situation';
import { isInVain } from './another-way';

/** A call comes with the person's availability asked beforehand, by e-mail, unless it is known (W8). */
export const availabilityBeforeCall: Revision = {
  id: 'availability-before-call',
  practices: ['W8', 'T11'],
  when: (situation, draft) => {
    if (draft.kind !== 'CALL' || !situation.policy.askAvailabilityBeforeCall) return false;
    const contact = draft.recipient?.contactId ? oneOf(situation, [draft.recipient.contactId]) : null;
    const known = contact?.availability || silence(situation)?.after === 'AVAILABILITY';
    if (known || availabilityAsked(situation)) return false;
    // Whom no message reaches cannot be asked.
    return !isInVain(situation, inQuestion(situation, draft));
  },
  then: inQuestion,
  text: () => 'Before calling, ask in writing whether a call suits and when.',
};

function inQuestion(situation: Situation, draft: Draft): Draft {
  return { ...draft, kind: 'ASK_AVAILABILITY', method: inWritingTo(situation, draft.recipient) };
}
