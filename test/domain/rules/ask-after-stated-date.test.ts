import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .attempted('2026-03-04 10:00');
const stated = (decisionExpectedOn: string, setting = {}) =>
  applied(setting).heard('2026-03-10 10:00', 'TIMELINE_GIVEN', { decisionExpectedOn });

/** Stated for that day: quiet until it has passed and a working day more, then an update is asked for. */
describe('ask-after-stated-date (T9)', () => {
  it.each([
    ['a Wednesday', '2026-03-25', '2026-03-27 00:00', '2026-03-30 17:00'],
    ['a Friday', '2026-03-27', '2026-03-31 00:00', '2026-04-01 17:00'],
    ['a Saturday', '2026-03-28', '2026-03-31 00:00', '2026-04-01 17:00'],
    ['a Sunday', '2026-03-29', '2026-03-31 00:00', '2026-04-01 17:00'],
    ['the eve of Thanksgiving', '2026-11-25', '2026-11-30 00:00', '2026-12-01 17:00'],
    ['the very day on which it was said', '2026-03-10', '2026-03-12 00:00', '2026-03-13 17:00'],
  ])('%s', (_, date, opens, due) => {
    expectAdvice(stated(date), {
      '2026-03-10 10:00': { kind: 'WAIT', until: opens },
      [opens]: { kind: 'ASK_FOR_UPDATE', method: 'EMAIL', contact: 'manager', opens, due },
    });
  });

  it.each([
    ['BALANCED', '2026-03-27 00:00'],
    ['PERSISTENT', '2026-03-27 00:00'],
    ['PATIENT', '2026-03-30 00:00'],
  ] as const)('%s: opens %s', (preset, opens) => {
    expectAdvice(stated('2026-03-25', { preset }), {
      '2026-03-26 23:59:59.999': { kind: 'WAIT', until: opens },
      [opens]: 'ASK_FOR_UPDATE',
    });
  });

  it('the latest statement counts', () => {
    const later = stated('2026-03-25').heard('2026-03-20 10:00', 'TIMELINE_GIVEN', {
      decisionExpectedOn: '2026-04-08',
    });
    expectAdvice(later, { '2026-03-27 10:00': { kind: 'WAIT', until: '2026-04-10 00:00' } });
  });

  it.each([
    ['before the date', '2026-03-20 10:00', 'ASK_FOR_UPDATE'],
    ['on the date', '2026-03-25 10:00', 'ASK_FOR_UPDATE'],
    ['the day after', '2026-03-26 10:00', 'WAIT'],
  ])('a word without a date, %s', (_, heardAt, expected) => {
    const application = stated('2026-03-25').heard(heardAt, 'IN_PROGRESS');
    expectAdvice(application, { '2026-03-27 10:00': expected });
  });

  it('an interview after it overtakes it', () => {
    const application = stated('2026-03-25')
      .interviewed('2026-03-09 09:00', '2026-03-09 10:00', 'PHONE')
      .attempted('2026-03-09 11:00', { purpose: 'THANK_YOU' });
    expectAdvice(application, { '2026-03-23 11:00': { kind: 'WAIT', until: '2026-03-27 00:00' } });
    application
      .interviewed('2026-03-20 09:00', '2026-03-20 10:00', 'PHONE')
      .attempted('2026-03-20 11:00', { purpose: 'THANK_YOU' });
    expectAdvice(application, { '2026-03-23 11:00': 'SEND_FOLLOW_UP' });
  });

  it('a nudge too early is no answer to it; one in time is', () => {
    const early = stated('2026-03-25').attempted('2026-03-26 23:59', { purpose: 'CHECK_IN' });
    expectAdvice(early, { '2026-03-27 10:00': 'ASK_FOR_UPDATE' });
    const inTime = stated('2026-03-25').attempted('2026-03-27 00:00', { purpose: 'ASK_FOR_UPDATE' });
    expectAdvice(inTime, { '2026-03-27 10:00': { kind: 'WAIT', until: '2026-04-03 00:00' } });
  });
});
