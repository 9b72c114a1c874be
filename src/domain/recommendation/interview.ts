import type { ApplicationState, Attempt, Interview } from '../application';
import { wentAstray } from '../vocabulary';
import { oneOf } from './people';
import type { Recipient } from './rule';
import type { Situation } from './situation';

/** The thank-yous for an interview: those sent after it and not in vain, but to somebody who was only at another. */
export function thanksSince(
  state: ApplicationState,
  { contactIds, endsAt }: Interview,
): { note?: Attempt; email?: Attempt } {
  const others = state.interviews.flatMap((interview) => interview.contactIds);
  const elsewhere = new Set(others.filter((id) => !contactIds.includes(id)));
  const thanks = state.attempts.filter(
    ({ purpose, attemptedAt, contactId, response }) =>
      purpose === 'THANK_YOU' &&
      attemptedAt >= endsAt &&
      !wentAstray(response) &&
      !elsewhere.has(contactId ?? ''),
  );
  return {
    note: thanks.find(({ method }) => method === 'POST'),
    email: thanks.find(({ method }) => method !== 'POST'),
  };
}

/** Not, where everybody who held it has asked not to be contacted. */
export function mayBeContacted({ people }: Situation, { contactIds }: Interview): boolean {
  const refusing = people.contacts.filter(({ doNotContact }) => doNotContact).map(({ id }) => id);
  return contactIds.length === 0 || !contactIds.every((id) => refusing.includes(id));
}

/** Whom to thank: of the people at the interview the one who decides, or whoever held it. */
export function interviewerOf(situation: Situation, { contactIds }: Interview): Recipient {
  const contact = oneOf(situation, contactIds);
  return { role: 'INTERVIEWER', contactId: contact?.id ?? null };
}

/** Why thanks of this form are due for no interview, where there has been one. */
export function noThanksDue(situation: Situation, form: 'note' | 'email'): string {
  const { state } = situation;
  const thanked = state.interviews.some((interview) => thanksSince(state, interview)[form]);
  if (!thanked) return 'Whoever held the interview has asked not to be contacted.';
  return form === 'note' ? 'The note has been sent.' : 'The thank-you e-mail has been sent.';
}
