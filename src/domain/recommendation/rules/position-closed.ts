import { isPositionClosed } from '../../application';
import { saidByPosting } from '../rests';
import type { Silencer } from '../rule';

/** The position is closed: never follow up again (W9). */
export const positionClosed: Silencer = {
  id: 'position-closed',
  practices: ['W9'],
  values: [],
  when: ({ state }) => isPositionClosed(state),
  text: () => 'The position is closed: do not follow up again.',
  events: (situation) => {
    const { state } = situation;
    const words = state.words.filter(({ response }) => response === 'POSITION_CLOSED');
    const said = words.map(({ eventId }) => eventId);
    if (state.posting.closedAt !== null) return [saidByPosting(situation, 'closedAt'), ...said];
    return said.length > 0 || state.closingId === null ? said : [state.closingId];
  },
};
