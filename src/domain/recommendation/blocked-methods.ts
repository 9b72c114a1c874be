import type { PracticeId } from '../practices';
import type { ContactMethod } from '../vocabulary';
import { callsSuit, contactOf, hasEmail } from './people';
import type { Recipient } from './rule';
import type { Situation } from './situation';

/** A method not to use, and why. */
export interface BlockedMethod {
  method: ContactMethod;
  practices: readonly PracticeId[];
  reason: string;
}

/** What the posting rules out (W4), and what has been seen not to reach this recipient (R2). */
export function blockedMethods(situation: Situation, recipient: Recipient | null): BlockedMethod[] {
  const blocked: BlockedMethod[] = [];
  if (situation.posting.noPhoneCalls) {
    blocked.push({ method: 'PHONE', practices: ['W4'], reason: 'The posting says no phone calls.' });
  }
  const contact = contactOf(situation, recipient);
  const refused = contact?.refusedMethods ?? [];
  for (const method of refused) {
    const reason = 'The person has asked not to be contacted this way.';
    blocked.push({ method, practices: ['T12'], reason });
  }
  if (
    contact &&
    !refused.includes('PHONE') &&
    !situation.posting.noPhoneCalls &&
    !callsSuit(situation, contact)
  ) {
    const reason = 'The person is never available in working hours.';
    blocked.push({ method: 'PHONE', practices: ['W8'], reason });
  }
  if (contact?.email && !refused.includes('EMAIL') && !hasEmail(situation, contact)) {
    blocked.push({ method: 'EMAIL', practices: ['R2'], reason: 'A message to this address has bounced.' });
  }
  return blocked;
}
