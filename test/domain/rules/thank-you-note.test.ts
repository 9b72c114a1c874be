import type { InterviewFormat } from '../../../src/domain/vocabulary';
import { given, person } from '../../support/given';

const interviewed = (format: InterviewFormat = 'IN_PERSON', setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-11 14:00', '2026-03-11 15:00', format, { with: ['manager'] });
const noteAt = (application: ReturnType<typeof interviewed>, at: string) =>
  application.allAt(at).find(({ kind }) => kind === 'SEND_THANK_YOU_NOTE');

describe('thank-you-note (T5)', () => {
  it.each([
    ['IN_PERSON', true],
    ['VIDEO', true],
    ['PHONE', false],
  ] as const)('%s: %s', (format, expected) => {
    expect(noteAt(interviewed(format), '2026-03-11 15:00') !== undefined).toBe(expected);
  });

  it.each([
    ['BALANCED', true],
    ['PERSISTENT', true],
    ['PATIENT', false],
  ] as const)('%s: %s', (preset, expected) => {
    expect(noteAt(interviewed('IN_PERSON', { preset }), '2026-03-11 15:00') !== undefined).toBe(expected);
  });

  it.each([
    ['America/Chicago', '2026-03-11 23:59', '2026-03-12 00:00'],
    ['America/New_York', '2026-03-11 22:59', '2026-03-11 23:00'],
    ['Europe/Berlin', '2026-03-11 17:59', '2026-03-11 18:00'],
    ['Asia/Kolkata', '2026-03-12 13:29', '2026-03-12 13:30'],
  ])('lapses with the day of a candidate in %s', (candidateTimeZone, due, lapses) => {
    const application = interviewed('VIDEO', { candidateTimeZone });
    expect(noteAt(application, due)).toMatchObject({
      method: 'POST',
      contact: 'manager',
      due,
      until: lapses,
    });
    expect(noteAt(application, lapses)).toBeUndefined();
  });

  it('opens as the interview ends, held or still only scheduled', () => {
    const scheduled = given()
      .submitted('2026-03-03 10:00')
      .scheduled('2026-03-05 10:00', '2026-03-11 14:00', '2026-03-11 15:00');
    expect(noteAt(scheduled, '2026-03-11 14:59:59.999')).toBeUndefined();
    expect(noteAt(scheduled, '2026-03-11 15:00')).toMatchObject({
      to: 'INTERVIEWER',
      opens: '2026-03-11 15:00',
    });
  });

  it.each([
    ['POST', false],
    ['EMAIL', true],
  ] as const)('thanked by %s: still to do, %s', (method, expected) => {
    const thanked = interviewed().attempted('2026-03-11 16:00', { purpose: 'THANK_YOU', method });
    expect(noteAt(thanked, '2026-03-11 16:00') !== undefined).toBe(expected);
  });

  it('also where the posting wants no follow-up: thanks press for nothing', () => {
    const application = given()
      .submitted('2026-03-03 10:00', { noFollowUp: true })
      .interviewed('2026-03-11 14:00', '2026-03-11 15:00');
    expect(noteAt(application, '2026-03-11 15:00')).toBeDefined();
  });

  it('not to somebody who has asked not to be contacted', () => {
    const application = interviewed('IN_PERSON', { contacts: [person('manager', { doNotContact: true })] });
    expect(application.at('2026-03-11 15:00').kind).not.toMatch('THANK_YOU');
  });
});
