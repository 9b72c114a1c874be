import { lookUps } from '../application';
import type { Contact, Situation } from './situation';

/** Can this person be written to by e-mail, as far as is known? */
export function hasEmail({ state }: Situation, { id, email, emailChangedAt }: Contact): boolean {
  if (email === null) return false;
  return !state.attempts.some(
    ({ contactId, method, response, attemptedAt }) =>
      contactId === id &&
      method === 'EMAIL' &&
      response === 'BOUNCED' &&
      attemptedAt >= (emailChangedAt ?? Number.NEGATIVE_INFINITY),
  );
}

/** Everybody who may be turned to on this application: not refusing contact, not found to be the wrong person. */
function reachable({ state, people }: Situation): Contact[] {
  const wrong = new Set(
    state.attempts.filter(({ response }) => response === 'WRONG_PERSON').map(({ contactId }) => contactId),
  );
  return people.contacts.filter(({ id, doNotContact }) => !doNotContact && !wrong.has(id));
}

/**
 * The person who answers to a description: the one last identified on this application, or else the only
 * such person recorded at the employer. Where there are several and none is identified, nobody is known.
 */
function known(situation: Situation, fits: (contact: Contact, roleHere: string) => boolean): Contact | null {
  const contacts = reachable(situation);
  for (const { contactId, role } of situation.state.identified.toReversed()) {
    const contact = contacts.find(({ id }) => id === contactId);
    if (contact && fits(contact, role)) return contact;
  }
  const identified = new Set(situation.state.identified.map(({ contactId }) => contactId));
  const others = contacts.filter((contact) => !identified.has(contact.id) && fits(contact, contact.role));
  return others.length === 1 ? (others[0] as Contact) : null;
}

/** The person who decides on this application (W1). */
export function decider(situation: Situation): Contact | null {
  return known(situation, ({ decides }, role) => role === 'HIRING_MANAGER' || decides);
}

/** The person who posted the job (W2). */
export function poster(situation: Situation): Contact | null {
  return known(situation, (_, role) => role === 'POSTER');
}

/** A casual acquaintance who does not decide (W7). */
export function acquaintance(situation: Situation): Contact | null {
  return known(situation, ({ decides }, role) => role === 'ACQUAINTANCE' && !decides);
}

/** Somebody who is involved and can be written to, though somebody else decides. */
export function goBetween(situation: Situation): Contact | null {
  const roles = ['INTERVIEWER', 'RECRUITER', 'POSTER', 'REFERRER'];
  for (const wanted of roles) {
    const contact = known(situation, (one, role) => role === wanted && hasEmail(situation, one));
    if (contact) return contact;
  }
  return null;
}

/** Of the people named, for example at an interview, the one to write to: who decides goes first. */
export function oneOf(situation: Situation, contactIds: readonly string[]): Contact | null {
  const contacts = reachable(situation).filter(({ id }) => contactIds.includes(id));
  return contacts.find(({ decides }) => decides) ?? contacts[0] ?? null;
}

/** Calls to the switchboard that brought nothing so far, as far as they were not refused (W3). */
export function fruitlessLookUps(situation: Situation): number {
  return lookUps(situation.state).filter(({ response }) => response !== 'DETAILS_OBTAINED').length;
}
