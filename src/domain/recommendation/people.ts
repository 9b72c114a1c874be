import { lookUps } from '../application';
import type { WorkingCalendar } from '../calendar';
import { type ContactMethod, type RecipientRole, wentAstray } from '../vocabulary';
import type { Draft, Recipient } from './rule';
import { type Contact, endedInterviews, type Situation } from './situation';

/** Can this person be written to by e-mail, as far as is known? */
export function hasEmail(situation: Situation, contact: Contact): boolean {
  return (
    contact.email !== null && !contact.refusedMethods.includes('EMAIL') && !hasBounced(situation, contact)
  );
}

/** Has an e-mail to the person come back, since the address was last changed? */
export function hasBounced({ state }: Situation, { id, emailChangedAt }: Contact): boolean {
  return state.attempts.some(
    ({ contactId, method, response, attemptedAt }) =>
      contactId === id &&
      method === 'EMAIL' &&
      response === 'BOUNCED' &&
      attemptedAt >= (emailChangedAt ?? Number.NEGATIVE_INFINITY),
  );
}

/** Can this person be called: not against their wish or the posting, and at some time in the working hours? */
export function callsSuit({ calendar, posting }: Situation, contact: Contact): boolean {
  if (posting.noPhoneCalls || contact.refusedMethods.includes('PHONE')) return false;
  return contact.availabilityWindows.length === 0 || calendar.within(contact.availabilityWindows) !== null;
}

/** The working hours in which a call may go to this recipient. */
export function callHours(situation: Situation, { recipient }: Draft): WorkingCalendar {
  const { calendar } = situation;
  const contact = contactOf(situation, recipient);
  if (!contact || contact.availabilityWindows.length === 0) return calendar;
  return calendar.within(contact.availabilityWindows) ?? calendar;
}

/** The best way to reach a person: as they prefer, or by e-mail, or where they refuse that, by phone; null for none. */
export function wayTo(situation: Situation, contact: Contact): ContactMethod | null {
  const { preferredMethod, refusedMethods, phone } = contact;
  const suits = (method: ContactMethod) => {
    if (method === 'EMAIL') return hasEmail(situation, contact);
    return method === 'PHONE' ? callsSuit(situation, contact) : !refusedMethods.includes(method);
  };
  if (preferredMethod && suits(preferredMethod)) return preferredMethod;
  if (suits('EMAIL')) return 'EMAIL';
  return refusedMethods.includes('EMAIL') && phone !== null && suits('PHONE') ? 'PHONE' : null;
}

/** The same for a message that has to reach this person: any way that they have not refused; null for none at all. */
export function someWayTo(situation: Situation, contact: Contact): ContactMethod | null {
  const others = (['EMAIL', 'PHONE', 'LINKEDIN', 'POST', 'SMS', 'IN_PERSON', 'VIDEO_CALL'] as const).filter(
    (method) =>
      !contact.refusedMethods.includes(method) && (method !== 'PHONE' || callsSuit(situation, contact)),
  );
  return wayTo(situation, contact) ?? others[0] ?? null;
}

/** The person that an action goes to, if it goes to one. */
export function contactOf({ people }: Situation, recipient: Recipient | null): Contact | undefined {
  return people.contacts.find(({ id }) => id === recipient?.contactId);
}

/** Is it known that an e-mail to this recipient does not arrive, or not at the right person? */
export function missed(situation: Situation, recipient: Recipient): boolean {
  const { attempts } = situation.state;
  const { contactId, role } = recipient;
  if (contactId !== null) {
    const contact = contactOf(situation, recipient);
    return contact !== undefined && (isWrong(situation, contact) || hasBounced(situation, contact));
  }
  // The address of the hiring manager may have been found out since, and to the general one there is no other.
  return (
    role !== 'HIRING_MANAGER' &&
    role !== 'GENERAL_INBOX' &&
    attempts.some((one) => one.contactId === null && one.recipientRole === role && wentAstray(one.response))
  );
}

/** Was this found to be the wrong person on this application? */
export function isWrong({ state }: Situation, { id }: Contact): boolean {
  return state.attempts.some(({ contactId, response }) => contactId === id && response === 'WRONG_PERSON');
}

const written: readonly ContactMethod[] = ['EMAIL', 'SMS', 'POST', 'LINKEDIN', 'SOCIAL_MEDIA', 'WEB_FORM'];

