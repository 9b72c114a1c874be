import { goBetween } from '../people';
import { identifying, interviewsWith } from '../rests';
import { type Revision, toContact } from '../rule';

/** Where the person who decides cannot be written to, somebody involved is better than a general address (W1). */
export const writeToGoBetween: Revision = {
  id: 'go-between',
  practices: ['W1'],
  values: [],
  when: (situation, draft) => draft.recipient === null && goBetween(situation) !== null,
  then: (situation, draft) => {
    const contact = goBetween(situation);
    return contact ? { ...draft, recipient: toContact(contact) } : draft;
  },
  text: () => 'The person who decides cannot be written to: turn to somebody involved who can.',
  events: (situation, { recipient }) => [
    ...identifying(situation, recipient?.contactId),
    ...interviewsWith(situation, recipient?.contactId),
  ],
};
