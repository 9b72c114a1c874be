import { callsSuit, contactOf } from '../people';
import type { Revision } from '../rule';
import { inWriting } from './no-phone-calls';

/** The person does not want to be called, or is never free while the employer works: write instead (W6, W8). */
export const callsRefused: Revision = {
  id: 'calls-refused',
  practices: ['W6', 'W8'],
  values: [],
  when: (situation, draft) => {
    const contact = contactOf(situation, draft.recipient);
    return draft.method === 'PHONE' && contact !== undefined && !callsSuit(situation, contact);
  },
  then: inWriting,
  text: () => 'The person does not take calls: write instead.',
};
