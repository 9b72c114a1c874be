import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');

describe('answer-employer (R2)', () => {
  it.each([
    ['on a Tuesday', '2026-03-10 10:00', '2026-03-11 17:00'],
    ['on a Friday', '2026-03-06 10:00', '2026-03-09 17:00'],
    ['on a Saturday', '2026-03-07 10:00', '2026-03-09 17:00'],
    ['on the eve of Thanksgiving', '2026-11-25 10:00', '2026-11-27 17:00'],
  ])('asked %s: at once, due by the end of the next working day', (_, askedAt, due) => {
    const application = applied().heard(askedAt, 'INFORMATION_REQUESTED');
    expectAdvice(application, {
      [askedAt]: { kind: 'ANSWER_EMPLOYER', method: 'EMAIL', opens: askedAt, due },
    });
  });

  it('due by when they want it, where they said so', () => {
    const asked = applied().heard('2026-03-10 10:00', 'INFORMATION_REQUESTED', {
      answerDueAt: '2026-03-10 15:00',
    });
    expectAdvice(asked, { '2026-03-10 10:00': { kind: 'ANSWER_EMPLOYER', due: '2026-03-10 15:00' } });
  });

  it('goes before everything else, even what is late', () => {
    const application = applied()
      .interviewed('2026-03-11 14:00', '2026-03-11 15:00')
      .heard('2026-03-13 16:00', 'INFORMATION_REQUESTED');
    expect(application.allAt('2026-03-13 16:00')).toMatchObject([
      { kind: 'ANSWER_EMPLOYER', urgency: 'OPEN' },
      { kind: 'SEND_THANK_YOU_EMAIL', urgency: 'LATE' },
    ]);
  });

  it.each([
    ['answered', () => asked().attempted('2026-03-10 12:00', { purpose: 'ANSWER' }), 'WAIT'],
    ['answered, though not said so', () => asked().attempted('2026-03-10 12:00'), 'WAIT'],
    [
      'answered at the same moment',
      () => asked().attempted('2026-03-10 10:00', { purpose: 'ANSWER' }),
      'WAIT',
    ],
    [
      'thanked, which is no answer',
      () => asked().attempted('2026-03-10 12:00', { purpose: 'THANK_YOU' }),
      'ANSWER_EMPLOYER',
    ],
    [
      'written to before',
      () =>
        applied()
          .attempted('2026-03-10 09:00', { purpose: 'ANSWER' })
          .heard('2026-03-10 10:00', 'INFORMATION_REQUESTED'),
      'ANSWER_EMPLOYER',
    ],
  ])('%s', (_, application, expected) => {
    expectAdvice(application(), { '2026-03-10 13:00': expected });
  });

  it('an interview offered is answered by agreeing on one', () => {
    const offered = applied().heard('2026-03-10 10:00', 'INTERVIEW_OFFERED');
    expectAdvice(offered, {
      '2026-03-10 11:00': { kind: 'ANSWER_EMPLOYER', reason: expect.stringContaining('agree on a time') },
    });
    const agreed = offered.scheduled('2026-03-10 12:00', '2026-03-12 14:00', '2026-03-12 15:00');
    expectAdvice(agreed, { '2026-03-10 12:00': { kind: 'WAIT', until: '2026-03-11 00:00' } });
    expectAdvice(agreed, { '2026-03-11 00:00': 'PREPARE_INTERVIEW' });
  });

  it.each([
    ['that had begun by then', '2026-03-10 09:30', '2026-03-10 10:30', 'ANSWER_EMPLOYER'],
    ['that began right then', '2026-03-10 10:00', '2026-03-10 10:30', 'SEND_THANK_YOU_EMAIL'],
  ])('an interview %s: %s to %s', (_, from, to, expected) => {
    const offered = applied().heard('2026-03-10 10:00', 'INTERVIEW_OFFERED').interviewed(from, to, 'PHONE');
    expectAdvice(offered, { '2026-03-10 10:30': expected });
  });

  it('called off, it is to be agreed on anew', () => {
    const off = applied()
      .heard('2026-03-10 10:00', 'INTERVIEW_OFFERED')
      .scheduled('2026-03-10 12:00', '2026-03-19 14:00', '2026-03-19 15:00')
      .cancelled('2026-03-17 10:00');
    expectAdvice(off, {
      '2026-03-17 10:00': { kind: 'ANSWER_EMPLOYER', opens: '2026-03-17 10:00', due: '2026-03-18 17:00' },
    });
  });

  it('what was asked before a reopening is asked anew with it', () => {
    const reopened = asked().closed('2026-03-20 10:00').reopened('2026-06-01 10:00');
    expectAdvice(reopened, { '2026-06-01 10:00': { kind: 'ANSWER_EMPLOYER', due: '2026-06-02 17:00' } });
  });

  it('leaves no room for nudges', () => {
    const application = asked().attempted('2026-03-10 12:00', { purpose: 'CHECK_IN' });
    expect(application.allAt('2026-04-01 10:00').map(({ kind }) => kind)).toEqual(['ANSWER_EMPLOYER']);
  });
});

function asked() {
  return applied().heard('2026-03-10 10:00', 'INFORMATION_REQUESTED');
}
