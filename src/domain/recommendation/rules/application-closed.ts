import type { Silencer } from '../rule';

/** What is closed needs no next step. */
export const applicationClosed: Silencer = {
  id: 'application-closed',
  practices: ['R2'],
  values: [],
  when: ({ state }) => state.stage === 'CLOSED',
  text: ({ state }) => `The application is closed: ${state.outcome?.toLowerCase().replaceAll('_', ' ')}.`,
  events: ({ state }) => (state.closingId === null ? [] : [state.closingId]),
};
