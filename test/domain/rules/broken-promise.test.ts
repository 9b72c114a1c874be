import { expectAdvice, given, person } from '../../support/given';

const promised = (promisedAt: string, saidAt = '2026-03-04 10:00') =>
  given({ contacts: [person('manager')] })
    .submitted('2026-03-03 10:00')
    .heard(saidAt, 'CALL_PROMISED', { method: 'PHONE', promisedAt });

/** Promised for then, nothing came: the follow-up opens, and is due the same day. */
describe('broken-promise (T9)', () => {
  it.each([
    ['around noon', '2026-03-05 13:00', '2026-03-05 14:00', '2026-03-05 17:00'],
    ['late in the day', '2026-03-05 16:30', '2026-03-06 09:30', '2026-03-06 17:00'],
    ['an hour before the day ends', '2026-03-05 16:00', '2026-03-06 09:00', '2026-03-06 17:00'],
    ['before work', '2026-03-05 07:00', '2026-03-05 10:00', '2026-03-05 17:00'],
    ['on Friday evening', '2026-03-06 16:30', '2026-03-09 09:30', '2026-03-09 17:00'],
    ['on a Saturday', '2026-03-07 12:00', '2026-03-09 10:00', '2026-03-09 17:00'],
    ['on a holiday', '2026-11-26 12:00', '2026-11-27 10:00', '2026-11-27 17:00'],
  ])('%s', (_, promisedAt, opens, due) => {
    expectAdvice(promised(promisedAt), {
      '2026-03-04 10:00': { kind: 'WAIT', until: opens },
      [opens]: { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'manager', opens, due },
    });
  });

  it('kept: any word from them, even a minute before it opens', () => {
    const kept = promised('2026-03-05 13:00').heard('2026-03-05 13:59', 'IN_PROGRESS', { method: 'PHONE' });
    expectAdvice(kept, {
      '2026-03-05 13:58': { kind: 'WAIT', until: '2026-03-05 14:00' },
      '2026-03-05 14:00': { kind: 'WAIT', rules: expect.arrayContaining(['check-in-where-engaged']) },
    });
  });

  it('followed up from the promised time on: done, and a reminder comes in its time', () => {
    const early = promised('2026-03-05 13:00').attempted('2026-03-05 12:59', { purpose: 'CHECK_IN' });
    expectAdvice(early, { '2026-03-05 14:00': 'SEND_FOLLOW_UP' });
    const done = promised('2026-03-05 13:00').attempted('2026-03-05 13:00', { purpose: 'CHECK_IN' });
    expectAdvice(done, { '2026-03-05 14:00': { kind: 'WAIT', until: '2026-03-12 13:00' } });
  });

  it('after an interview too, and within a week of it by e-mail', () => {
    const application = given({ contacts: [person('manager')] })
      .submitted('2026-03-03 10:00')
      .interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE')
      .attempted('2026-03-11 16:00', { purpose: 'THANK_YOU', to: 'manager' })
      .heard('2026-03-12 10:00', 'CALL_PROMISED', { promisedAt: '2026-03-12 13:00' });
    expectAdvice(application, { '2026-03-12 14:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL' } });
  });

  it('of no account once the matter was closed and taken up again', () => {
    const reopened = promised('2026-03-05 13:00').closed('2026-03-05 10:00').reopened('2026-05-04 10:00');
    expectAdvice(reopened, { '2026-05-04 10:00': { kind: 'WAIT', until: '2026-05-11 10:00' } });
  });
});
