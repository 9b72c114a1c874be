import { DateTime } from 'luxon';
import type { PolicyPreset } from '../../../src/domain/vocabulary';
import { expectAdvice, type Given, given, person } from '../../support/given';

const applied = (preset: PolicyPreset) =>
  given({ contacts: [person('manager')], preset }).submitted('2026-03-03 10:00');

/** That many attempts without an answer, eight days apart; the day of the last. */
function unanswered(application: Given, count: number, first: string): string {
  let day = DateTime.fromISO(first);
  for (let made = 0; made < count; made++, day = day.plus({ days: 8 })) {
    application.attempted(`${day.toISODate()} 10:00`, { purpose: 'OTHER' });
  }
  return day.minus({ days: 8 }).toISODate() as string;
}

const daysAfter = (day: string, days: number) => DateTime.fromISO(day).plus({ days }).toISODate();

describe('close-after-unanswered (T4)', () => {
  it.each([
    ['BALANCED', 3],
    ['PERSISTENT', 5],
    ['PATIENT', 2],
  ] as const)('%s: after applying %i, then 14 days', (preset, most) => {
    const application = applied(preset);
    unanswered(application, most - 1, '2026-03-04');
    expect(application.steps(Date.parse('2026-06-01')).at(-1)?.actions[0]?.because[0]?.rule).toBe('reminder');
    const last = unanswered(application, 1, '2026-06-01');
    expectAdvice(application, {
      [`${daysAfter(last, 14)} 09:59:59.999`]: { kind: 'WAIT', until: `${daysAfter(last, 14)} 10:00` },
      [`${daysAfter(last, 14)} 10:00`]: { kind: 'CLOSE', method: null, to: null, due: null, until: null },
    });
  });

  it.each([
    ['BALANCED', 6],
    ['PERSISTENT', 10],
    ['PATIENT', 3],
  ] as const)('%s: after an interview %i, then 14 days', (preset, most) => {
    const application = applied(preset).interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE');
    const last = unanswered(application, most, '2026-03-12');
    expectAdvice(application, {
      [`${daysAfter(last, 13)} 10:00`]: { kind: 'WAIT', until: `${daysAfter(last, 14)} 10:00` },
      [`${daysAfter(last, 14)} 10:00`]: {
        kind: 'CLOSE',
        rules: ['close-after-unanswered'],
        reason: expect.stringContaining(`${most} attempts in a row`),
      },
    });
  });

  it('the count starts anew with every word from the employer', () => {
    const application = applied('BALANCED');
    unanswered(application, 2, '2026-03-04');
    application.heard('2026-03-13 10:00', 'ACKNOWLEDGED');
    unanswered(application, 2, '2026-03-20');
    expectAdvice(application, { '2026-04-13 10:00': 'SEND_REMINDER' });
  });

  it('calls that only look for the person do not count, nor what did not get through', () => {
    const application = applied('BALANCED')
      .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'NO_ANSWER' })
      .attempted('2026-03-05 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'NO_ANSWER' })
      .attempted('2026-03-06 10:00', { response: 'BOUNCED' });
    unanswered(application, 2, '2026-03-09');
    expectAdvice(application, { '2026-04-01 10:00': 'SEND_REMINDER' });
  });

  it.each([
    ['a promise', { response: 'CALL_PROMISED', promisedAt: '2026-05-04 10:00' }],
    ['a stated date', { response: 'TIMELINE_GIVEN', decisionExpectedOn: '2026-05-04' }],
  ] as const)('not while %s is open', (_, said) => {
    const application = applied('BALANCED').attempted('2026-03-04 10:00', said);
    unanswered(application, 3, '2026-03-09');
    expectAdvice(application, {
      '2026-05-01 10:00': { kind: 'WAIT', practices: expect.arrayContaining(['T9']) },
    });
  });
});
