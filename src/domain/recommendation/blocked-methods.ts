import type { PracticeId } from '../practices';
import type { ContactMethod } from '../vocabulary';
import { hasEmail } from './people';
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
  const contact = situation.people.contacts.find(({ id }) => id === recipient?.contactId);
  if (contact?.email && !hasEmail(situation, contact)) {
    blocked.push({ method: 'EMAIL', practices: ['R2'], reason: 'A message to this address has bounced.' });
  }
  return blocked;
}
