import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting }).submitted('2026-03-03 10:00');

describe('gone-cold (T4)', () => {
  it('30 days after it was due: close', () => {
    expectAdvice(applied(), {
      '2026-04-05 16:59:59.999': {
        kind: 'SEND_FOLLOW_UP',
        due: '2026-03-06 17:00',
        until: '2026-04-05 17:00',
      },
      '2026-04-05 17:00': { kind: 'CLOSE', opens: '2026-04-05 17:00', until: null, urgency: 'OPEN' },
    });
  });

  it('the agency’s own patience', () => {
    expectAdvice(applied({ policy: { goneColdDays: 10 } }), { '2026-03-16 17:00': 'CLOSE' });
  });

  it.each([
    [
      'a question that nobody answers',
      (it: ReturnType<typeof applied>) => it.heard('2026-03-10 10:00', 'INFORMATION_REQUESTED'),
      '2026-04-10 17:00',
    ],
    [
      'an offer',
      (it: ReturnType<typeof applied>) => it.heard('2026-03-10 10:00', 'OFFER_MADE'),
      '2026-04-10 17:00',
    ],
    [
      'a call, after it has given way',
      (it: ReturnType<typeof applied>) => it.identified('manager', 'RECRUITER'),
      '2026-04-15 17:00',
    ],
  ])('%s', (_, after, closes) => {
    expectAdvice(after(applied()), {
      [closes]: {
        kind: 'CLOSE',
        opens: closes,
        reason: expect.stringContaining('was due more than 30 days ago'),
        rules: expect.arrayContaining(['gone-cold']),
      },
    });
  });

  it('thanks lapse, and go cold only with what follows them', () => {
    const interviewed = applied().interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE');
    expectAdvice(interviewed, {
      '2026-03-18 15:00': { kind: 'ASK_AVAILABILITY', due: '2026-03-19 15:00' },
      '2026-04-18 14:59': 'ASK_AVAILABILITY',
      '2026-04-18 15:00': 'CLOSE',
    });
  });

  it('a deferral keeps it from going cold', () => {
    expectAdvice(applied().deferred('2026-03-04 10:00', '2026-06-01 10:00'), {
      '2026-04-05 17:00': 'WAIT',
      '2026-06-01 10:00': { kind: 'SEND_FOLLOW_UP', due: '2026-06-01 17:00' },
    });
  });

  it('what is taken up again starts afresh', () => {
    expectAdvice(applied().closed('2026-03-20 10:00').reopened('2026-06-01 10:00'), {
      '2026-06-01 10:00': { kind: 'WAIT', until: '2026-06-08 10:00' },
    });
  });
});
