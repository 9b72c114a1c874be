import type { Silencer } from '../rule';

/** Asked not to be contacted, by the person on this application or by the employer on any: nothing more, ever (T12). */
export const doNotContact: Silencer = {
  id: 'do-not-contact',
  practices: ['T12', 'R2'],
  values: [],
  when: ({ state, people }) =>
    people.employerDoNotContact || state.words.some(({ response }) => response === 'DO_NOT_CONTACT'),
  text: () => 'They have asked not to be contacted: take no further action towards them.',
  // What was said on another application is none of this one's events.
  events: ({ state }) => {
    const refusals = state.words.filter(({ response }) => response === 'DO_NOT_CONTACT');
    return refusals.map(({ eventId }) => eventId);
  },
};
