import { isPositionClosed } from '../../application';
import type { Silencer } from '../rule';

/** The position is closed: never follow up again (W9). */
export const positionClosed: Silencer = {
  id: 'position-closed',
  practices: ['W9'],
  when: ({ state }) => isPositionClosed(state),
  text: () => 'The position is closed: do not follow up again.',
};
