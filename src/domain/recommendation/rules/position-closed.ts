import type { Silencer } from '../rule';

/** The position is closed: never follow up again (W9). */
export const positionClosed: Silencer = {
  id: 'position-closed',
  practices: ['W9'],
  when: ({ state, posting }) => posting.closedAt !== null || state.outcome === 'POSITION_CLOSED',
  text: () => 'The position is closed: do not follow up again.',
};
