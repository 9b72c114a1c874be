import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager')];
const applied = (setting = {}) => given({ contacts, ...setting }).submitted('2026-03-03 10:00');

describe('reminder (T2)', () => {
  it.each([
    ['BALANCED', '2026-03-17 10:00', '2026-03-24 10:00'],
    ['PERSISTENT', '2026-03-13 10:00', '2026-03-14 10:00'],
    ['PATIENT', '2026-03-20 10:00', '2026-03-24 10:00'],
  ] as const)('%s: opens %s, due %s', (preset, opens, due) => {
    const application = applied({ preset }).attempted('2026-03-10 10:00');
    expectAdvice(application, {
      [`${opens.slice(0, 10)} 09:59:59.999`]: { kind: 'WAIT', until: opens },
      [opens]: { kind: 'SEND_REMINDER', method: 'EMAIL', contact: 'manager', opens, due },
    });
  });

  it.each([
    ['on a Saturday: on Monday', '2026-03-14 10:00', '2026-03-23 00:00', '2026-03-28 10:00'],
    ['on a holiday: on the day after it', '2026-11-19 10:00', '2026-11-27 00:00', '2026-12-03 10:00'],
  ])('where a week would be over %s', (_, sent, opens, due) => {
    expectAdvice(applied().attempted(sent), {
      [sent]: { kind: 'WAIT', until: opens },
      [opens]: { kind: 'SEND_REMINDER', opens, due },
    });
  });

  it('counts from the last message', () => {
    const application = applied().attempted('2026-03-04 10:00').attempted('2026-03-11 15:00');
    expectAdvice(application, { '2026-03-11 16:00': { kind: 'WAIT', until: '2026-03-18 15:00' } });
  });

  it.each(['VOICEMAIL_LEFT', 'MESSAGE_LEFT', 'NO_ANSWER'] as const)('%s is silence too (R4)', (response) => {
    const application = applied().attempted('2026-03-10 10:00', { method: 'PHONE', to: 'manager', response });
    expectAdvice(application, { '2026-03-17 10:00': 'SEND_REMINDER' });
  });

  it('also comes where the employer has spoken, and then fallen silent', () => {
    const application = applied()
      .heard('2026-03-05 10:00', 'IN_PROGRESS')
      .attempted('2026-03-12 10:00', { purpose: 'CHECK_IN' });
    expectAdvice(application, { '2026-03-19 10:00': 'SEND_REMINDER' });
  });

  it('not after the last attempt that the limit allows (T4)', () => {
    const two = applied().attempted('2026-03-04 10:00').attempted('2026-03-12 10:00');
    expectAdvice(two, { '2026-03-19 10:00': 'SEND_REMINDER' });
    const three = two.attempted('2026-03-20 10:00');
    expectAdvice(three, { '2026-03-27 10:00': { kind: 'WAIT', rules: ['close-after-unanswered'] } });
  });

  it('not once there was an interview', () => {
    const application = applied()
      .attempted('2026-03-10 10:00')
      .interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE');
    expect(application.allAt('2026-03-17 10:00').map(({ kind }) => kind)).not.toContain('SEND_REMINDER');
  });
});
