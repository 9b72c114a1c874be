import { contactOf } from '../people';
import type { Limit } from '../rule';

/** What can only be done in a way that the person has refused is not done (T12). */
export const refusedMethod: Limit = {
  id: 'refused-method',
  practices: ['T12'],
  values: [],
  when: (situation, draft) =>
    draft.method !== null &&
    contactOf(situation, draft.recipient)?.refusedMethods.includes(draft.method) === true,
  then: () => null,
  text: () => 'The person has asked not to be contacted this way.',
};
