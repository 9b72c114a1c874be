import { officeHours } from '../../../src/domain/calendar';
import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager')];

/** Applied then, the follow-up waits until it opens, and is due. */
describe('follow-up-after-applying (T1)', () => {
  it.each([
    ['on a Monday: by the 3rd working day', '2026-03-02 10:00', '2026-03-03 00:00', '2026-03-05 17:00'],
    ['on a Tuesday: that is Friday', '2026-03-03 10:00', '2026-03-04 00:00', '2026-03-06 17:00'],
    ['on a Tuesday night', '2026-03-03 23:59', '2026-03-04 00:00', '2026-03-06 17:00'],
    ['on a Wednesday: no weekend passes', '2026-03-04 10:00', '2026-03-05 00:00', '2026-03-06 17:00'],
    ['on a Thursday', '2026-03-05 10:00', '2026-03-06 00:00', '2026-03-06 17:00'],
    ['on a Friday before noon', '2026-03-06 11:59:59.999', '2026-03-06 13:00', '2026-03-06 17:00'],
    ['on a Friday from noon on', '2026-03-06 12:00', '2026-03-09 00:00', '2026-03-09 17:00'],
    ['on a Saturday', '2026-03-07 10:00', '2026-03-09 00:00', '2026-03-09 17:00'],
    ['on a Sunday night', '2026-03-08 23:59', '2026-03-09 00:00', '2026-03-09 17:00'],
    ['before a holiday on Friday', '2026-07-02 10:00', '2026-07-02 13:00', '2026-07-02 17:00'],
    ['from noon on before that holiday', '2026-07-02 12:00', '2026-07-06 00:00', '2026-07-06 17:00'],
    ['on that holiday', '2026-07-03 10:00', '2026-07-06 00:00', '2026-07-06 17:00'],
    ['before a holiday on Monday', '2026-09-04 15:00', '2026-09-08 00:00', '2026-09-08 17:00'],
    ['on the eve of Thanksgiving', '2026-11-25 10:00', '2026-11-27 00:00', '2026-11-27 17:00'],
    ['on Thanksgiving', '2026-11-26 10:00', '2026-11-27 00:00', '2026-11-27 17:00'],
  ])('applied %s', (_, submitted, opens, due) => {
    const application = given({ contacts }).submitted(submitted);
    expectAdvice(application, {
      [submitted]: { kind: 'WAIT', until: opens },
      [opens]: { kind: 'SEND_FOLLOW_UP', opens, due, late: due },
    });
  });

  it.each([
    [
      'from Sunday to Thursday: a Thursday morning',
      { timeZone: 'Asia/Riyadh', country: 'SA', hours: week([7, 1, 2, 3, 4]) },
      '2026-01-08 10:00',
      ['2026-01-08 13:00', '2026-01-08 17:00'],
    ],
    [
      'without a weekend: by the 3rd working day',
      { hours: week([1, 2, 3, 4, 5, 6, 7]) },
      '2026-03-06 10:00',
      ['2026-03-07 00:00', '2026-03-09 17:00'],
    ],
    [
      'closed on Friday afternoons: on Monday',
      { hours: [...week([1, 2, 3, 4]), { dayOfWeek: 5, opens: '09:00', closes: '13:00' }] },
      '2026-03-06 10:00',
      ['2026-03-09 00:00', '2026-03-09 17:00'],
    ],
    [
      'with the agency’s own hours of the weekend rule',
      { policy: { weekendCutoffHour: 10, weekendFollowUpHour: 15 } },
      '2026-03-06 09:59',
      ['2026-03-06 15:00', '2026-03-06 17:00'],
    ],
  ])('an employer %s', (_, setting, submitted, [opens, due]) => {
    const application = given({ contacts, ...setting }).submitted(submitted);
    expectAdvice(application, {
      [submitted]: { kind: 'WAIT', until: opens },
      [`${opens}`]: { kind: 'SEND_FOLLOW_UP', opens, due },
    });
  });

  it('is done once a message has gone out', () => {
    const sent = given({ contacts }).submitted('2026-03-03 10:00').attempted('2026-03-04 10:00');
    expectAdvice(sent, { '2026-03-04 10:00': { kind: 'WAIT', rules: expect.arrayContaining(['reminder']) } });
  });

  it('is not done by one that did not get through', () => {
    const bounced = given({ contacts: [...contacts, person('colleague', { role: 'RECRUITER' })] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { to: 'colleague', response: 'BOUNCED' });
    expectAdvice(bounced, {
      '2026-03-04 10:01': { kind: 'SEND_FOLLOW_UP', contact: 'manager', due: '2026-03-06 17:00' },
    });
  });

  it('after a look-up it is due by the next working day, if that is later', () => {
    const found = given()
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'NO_ANSWER' })
      .attempted('2026-03-06 16:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'DETAILS_OBTAINED' });
    expectAdvice(found, {
      '2026-03-06 16:00': { kind: 'SEND_FOLLOW_UP', opens: '2026-03-06 16:00', due: '2026-03-09 17:00' },
    });
  });
});

function week(days: number[]) {
  return days.map((dayOfWeek) => ({ ...(officeHours[0] as (typeof officeHours)[number]), dayOfWeek }));
}
