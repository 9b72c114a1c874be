import type { ContactPurpose } from '../../../src/domain/vocabulary';
import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) =>
  given({ contacts: [person('manager', { availability: 'any time' })], ...setting }).submitted(
    '2026-03-03 10:00',
  );
const thanked = (setting = {}) =>
  applied(setting)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('nudges-in-a-week (T12)', () => {
  it.each([
    ['BALANCED', '2026-03-19 09:00'],
    ['PERSISTENT', '2026-03-16 13:00'],
    ['PATIENT', '2026-03-20 13:00'],
  ] as const)('%s: with two in two days, the next opens %s', (preset, opens) => {
    const twice = thanked({ preset, policy: { checkInWaitDays: 3, unansweredAfterInterviewMax: 9 } })
      .attempted('2026-03-12 09:00', { purpose: 'FOLLOW_UP' })
      .attempted('2026-03-13 13:00', { purpose: 'CHECK_IN' });
    expectAdvice(twice, {
      [opens]: { opens },
      '2026-03-13 13:00': { kind: 'WAIT', until: opens },
    });
  });

  it('exactly 7 days after the first of two there is room again', () => {
    const twice = thanked()
      .attempted('2026-03-12 09:00', { purpose: 'FOLLOW_UP' })
      .attempted('2026-03-13 13:00', { purpose: 'CHECK_IN' });
    expectAdvice(twice, { '2026-03-19 08:59:59.999': 'WAIT', '2026-03-19 09:00': 'CALL' });
  });

  it.each<[ContactPurpose, boolean]>([
    ['FOLLOW_UP', true],
    ['REMINDER', true],
    ['CHECK_IN', true],
    ['ASK_FOR_UPDATE', true],
    ['ASK_AVAILABILITY', true],
    ['LEAVE_MESSAGE', true],
    ['OTHER', true],
    ['THANK_YOU', false],
    ['ANSWER', false],
    ['FIND_HIRING_MANAGER', false],
  ])('%s counts: %s', (purpose, counts) => {
    const application = applied({ policy: { checkInWaitDays: 1, checkInDueDays: 2 } })
      .attempted('2026-03-09 10:00', { purpose })
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
      .attempted('2026-03-11 10:00', { purpose: 'THANK_YOU' })
      .attempted('2026-03-11 12:00', { purpose: 'FOLLOW_UP' });
    expectAdvice(application, {
      '2026-03-11 12:00': { until: counts ? '2026-03-16 10:00' : '2026-03-12 12:00' },
    });
  });

  it('thanks, answers and look-ups go out nevertheless', () => {
    const full = applied()
      .attempted('2026-03-09 10:00')
      .attempted('2026-03-10 10:00')
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE');
    expectAdvice(full, { '2026-03-10 15:00': 'SEND_THANK_YOU_EMAIL' });
    expectAdvice(full.heard('2026-03-10 16:00', 'INFORMATION_REQUESTED'), {
      '2026-03-10 16:00': 'ANSWER_EMPLOYER',
    });
  });

  it('a call that they have agreed to is none', () => {
    const asked = thanked()
      .attempted('2026-03-16 10:00', { purpose: 'CHECK_IN' })
      .attempted('2026-03-18 10:00', { purpose: 'ASK_AVAILABILITY' });
    asked.heard('2026-03-19 10:00', 'ACKNOWLEDGED', { attemptId: asked.lastEventId });
    expectAdvice(asked, { '2026-03-19 10:00': 'CALL' });
  });

  it('a week is seven days of the calendar, over a change of clocks too', () => {
    const application = applied({ policy: { nudgesPerWeekMax: 1, reminderWaitDays: 1, reminderDueDays: 2 } });
    expectAdvice(application.attempted('2026-03-04 10:00'), {
      '2026-03-04 10:00': { kind: 'WAIT', until: '2026-03-11 10:00' },
    });
  });
});
