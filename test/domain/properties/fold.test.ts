import fc from 'fast-check';
import { fold } from '../../../src/domain/fold';
import { foldAsTheyCome, type Given } from '../../support/given';
import { anyApplication } from '../any-history';
import { holds } from './holds';

/** The same events, given in another order. */
function _shuffledBy(keys: number[], { events }: Given) {
  const order = events.map((event, index) => ({ event, key: keys[index] ?? 0 }));
  return order.sort((one, other) => one.key - other.key).map(({ event }) => event);
}

describe('the fold of any history', () => {
  it('does not depend on the order in which the events are given', () => {
    const shuffled = fc.tuple(anyApplication, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }));
    holds(shuffled, ([{ events }, keys]) => {
      const order = events.map((event, index) => ({ event, key: keys[index] ?? 0 }));
      const otherwise = order.sort((one, other) => one.key - other.key).map(({ event }) => event);
      expect(fold(otherwise)).toEqual(fold(events));
    });
  });

  it('is the same, folded as the events come', () => {
    holds(anyApplication, ({ events }) => expect(foldAsTheyCome(events)).toEqual(fold(events)));
  });

  it('comes back from JSON as it was', () => {
    holds(anyApplication, ({ events }) => {
      const state = fold(events);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  });
});
