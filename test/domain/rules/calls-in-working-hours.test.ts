import type { WorkingTimes } from '../../../src/domain/calendar';
import { expectAdvice, given, person } from '../../support/given';

const split = [1, 2, 3, 4, 5].flatMap((dayOfWeek) => [
  { dayOfWeek, opens: '08:00', closes: '12:00' },
  { dayOfWeek, opens: '14:00', closes: '18:00' },
]);
const applied = (times: Partial<WorkingTimes> = {}, at = '2026-03-03 10:00') => given(times).submitted(at);

describe('calls-in-working-hours (W3, W8)', () => {
  it.each<[string, Partial<WorkingTimes>, string, string]>([
    ['Chicago', {}, '2026-03-03 10:00', '2026-03-04 09:00'],
    [
      'Berlin, the day before a holiday',
      { timeZone: 'Europe/Berlin', country: 'DE' },
      '2026-04-30 18:00',
      '2026-05-04 09:00',
    ],
    [
      'Kolkata, before Republic Day',
      { timeZone: 'Asia/Kolkata', country: 'IN' },
      '2026-01-23 18:00',
      '2026-01-27 09:00',
    ],
    [
      'Auckland, as clocks go forward',
      { timeZone: 'Pacific/Auckland', country: 'NZ' },
      '2026-09-25 18:00',
      '2026-09-28 09:00',
    ],
    ['with a break at noon', { hours: split }, '2026-03-06 09:00', '2026-03-06 14:00'],
  ])('%s: the first call opens', (_, times, submitted, opens) => {
    expectAdvice(applied(times, submitted), {
      [submitted]: { kind: 'WAIT', until: opens },
      [opens]: {
        kind: 'FIND_HIRING_MANAGER',
        opens,
        rules: expect.arrayContaining(['calls-in-working-hours']),
      },
    });
  });

  it('what opens within them opens then', () => {
    const application = applied({}, '2026-03-06 10:00');
    expectAdvice(application, {
      '2026-03-06 13:00': {
        kind: 'FIND_HIRING_MANAGER',
        rules: expect.not.arrayContaining(['calls-in-working-hours']),
      },
    });
  });

  it('messages are written at any hour', () => {
    const application = given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');
    expectAdvice(application, { '2026-03-04 00:00': 'SEND_FOLLOW_UP', '2026-03-04 23:59': 'SEND_FOLLOW_UP' });
  });
});
