import { wentAstray } from '../../vocabulary';
import { decider, goBetween, hasEmail, missed } from '../people';
import { type Draft, type Recipient, type Revision, toContact } from '../rule';
import type { Situation } from '../situation';

/** What has bounced, or reached the wrong person, is not sent there again (R2): somebody else can be written to. */
export const anotherWay: Revision = {
  id: 'another-way',
  practices: ['R2', 'W1'],
  values: [],
  when: (situation, draft) => isInVain(situation, draft),
  then: (situation, draft) => {
    const recipient = whoCanBeWrittenTo(situation);
    return { ...draft, recipient: isThankedElsewhere(situation, draft, recipient) ? nobody : recipient };
  },
  text: (_, { recipient }) =>
    recipient?.role === 'GENERAL_INBOX'
      ? 'What was sent there has not arrived: the general address may be tried, with little hope.'
      : 'What was sent there has not arrived: turn to somebody who can be written to.',
  events: ({ state }) => state.attempts.filter(({ response }) => wentAstray(response)).map(({ id }) => id),
};

/** Would this be an e-mail to where none arrives? Where no method is chosen yet, it will be an e-mail. */
export function isInVain(situation: Situation, { method, recipient }: Draft): boolean {
  return recipient !== null && (method ?? 'EMAIL') === 'EMAIL' && missed(situation, recipient);
}

export function whoCanBeWrittenTo(situation: Situation): Recipient {
  const deciding = decider(situation);
  if (deciding && hasEmail(situation, deciding)) return { role: 'HIRING_MANAGER', contactId: deciding.id };
  const contact = goBetween(situation);
  return contact && hasEmail(situation, contact) ? toContact(contact) : nobody;
}

const nobody: Recipient = { role: 'GENERAL_INBOX', contactId: null };

/** Would these be thanks for one interview to somebody who was only at another, and is thanked for that? */
function isThankedElsewhere(
  { state }: Situation,
  { kind, opensAt }: Draft,
  { contactId }: Recipient,
): boolean {
  if (kind !== 'SEND_THANK_YOU_EMAIL' || contactId === null) return false;
  const attended = state.interviews.filter(({ contactIds }) => contactIds.includes(contactId));
  return attended.length > 0 && !attended.some(({ endsAt }) => endsAt === opensAt);
}
