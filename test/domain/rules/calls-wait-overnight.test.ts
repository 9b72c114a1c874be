import { expectAdvice, given, person } from '../../support/given';

const split = [1, 2, 3, 4, 5].flatMap((dayOfWeek) => [
  { dayOfWeek, opens: '08:00', closes: '12:00' },
  { dayOfWeek, opens: '14:00', closes: '18:00' },
]);
const applied = (setting = {}) => given(setting).submitted('2026-03-03 10:00');
const call = { kind: 'FIND_HIRING_MANAGER', opens: '2026-03-04 09:00', due: '2026-03-06 17:00' };

describe('calls-wait-overnight (W3, W8)', () => {
  it('open until the hours end, and again when they begin; since when it is open stays', () => {
    expectAdvice(applied(), {
      '2026-03-04 16:59:59.999': { ...call, until: '2026-03-04 17:00' },
      '2026-03-04 17:00': { kind: 'WAIT', opens: '2026-03-05 09:00', until: '2026-03-05 09:00' },
      '2026-03-05 08:59:59.999': 'WAIT',
      '2026-03-05 09:00': { ...call, until: '2026-03-05 17:00' },
    });
  });

  it('over a weekend it grows late', () => {
    expectAdvice(applied(), {
      '2026-03-06 17:00': { kind: 'WAIT', until: '2026-03-09 09:00' },
      '2026-03-09 09:00': { ...call, urgency: 'LATE' },
    });
  });

  it('over a break at noon', () => {
    expectAdvice(applied({ hours: split }), {
      '2026-03-04 11:59': { kind: 'FIND_HIRING_MANAGER', until: '2026-03-04 12:00' },
      '2026-03-04 12:00': { kind: 'WAIT', until: '2026-03-04 14:00' },
      '2026-03-04 14:00': {
        kind: 'FIND_HIRING_MANAGER',
        opens: '2026-03-04 08:00',
        until: '2026-03-04 18:00',
      },
    });
  });

  it('where the employer never closes it never waits', () => {
    const hours = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({ dayOfWeek, opens: '00:00', closes: '24:00' }));
    expectAdvice(applied({ hours }), {
      '2026-03-04 00:00': {
        opens: '2026-03-04 00:00',
        rules: ['follow-up-after-applying', 'find-hiring-manager'],
      },
      '2026-03-06 23:59': { kind: 'FIND_HIRING_MANAGER', opens: '2026-03-04 00:00' },
    });
  });

  it('messages do not wait', () => {
    expectAdvice(applied({ contacts: [person('manager')] }), { '2026-03-04 20:00': 'SEND_FOLLOW_UP' });
  });
});
