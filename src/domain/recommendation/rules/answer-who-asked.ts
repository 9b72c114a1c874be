import { openRequest } from '../../application';
import { oneOf } from '../people';
import { openRequestAndResumption } from '../rests';
import { type Revision, toContact } from '../rule';
import type { Situation } from '../situation';

/** An answer goes to the person who asked (W1). */
export const answerWhoAsked: Revision = {
  id: 'answer-who-asked',
  practices: ['W1'],
  values: [],
  when: (situation, { kind }) =>
    (kind === 'ANSWER_EMPLOYER' || kind === 'RESPOND_TO_OFFER') && asker(situation) !== null,
  then: (situation, draft) => {
    const contact = asker(situation);
    return contact ? { ...draft, recipient: toContact(contact) } : draft;
  },
  text: () => 'The answer goes to the person who asked.',
  events: openRequestAndResumption,
};

function asker(situation: Situation) {
  const contactId = openRequest(situation.state)?.contactId;
  return contactId ? oneOf(situation, [contactId]) : null;
}
