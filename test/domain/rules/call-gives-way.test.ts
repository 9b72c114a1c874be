import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) => given(setting).submitted('2026-03-03 10:00');

describe('call-gives-way (W6, W1)', () => {
  it('a look-up, due Friday: five working days later the general address', () => {
    expectAdvice(applied(), {
      '2026-03-13 16:59:59.999': { kind: 'FIND_HIRING_MANAGER', due: '2026-03-06 17:00', urgency: 'LATE' },
      '2026-03-13 17:00': {
        kind: 'SEND_FOLLOW_UP',
        method: 'EMAIL',
        to: 'GENERAL_INBOX',
        opens: '2026-03-13 17:00',
        due: '2026-03-16 17:00',
        reason: expect.stringContaining('write to the general address instead'),
      },
    });
  });

  it('or a person involved, where one is known', () => {
    expectAdvice(applied({ contacts: [person('hr', { role: 'RECRUITER' })] }), {
      '2026-03-13 17:00': {
        kind: 'SEND_FOLLOW_UP',
        to: 'RECRUITER',
        contact: 'hr',
        reason: expect.stringContaining('write instead'),
      },
    });
  });

  it('a message for the hirer, which nobody left', () => {
    const refused = applied().attempted('2026-03-04 10:00', {
      method: 'PHONE',
      role: 'SWITCHBOARD',
      response: 'REFUSED',
    });
    expectAdvice(refused, {
      '2026-03-12 16:59': { kind: 'LEAVE_MESSAGE', due: '2026-03-05 17:00' },
      '2026-03-12 17:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' },
    });
  });

  it.each([
    ['by e-mail', 'JOB_BOARD', 'EMAIL', 'HIRING_MANAGER', [person('manager', { availability: 'any time' })]],
    ['on LinkedIn, where no address is known', 'LINKEDIN', 'LINKEDIN', 'POSTER', []],
  ] as const)('a call to a person: a check-in %s', (_, channel, method, to, contacts) => {
    const application = given({ contacts: [...contacts], policy: { askAvailabilityBeforeCall: false } })
      .submitted('2026-03-03 10:00', {}, channel)
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
      .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });
    expectAdvice(application, {
      '2026-03-24 16:59': { kind: 'CALL', to, due: '2026-03-17 17:00' },
      '2026-03-24 17:00': { kind: 'CHECK_IN', method, to, due: '2026-03-25 17:00' },
    });
  });

  it('an answer by phone to who refuses e-mail stays an answer, and goes where e-mail may', () => {
    const application = applied({
      contacts: [person('manager', { phone: '+1 312 555 0100', refusedMethods: ['EMAIL'] })],
    });
    application.heard('2026-03-04 10:00', 'INFORMATION_REQUESTED', { to: 'manager' });
    expectAdvice(application, {
      '2026-03-12 16:59': { kind: 'ANSWER_EMPLOYER', method: 'PHONE', due: '2026-03-05 17:00' },
      '2026-03-12 17:00': { kind: 'ANSWER_EMPLOYER', method: 'EMAIL', to: 'GENERAL_INBOX' },
    });
  });

  it.each([1, 10])('the agency’s own patience: %i working days', (callGiveWayWorkingDays) => {
    const day = callGiveWayWorkingDays === 1 ? '2026-03-09' : '2026-03-20';
    expectAdvice(applied({ policy: { callGiveWayWorkingDays } }), {
      [`${day} 16:59`]: 'FIND_HIRING_MANAGER',
      [`${day} 17:00`]: 'SEND_FOLLOW_UP',
    });
  });

  it('not before there is room for a message in the week (T12), and then on a working day', () => {
    const application = applied({ policy: { nudgesPerWeekMax: 1 } });
    application.attempted('2026-03-07 10:00', { response: 'BOUNCED' });
    expectAdvice(application, {
      '2026-03-13 16:59': 'FIND_HIRING_MANAGER',
      '2026-03-13 17:00': { kind: 'WAIT', until: '2026-03-16 00:00' },
      '2026-03-16 00:00': { kind: 'SEND_FOLLOW_UP', opens: '2026-03-16 00:00', due: '2026-03-17 17:00' },
    });
  });

  it('what is written gives way to nothing', () => {
    expectAdvice(applied({ contacts: [person('manager')] }), {
      '2026-03-13 17:00': {
        kind: 'SEND_FOLLOW_UP',
        due: '2026-03-06 17:00',
        rules: expect.not.arrayContaining(['call-gives-way']),
      },
    });
  });
});
