import { expectAdvice, given, person } from '../../support/given';

/** Silent for a week after an interview: time for a call. */
const silent = (facts: Parameters<typeof person>[1]) =>
  given({ contacts: [person('manager', { availability: 'any time', ...facts })] })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: ['manager'] })
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU', to: 'manager' });

const evening = [{ dayOfWeek: 2, opens: '18:00', closes: '20:00' }];
const morning = [{ dayOfWeek: 2, opens: '08:00', closes: '10:00' }];

describe('calls-refused (W6, W8)', () => {
  it.each([
    ['takes calls', {}, { kind: 'CALL', method: 'PHONE' }],
    ['takes none', { refusedMethods: ['PHONE'] }, { kind: 'CHECK_IN', method: 'EMAIL' }],
    [
      'is only free when nobody works',
      { availabilityWindows: evening },
      { kind: 'CHECK_IN', method: 'EMAIL' },
    ],
  ] as const)('a person who %s', (_, facts, expected) => {
    expectAdvice(silent(facts as object), { '2026-03-17 15:00': { ...expected, contact: 'manager' } });
  });

  it('a person with times of their own is called then, inside working hours', () => {
    expectAdvice(silent({ availabilityWindows: morning }), {
      '2026-03-17 15:00': { kind: 'WAIT', until: '2026-03-24 09:00' },
      '2026-03-24 08:59': 'WAIT',
      '2026-03-24 09:00': { kind: 'CALL', until: '2026-03-24 10:00' },
      '2026-03-24 10:00': { kind: 'WAIT', until: '2026-03-31 09:00' },
    });
  });

  it('times that are known need not be asked for (W8)', () => {
    const asking = silent({ availability: null });
    expectAdvice(asking, { '2026-03-17 15:00': 'ASK_AVAILABILITY' });
    const known = silent({ availability: null, availabilityWindows: morning });
    expectAdvice(known, { '2026-03-24 09:00': 'CALL' });
  });
});
