import { supersessions } from '../../../src/domain/events';
import { applied, attempts, stateOf } from './folded';

describe('a corrected event', () => {
  const corrected = () => {
    const application = applied().attempted('2026-03-04 10:00');
    return application.corrected(
      application.attempt('2026-03-05 11:00', { method: 'PHONE', response: 'NO_ANSWER' }),
    );
  };

  it('counts as what replaces it, under the id that it was recorded with', () => {
    expect(stateOf(corrected()).attempts).toMatchObject([
      { id: 'event-2', method: 'PHONE', response: 'NO_ANSWER', corrected: true },
    ]);
    expect(attempts(corrected())).toEqual([['2026-03-05 11:00', 'FOLLOW_UP', 'NO_ANSWER']]);
  });

  it('can be corrected again: the last correction counts', () => {
    const application = corrected();
    application.corrected(application.attempt('2026-03-06 12:00', { method: 'LINKEDIN' }));
    expect(stateOf(application).attempts).toMatchObject([
      { id: 'event-2', method: 'LINKEDIN', response: 'NONE' },
    ]);
    expect(supersessions(application.events)).toEqual(
      new Map([
        ['event-2', 'event-3'],
        ['event-3', 'event-4'],
      ]),
    );
  });

  it('keeps the response that came to it', () => {
    const application = applied().attempted('2026-03-04 10:00');
    application.heard('2026-03-05 10:00', 'ACKNOWLEDGED', { attemptId: 'event-2' });
    application.corrected(
      application.attempt('2026-03-04 11:00', { method: 'LINKEDIN', to: 'x' }),
      'event-2',
    );
    expect(stateOf(application)).toMatchObject({
      attempts: [
        {
          method: 'LINKEDIN',
          response: 'ACKNOWLEDGED',
          respondedAt: application.instant('2026-03-05 10:00'),
        },
      ],
      words: [{ response: 'ACKNOWLEDGED', contactId: 'x', inAnswerTo: 'FOLLOW_UP' }],
    });
  });

  it('a response too: what it led to is undone', () => {
    const application = applied().attempted('2026-03-04 10:00');
    application.heard('2026-03-05 10:00', 'REJECTED', { attemptId: 'event-2' });
    expect(stateOf(application)).toMatchObject({ stage: 'CLOSED', outcome: 'REJECTED' });
    application.corrected(application.response('2026-03-05 10:00', 'IN_PROGRESS', { attemptId: 'event-2' }));
    expect(stateOf(application)).toMatchObject({
      stage: 'APPLIED',
      outcome: null,
      attempts: [{ response: 'IN_PROGRESS' }],
      words: [{ eventId: 'event-3', response: 'IN_PROGRESS' }],
    });
  });
});

describe('a retracted event', () => {
  it('counts no more', () => {
    expect(stateOf(applied().attempted('2026-03-04 10:00').retracted())).toMatchObject({
      attempts: [],
      version: 3,
    });
  });

  it('nor does what was corrected before', () => {
    const application = applied().attempted('2026-03-04 10:00');
    application.corrected(application.attempt('2026-03-05 11:00')).retracted();
    expect(stateOf(application).attempts).toEqual([]);
  });

  it('a response: the attempt is unanswered again', () => {
    const application = applied().attempted('2026-03-04 10:00');
    application.heard('2026-03-05 10:00', 'ACKNOWLEDGED', { attemptId: 'event-2' }).retracted();
    expect(stateOf(application)).toMatchObject({
      words: [],
      attempts: [{ response: 'NONE', respondedAt: null }],
    });
  });

  it('an attempt that was answered: the word stands', () => {
    const application = applied().attempted('2026-03-04 10:00');
    application.heard('2026-03-05 10:00', 'ACKNOWLEDGED', { attemptId: 'event-2' }).retracted('event-2');
    expect(stateOf(application)).toMatchObject({ attempts: [], words: [{ inAnswerTo: null }] });
  });

  it('a closing: it is open as before', () => {
    const application = applied()
      .heard('2026-03-05 10:00', 'INTERVIEW_OFFERED')
      .closed('2026-03-06 10:00')
      .retracted();
    expect(stateOf(application)).toMatchObject({ stage: 'INTERVIEWING', outcome: null, resumedAt: null });
  });
});
