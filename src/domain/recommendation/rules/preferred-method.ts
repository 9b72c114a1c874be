import type { ContactMethod } from '../../vocabulary';
import { contactOf, someWayTo, wayTo } from '../people';
import type { Draft, Revision } from '../rule';
import type { Contact, Situation } from '../situation';

/** A person is contacted as they have asked to be, and not in a way that they have refused (W6, M11). */
export const preferredMethod: Revision = {
  id: 'preferred-method',
  practices: ['W6', 'M11'],
  values: [],
  when: (situation, draft) => wished(situation, draft) !== null,
  then: (situation, draft) => ({ ...draft, method: wished(situation, draft) ?? draft.method }),
  text: (situation, { method, recipient }) =>
    contactOf(situation, recipient)?.preferredMethod === method
      ? 'The person has asked to be contacted this way.'
      : 'The person has refused e-mail: contact them this way.',
};

/** The method that takes the place of the usual e-mail, where the person has asked for another. */
function wished(situation: Situation, { kind, method, recipient }: Draft): ContactMethod | null {
  const contact = contactOf(situation, recipient);
  if (!contact) return null;
  if (kind === 'SEND_THANK_YOU_EMAIL' && method === 'EMAIL') return otherThanks(situation, contact);
  const way = method === null ? someWayTo(situation, contact) : null;
  return way === 'EMAIL' ? null : way;
}

/** Thanks are written; those by post are the note, which is sent besides. */
const written: readonly ContactMethod[] = ['LINKEDIN', 'SMS', 'SOCIAL_MEDIA', 'WEB_FORM'];

function otherThanks(situation: Situation, contact: Contact): ContactMethod | null {
  const way = wayTo(situation, contact);
  return way !== null && written.includes(way) ? way : null;
}
