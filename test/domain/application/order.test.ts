import { initialState } from '../../../src/domain/application';
import type { Event } from '../../../src/domain/events';
import { asStanding, evolve, fold } from '../../../src/domain/fold';
import { foldAsTheyCome } from '../../support/given';
import { applied, attempts, history, stateOf } from './folded';

describe('the order of events', () => {
  it('is that in which things happened, whenever they were recorded', () => {
    const late = applied().attempted('2026-03-12 10:00').attempted('2026-03-04 10:00');
    expect(attempts(late)).toEqual([
      ['2026-03-04 10:00', 'FOLLOW_UP', 'NONE'],
      ['2026-03-12 10:00', 'REMINDER', 'NONE'],
    ]);
  });

  it('at the same moment, that in which they were recorded', () => {
    const both = applied()
      .heard('2026-03-10 10:00', 'REJECTED')
      .reopened('2026-03-10 10:00')
      .heard('2026-03-10 10:00', 'IN_PROGRESS');
    expect(stateOf(both)).toMatchObject({ stage: 'APPLIED', outcome: null });
  });

  it('the submission comes first whatever its time', () => {
    const [submission, attempt] = applied().attempted('2026-03-04 10:00').events as [Event, Event];
    expect(fold([{ ...attempt, occurredAt: 0 }, submission])).toMatchObject({
      candidateId: 'candidate',
      attempts: [{ attemptedAt: 0 }],
    });
  });

  it('does not depend on that in which they are given', () => {
    const { events } = history();
    expect(fold(events.toReversed())).toEqual(fold(events));
  });

  it('up to a moment, only what had happened by then counts', () => {
    const application = applied().attempted('2026-03-04 10:00').heard('2026-03-05 10:00', 'REJECTED');
    expect(fold(application.events, application.instant('2026-03-05 09:59:59.999'))).toMatchObject({
      stage: 'APPLIED',
      words: [],
    });
    expect(fold(application.events, application.instant('2026-03-05 10:00')).stage).toBe('CLOSED');
  });

  it('a version counts every event, superseded ones and those that supersede them too', () => {
    expect(stateOf(history()).version).toBe(history().events.length);
  });
});

describe('one event at a time', () => {
  it('leads to the same state as all at once', () => {
    const { events } = history();
    for (let count = 0; count <= events.length; count++) {
      expect(foldAsTheyCome(events.slice(0, count))).toEqual(fold(events.slice(0, count)));
    }
  });

  it('changes nothing that it is given', () => {
    const frozen = history().events.map((event) => deepFreeze(structuredClone(event)));
    expect(() =>
      frozen.map(asStanding).reduce((state, event) => deepFreeze(evolve(state, event)), initialState),
    ).not.toThrow();
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
