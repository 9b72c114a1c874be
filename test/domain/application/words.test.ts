import {
  lastHeardAt,
  lastResponseAt,
  lookUps,
  openRequest,
  unansweredAttempts,
} from '../../../src/domain/application';
import type { AttemptFacts, Given } from '../../support/given';
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

  it('of two dates stated at the same moment the one recorded last counts', () => {
    const application = applied();
    for (const decisionExpectedOn of ['2026-03-20', '2026-03-18']) {
      application.heard('2026-03-06 10:00', 'TIMELINE_GIVEN', { decisionExpectedOn });
    }
    expect(stateOf(application).timeline).toMatchObject({ decisionExpectedOn: '2026-03-18' });
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
    [
      'after thanks as it ended',
      () => met().attempted('2026-03-10 15:00').attempted('2026-03-11 16:00'),
      'CHECK_IN',
    ],
    [
      'after the second interview',
      () =>
        met()
          .attempted('2026-03-10 16:00')
          .interviewed('2026-03-12 14:00', '2026-03-12 15:00')
          .attempted('2026-03-12 16:00'),
      'THANK_YOU',
    ],
    [
      'to a switchboard that refused, then did not answer',
      () =>
        applied()
          .attempted('2026-03-04 10:00', { ...board, response: 'REFUSED' })
          .attempted('2026-03-04 11:00', { ...board, purpose: 'FIND_HIRING_MANAGER', response: 'NO_ANSWER' })
          .attempted('2026-03-05 10:00', board),
      'FIND_HIRING_MANAGER',
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

describe('silence', () => {
  const count = (application: Given) => unansweredAttempts(stateOf(application)).length;

  it('counts from the submission, from what was last heard, or from a reopening, whichever is latest', () => {
    const application = applied().attempted('2026-03-03 10:00').attempted('2026-03-04 10:00');
    expect(count(application)).toBe(2);
    application.heard('2026-03-05 10:00', 'ACKNOWLEDGED').attempted('2026-03-05 10:00');
    expect(count(application)).toBe(1);
    application.interviewed('2026-03-06 14:00', '2026-03-06 15:00').attempted('2026-03-07 10:00');
    expect(count(application)).toBe(1);
    application.closed('2026-03-08 10:00').reopened('2026-03-09 10:00');
    expect(count(application)).toBe(0);
    expect(lastHeardAt(stateOf(application))).toBe(application.instant('2026-03-06 15:00'));
    expect(lastResponseAt(stateOf(application))).toBe(application.instant('2026-03-05 10:00'));
  });

  it('is all there is before anything came back', () => {
    expect([lastHeardAt(stateOf(applied())), lastResponseAt(stateOf(applied()))]).toEqual([null, null]);
  });

  it('an interview that is only agreed on is no word', () => {
    const ahead = applied()
      .attempted('2026-03-04 10:00')
      .scheduled('2026-03-05 10:00', '2026-03-06 14:00', '2026-03-06 15:00');
    expect([count(ahead), lastHeardAt(stateOf(ahead))]).toEqual([1, null]);
  });
});

describe('calls to the switchboard', () => {
  it.each<[string, AttemptFacts, number]>([
    ['a look-up', { method: 'PHONE', role: 'SWITCHBOARD' }, 1],
    [
      'a look-up that left a message is more than that',
      { method: 'PHONE', role: 'SWITCHBOARD', response: 'MESSAGE_LEFT' },
      0,
    ],
    ['any call that was refused', { method: 'PHONE', response: 'REFUSED' }, 1],
    ['a call to a person is none', { method: 'PHONE', to: 'manager', response: 'REFUSED' }, 0],
    ['a call that nobody answered is none', { method: 'PHONE', response: 'NO_ANSWER' }, 0],
    ['a message that was refused is none', { method: 'EMAIL', response: 'REFUSED' }, 0],
  ])('%s', (_, facts, expected) => {
    expect(lookUps(stateOf(applied().attempted('2026-03-04 10:00', facts)))).toHaveLength(expected);
  });
});

describe('who is identified', () => {
  it('in several roles, each once, the latest last', () => {
    const application = applied()
      .identified('x')
      .identified('y')
      .identified('x', 'INTERVIEWER')
      .identified('x');
    expect(stateOf(application).identified.map(({ contactId, role }) => `${contactId} ${role}`)).toEqual([
      'y HIRING_MANAGER',
      'x INTERVIEWER',
      'x HIRING_MANAGER',
    ]);
  });
});
