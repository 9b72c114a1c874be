import { contactOf, someWayTo } from '../people';
import type { Draft, Revision } from '../rule';
import type { Situation } from '../situation';

/** A person is contacted as they have asked to be (W6, M11). */
export const preferredMethod: Revision = {
  id: 'preferred-method',
  practices: ['W6', 'M11'],
  values: [],
  when: (situation, draft) => wished(situation, draft) !== null,
  then: (situation, draft) => ({ ...draft, method: wished(situation, draft) ?? draft.method }),
  text: () => 'The person has asked to be contacted this way.',
};

/** The method that takes the place of the usual e-mail, where the person has asked for another. */
function wished(situation: Situation, { kind, method, recipient }: Draft) {
  const isOpenToAny = method === null || (method === 'EMAIL' && kind === 'SEND_THANK_YOU_EMAIL');
  const contact = contactOf(situation, recipient);
  if (!contact || !isOpenToAny) return null;
  const way = someWayTo(situation, contact);
  // Thanks are written.
  if (way === 'EMAIL' || (way === 'PHONE' && kind === 'SEND_THANK_YOU_EMAIL')) return null;
  return way;
}
