import { expectAdvice, given, person } from '../../support/given';

const refused = (at = '2026-03-04 10:00', setting = {}, posting = {}) =>
  given(setting)
    .submitted('2026-03-03 10:00', posting)
    .attempted(at, { method: 'PHONE', role: 'SWITCHBOARD', response: 'REFUSED' });
const message = { kind: 'LEAVE_MESSAGE', method: 'PHONE', to: 'SWITCHBOARD' };

describe('leave-message (W3, R4)', () => {
  it.each([
    ['in the morning', '2026-03-04 10:00', '2026-03-04 10:00', '2026-03-05 17:00'],
    ['as the day ends', '2026-03-04 17:00', '2026-03-05 09:00', '2026-03-05 17:00'],
    ['on Friday evening', '2026-03-06 17:30', '2026-03-09 09:00', '2026-03-09 17:00'],
  ])('refused %s', (_, at, opens, due) => {
    expectAdvice(refused(at), { [opens]: { ...message, opens, due } });
  });

  it('also where the second call was refused', () => {
    const application = given()
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'NO_ANSWER' })
      .attempted('2026-03-05 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'REFUSED' });
    expectAdvice(application, {
      '2026-03-05 10:00': { ...message, opens: '2026-03-05 10:00', due: '2026-03-06 17:00' },
    });
  });

  it.each(['NO_ANSWER', 'DETAILS_OBTAINED'] as const)('not after %s', (response) => {
    const application = given()
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response });
    expect(application.at('2026-03-05 10:00')).not.toMatchObject(message);
  });

  it('not a second time: where no message is taken either, the general address is left', () => {
    const again = refused().attempted('2026-03-04 11:00', {
      method: 'PHONE',
      role: 'SWITCHBOARD',
      response: 'REFUSED',
    });
    expectAdvice(again, {
      '2026-03-04 11:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', to: 'GENERAL_INBOX' },
    });
  });

  it('not where the person has become known', () => {
    expectAdvice(refused('2026-03-04 10:00', { contacts: [person('manager')] }), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', contact: 'manager' },
    });
  });

  it('not for somebody who has asked not to be contacted', () => {
    const setting = { contacts: [person('manager', { doNotContact: true })] };
    expectAdvice(refused('2026-03-04 10:00', setting), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' },
    });
  });

  it('not by phone where the posting wants no calls (W4)', () => {
    expectAdvice(refused('2026-03-04 10:00', {}, { noPhoneCalls: true }), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL' },
    });
  });
});
