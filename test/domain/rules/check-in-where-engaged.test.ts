import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .attempted('2026-03-04 10:00');

describe('check-in-where-engaged (T10)', () => {
  it.each([
    ['BALANCED', '2026-03-17 10:00', '2026-03-20 10:00'],
    ['PERSISTENT', '2026-03-16 00:00', '2026-03-17 10:00'],
    ['PATIENT', '2026-03-20 10:00', '2026-03-24 10:00'],
  ] as const)('%s: opens %s, due %s', (preset, opens, due) => {
    const application = applied({ preset }).heard('2026-03-10 10:00', 'IN_PROGRESS');
    expectAdvice(application, {
      '2026-03-10 10:00': { kind: 'WAIT', until: opens },
      [opens]: { kind: 'CHECK_IN', method: 'EMAIL', opens, due },
    });
  });

  it.each(['ACKNOWLEDGED', 'IN_PROGRESS'] as const)('%s leaves the matter open', (response) => {
    expectAdvice(applied().heard('2026-03-10 10:00', response), { '2026-03-17 10:00': 'CHECK_IN' });
  });

  it('counts from when the response came, not from when it was asked for', () => {
    const application = applied().attempted('2026-03-10 10:00', {
      response: 'ACKNOWLEDGED',
      respondedAt: '2026-03-12 09:00',
    });
    expectAdvice(application, { '2026-03-12 10:00': { kind: 'WAIT', until: '2026-03-19 09:00' } });
  });

  it.each(['REFUSED', 'BOUNCED', 'WRONG_PERSON'] as const)('%s is no word of the employer’s', (response) => {
    const application = applied().heard('2026-03-10 10:00', response);
    expectAdvice(application, {
      '2026-03-10 10:00': { rules: expect.not.arrayContaining(['check-in-where-engaged']) },
    });
  });

  it('not once a check-in stays unanswered: then it is a reminder', () => {
    const application = applied()
      .heard('2026-03-10 10:00', 'IN_PROGRESS')
      .attempted('2026-03-17 10:00', { purpose: 'CHECK_IN' });
    expectAdvice(application, {
      '2026-03-17 10:00': { kind: 'WAIT', rules: expect.arrayContaining(['reminder']) },
    });
  });

  it('a matter that is taken up again is open in the same way', () => {
    const application = applied().closed('2026-03-10 10:00').reopened('2026-04-14 10:00');
    expectAdvice(application, {
      '2026-04-14 10:00': { kind: 'WAIT', until: '2026-04-21 10:00' },
      '2026-04-21 10:00': 'CHECK_IN',
    });
  });
});
