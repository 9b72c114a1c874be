import { lastHeardAt, lastResponseAt, openRequest } from '../../../src/domain/application';
import type { Given } from '../../support/given';
import { applied, attempts, stateOf } from './folded';

describe('what was said', () => {
  it('a response says what came of the attempt, and may be a word or not', () => {
    const bounced = applied().attempted('2026-03-04 10:00');
    bounced.heard('2026-03-04 10:01', 'BOUNCED', { attemptId: 'event-2' });
    expect(stateOf(bounced)).toMatchObject({ attempts: [{ response: 'BOUNCED' }], words: [] });
    expect([lastHeardAt(stateOf(bounced)), lastResponseAt(stateOf(bounced))]).toEqual([
      null,
      bounced.instant('2026-03-04 10:01'),
    ]);
  });

  it('words are kept in the order in which they came', () => {
    const application = applied()
      .attempted('2026-03-04 10:00', { response: 'IN_PROGRESS', respondedAt: '2026-03-10 10:00' })
      .heard('2026-03-06 10:00', 'ACKNOWLEDGED');
    expect(stateOf(application).words.map(({ response }) => response)).toEqual([
      'ACKNOWLEDGED',
      'IN_PROGRESS',
    ]);
  });

  it('the decision date is the one stated last, not the one recorded last', () => {
    const application = applied()
      .attempted('2026-03-04 10:00', {
        response: 'TIMELINE_GIVEN',
        respondedAt: '2026-03-10 10:00',
        decisionExpectedOn: '2026-04-01',
      })
      .heard('2026-03-06 10:00', 'TIMELINE_GIVEN', { decisionExpectedOn: '2026-03-20' });
    expect(stateOf(application).timeline).toMatchObject({ decisionExpectedOn: '2026-04-01' });
  });

  it('an attempt is no answer to a question that came after it', () => {
    const application = applied()
      .attempted('2026-03-04 10:00', { response: 'INFORMATION_REQUESTED', respondedAt: '2026-03-06 10:00' })
      .attempted('2026-03-05 10:00');
    expect(attempts(application)[1]).toEqual(['2026-03-05 10:00', 'REMINDER', 'NONE']);
    expect(openRequest(stateOf(application))).toMatchObject({ response: 'INFORMATION_REQUESTED' });
    expect(attempts(application.attempted('2026-03-06 10:00'))[2]).toEqual([
      '2026-03-06 10:00',
      'ANSWER',
      'NONE',
    ]);
  });
});

describe('what an attempt was for, where that is not said', () => {
  const board = { method: 'PHONE', role: 'SWITCHBOARD' } as const;
  const met = () => applied().interviewed('2026-03-10 14:00', '2026-03-10 15:00');
  it.each<[string, () => Given, string]>([
    ['the first', () => applied().attempted('2026-03-04 10:00'), 'FOLLOW_UP'],
    ['the second', () => applied().attempted('2026-03-04 10:00').attempted('2026-03-05 10:00'), 'REMINDER'],
    ['to the switchboard', () => applied().attempted('2026-03-04 10:00', board), 'FIND_HIRING_MANAGER'],
    [
      'to a switchboard that has refused',
      () =>
        applied()
          .attempted('2026-03-04 10:00', { ...board, response: 'REFUSED' })
          .attempted('2026-03-04 11:00', board),
      'LEAVE_MESSAGE',
    ],
    [
      'the first after a look-up',
      () => applied().attempted('2026-03-04 10:00', board).attempted('2026-03-05 10:00'),
      'FOLLOW_UP',
    ],
    ['after an interview', () => met().attempted('2026-03-10 16:00'), 'THANK_YOU'],
    [
      'the note after the e-mail',
      () => met().attempted('2026-03-10 16:00').attempted('2026-03-10 17:00', { method: 'POST' }),
      'THANK_YOU',
    ],
    ['after the thanks', () => met().attempted('2026-03-10 16:00').attempted('2026-03-11 16:00'), 'CHECK_IN'],
    ['a call after an interview', () => met().attempted('2026-03-10 16:00', { method: 'PHONE' }), 'CHECK_IN'],
    [
      'after a question',
      () => applied().heard('2026-03-04 10:00', 'OFFER_MADE').attempted('2026-03-04 11:00'),
      'ANSWER',
    ],
  ])('%s', (_, application, purpose) => {
    expect(stateOf(application()).attempts.at(-1)?.purpose).toBe(purpose);
  });
});