/** How to write to them: as they prefer; the poster of a LinkedIn application there where no e-mail is known (W2), else by e-mail (W6). */
export function inWritingTo(situation: Situation, recipient: Recipient | null): ContactMethod {
  const contact = contactOf(situation, recipient);
  const way = contact && wayTo(situation, contact);
  if (way && written.includes(way)) return way;
  if (recipient?.role !== 'POSTER' || situation.state.channel !== 'LINKEDIN') return 'EMAIL';
  return contact && hasEmail(situation, contact) ? 'EMAIL' : 'LINKEDIN';
}

/** Everybody at the employer but those found to be the wrong person on this application. */
function concerned(situation: Situation): Contact[] {
  return situation.people.contacts.filter((contact) => !isWrong(situation, contact));
}

export type Description = (contact: Contact, roleHere: string) => boolean;

export const decides: Description = (contact, role) => role === 'HIRING_MANAGER' || contact.decides;
const posted: Description = (_, role) => role === 'POSTER';

/**
 * The person who answers to a description: the one last identified on this application, or else the only
 * such person recorded at the employer. Where there are several and none is identified, nobody is known.
 */
export function known(situation: Situation, fits: Description): Contact | null {
  const contacts = concerned(situation);
  for (const { contactId, role } of situation.state.identified.toReversed()) {
    const contact = contacts.find(({ id }) => id === contactId);
    if (contact && fits(contact, role)) return contact;
  }
  const identified = new Set(situation.state.identified.map(({ contactId }) => contactId));
  const others = contacts.filter((contact) => !identified.has(contact.id) && fits(contact, contact.role));
  return others.length === 1 ? (others[0] as Contact) : null;
}

/** What a person is to this application: as identified on it, or else as recorded at the employer. */
export function rolesHere({ state }: Situation, { id, role }: Contact): RecipientRole[] {
  const identified = state.identified.filter(({ contactId }) => contactId === id);
  return identified.length > 0 ? identified.map((one) => one.role) : [role];
}

/** A person who has asked not to be contacted is turned to no more, and nobody else is taken for them. */
const unlessRefusing = (contact: Contact | null) => (contact?.doNotContact ? null : contact);
const isRefusing = (contact: Contact | null) => contact?.doNotContact === true;

/** The person who decides on this application (W1). */
export const decider = (situation: Situation) => unlessRefusing(known(situation, decides));
export const deciderRefuses = (situation: Situation) => isRefusing(known(situation, decides));

/** The person who posted the job (W2). */
export const poster = (situation: Situation) => unlessRefusing(known(situation, posted));
export const posterRefuses = (situation: Situation) => isRefusing(known(situation, posted));

/** A casual acquaintance who does not decide (W7). */
export function acquaintance(situation: Situation): Contact | null {
  const touchable: Description = (one, role) =>
    role === 'ACQUAINTANCE' && !one.decides && !one.refusedMethods.includes('SOCIAL_MEDIA');
  return unlessRefusing(known(situation, touchable));
}

/** Somebody who is involved and can be written to, though somebody else decides; who held the interview first. */
export function goBetween(situation: Situation): Contact | null {
  const interviewer = interviewerToWriteTo(situation);
  if (interviewer) return interviewer;
  for (const wanted of ['INTERVIEWER', 'RECRUITER', 'POSTER', 'REFERRER']) {
    const fits: Description = (one, role) => role === wanted && wayTo(situation, one) !== null;
    const contact = unlessRefusing(known(situation, fits));
    if (contact) return contact;
  }
  return null;
}

/** Of those who held the last interview, one who can be written to. */
export function interviewerToWriteTo(situation: Situation): Contact | null {
  const contactIds = endedInterviews(situation).at(-1)?.contactIds ?? [];
  const contact = oneOf(situation, contactIds);
  return contact && wayTo(situation, contact) ? contact : null;
}

/** Of the people named, for example at an interview, the one to write to: with an address, and who decides. */
export function oneOf(situation: Situation, contactIds: readonly string[]): Contact | null {
  const rank = (one: Contact) => (wayTo(situation, one) ? 2 : 0) + (one.decides ? 1 : 0);
  const contacts = concerned(situation).filter(
    ({ id, doNotContact }) => contactIds.includes(id) && !doNotContact,
  );
  return contacts.sort((one, other) => rank(other) - rank(one))[0] ?? null;
}

/** Calls to the switchboard that brought nothing so far, refusals among them (W3). */
export function fruitlessLookUps(situation: Situation): number {
  return lookUps(situation.state).filter(({ response }) => response !== 'DETAILS_OBTAINED').length;
}
