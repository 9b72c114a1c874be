import { expectAdvice, given, person } from '../../support/given';

const thanked = (setting = {}, posting = {}) =>
  given({ contacts: [person('manager', { availability: 'any time' })], ...setting })
    .submitted('2026-03-03 10:00', posting)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('phone-after-silence (T11)', () => {
  it.each([
    ['BALANCED', '2026-03-17 15:00'],
    ['PERSISTENT', '2026-03-13 15:00'],
    ['PATIENT', '2026-03-24 15:00'],
  ] as const)('%s: a call from %s', (preset, opens) => {
    const application = thanked({ preset });
    expectAdvice(application, {
      [`${opens.slice(0, 10)} 14:59:59.999`]: { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', until: opens },
      [opens]: {
        kind: 'CALL',
        method: 'PHONE',
        contact: 'manager',
        opens,
        due: `${opens.slice(0, 10)} 17:00`,
      },
    });
  });

  it('what opens later opens as a call', () => {
    const application = thanked().attempted('2026-03-16 10:00', { purpose: 'FOLLOW_UP' });
    expectAdvice(application, {
      '2026-03-19 09:59': { kind: 'WAIT', until: '2026-03-19 10:00' },
      '2026-03-19 10:00': { kind: 'CALL', due: '2026-03-20 10:00' },
    });
  });

  it('counts from the employer’s last word after the interview', () => {
    const application = thanked()
      .heard('2026-03-12 10:00', 'IN_PROGRESS')
      .attempted('2026-03-12 11:00', { purpose: 'CHECK_IN' });
    expectAdvice(application, {
      '2026-03-16 10:00': { kind: 'CHECK_IN', method: 'EMAIL' },
      '2026-03-19 09:59': { kind: 'CHECK_IN', method: 'EMAIL' },
      '2026-03-19 10:00': { kind: 'CALL', method: 'PHONE' },
    });
  });

  it('an update after a stated date is asked for by e-mail', () => {
    const application = thanked().heard('2026-03-11 10:00', 'TIMELINE_GIVEN', {
      decisionExpectedOn: '2026-03-25',
    });
    expectAdvice(application, { '2026-03-27 10:00': { kind: 'ASK_FOR_UPDATE', method: 'EMAIL' } });
  });

  it('not before any interview', () => {
    const application = given({ contacts: [person('manager')] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00');
    expectAdvice(application, { '2026-03-13 10:00': { kind: 'SEND_REMINDER', method: 'EMAIL' } });
  });

  it('not where a call was refused when asked for: then in writing', () => {
    const refused = thanked({ contacts: [person('manager')] }).attempted('2026-03-17 16:00', {
      purpose: 'ASK_AVAILABILITY',
      to: 'manager',
      response: 'REFUSED',
    });
    expectAdvice(thanked().attempted('2026-03-17 16:00', { purpose: 'ASK_AVAILABILITY' }), {
      '2026-03-20 16:00': 'CALL',
    });
    expectAdvice(refused, { '2026-03-17 17:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL' } });
  });

  it('never against the posting (W4)', () => {
    expectAdvice(thanked({}, { noPhoneCalls: true }), {
      '2026-03-17 15:00': { kind: 'CHECK_IN', method: 'EMAIL', contact: 'manager' },
    });
  });
});
