import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager'), person('recruiter', { role: 'RECRUITER' })];

const asked = (to = 'manager', posting = {}) =>
  given({ contacts })
    .submitted('2026-03-03 10:00', posting)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
    .attempted('2026-03-18 10:00', { purpose: 'ASK_AVAILABILITY', to });
const answered = (at: string, to?: string, posting = {}) => {
  const application = asked(to, posting);
  return application.heard(at, 'ACKNOWLEDGED', { attemptId: application.lastEventId });
};

describe('call-when-available (T11, W8)', () => {
  it.each([
    ['in working hours: at once', '2026-03-19 10:00', '2026-03-19 10:00', '2026-03-20 17:00'],
    ['in the evening: the next morning', '2026-03-19 20:00', '2026-03-20 09:00', '2026-03-20 17:00'],
    ['on Friday evening: on Monday', '2026-03-20 17:00', '2026-03-23 09:00', '2026-03-23 17:00'],
  ])('they answer %s', (_, heardAt, opens, due) => {
    expectAdvice(answered(heardAt), {
      [opens]: { kind: 'CALL', method: 'PHONE', contact: 'manager', opens, due },
    });
  });

  it('the one to call is who answered', () => {
    expectAdvice(answered('2026-03-19 10:00', 'recruiter'), {
      '2026-03-19 10:00': { kind: 'CALL', to: 'RECRUITER', contact: 'recruiter' },
    });
  });

  it('whoever else had spoken before', () => {
    const application = asked('recruiter').heard('2026-03-18 11:00', 'IN_PROGRESS', { to: 'manager' });
    application.attempted('2026-03-18 12:00', { purpose: 'ASK_AVAILABILITY', to: 'recruiter' });
    application.heard('2026-03-19 10:00', 'ACKNOWLEDGED', { attemptId: application.lastEventId });
    expectAdvice(application, { '2026-03-19 10:00': { kind: 'CALL', contact: 'recruiter' } });
  });

  it('not before they have answered, nor once called', () => {
    expectAdvice(asked(), { '2026-03-19 10:00': 'WAIT' });
    const called = answered('2026-03-19 10:00').attempted('2026-03-19 11:00', {
      method: 'PHONE',
      to: 'manager',
      response: 'VOICEMAIL_LEFT',
    });
    expectAdvice(called, { '2026-03-19 12:00': 'WAIT' });
  });

  it('an answer to something else is none to this', () => {
    const application = asked().heard('2026-03-19 10:00', 'ACKNOWLEDGED');
    expectAdvice(application, {
      '2026-03-19 10:00': { kind: 'WAIT', rules: expect.arrayContaining(['check-in-where-engaged']) },
    });
  });

  it('never against the posting (W4)', () => {
    expectAdvice(answered('2026-03-19 10:00', 'manager', { noPhoneCalls: true }), {
      '2026-03-19 10:00': { kind: 'CHECK_IN', method: 'EMAIL', contact: 'manager' },
    });
  });
});
