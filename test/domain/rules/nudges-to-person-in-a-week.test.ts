import { expectAdvice, type Given, given, person, type Setting } from '../../support/given';

/** Others of the agency have pressed the hiring manager at these times, on other applications. */
function applied(pressedAt: string[], setting: Setting = {}): Given {
  const clock = given();
  const pressedElsewhereAt = pressedAt.map((at) => clock.instant(at));
  const contacts = [person('manager', { pressedElsewhereAt })];
  return given({ contacts, ...setting }).submitted('2026-03-03 10:00');
}
const thrice = ['2026-03-02 09:00', '2026-03-02 10:00', '2026-03-03 09:00'];

describe('nudges-to-person-in-a-week (T12)', () => {
  it('holds back what would be one too many, says why, and when it opens', () => {
    expectAdvice(applied(thrice), {
      '2026-03-04 09:00': {
        kind: 'WAIT',
        until: '2026-03-09 09:00',
        reason: expect.stringContaining('at most 3 nudges to one person'),
      },
      '2026-03-09 09:00': { kind: 'SEND_FOLLOW_UP', contact: 'manager', opens: '2026-03-09 09:00' },
    });
  });

  it('one fewer leaves room', () => {
    expectAdvice(applied(thrice.slice(1)), { '2026-03-04 09:00': 'SEND_FOLLOW_UP' });
  });

  it('those that were never too many change nothing, also not when something was due', () => {
    const spread = applied(['2026-03-05 10:00', '2026-03-12 10:01', '2026-03-19 10:02', '2026-03-26 10:03']);
    const alone = applied([]);
    for (const at of ['2026-03-12 12:00', '2026-03-19 12:00', '2026-03-27 12:00']) {
      expect(spread.at(at)).toEqual(alone.at(at));
    }
  });

  it('what was held back is due when it opens; what was open before, again when it is open again', () => {
    const late = applied([...thrice, '2026-03-16 09:00', '2026-03-16 10:00', '2026-03-16 11:00']);
    expectAdvice(late, {
      '2026-03-09 09:00': { kind: 'SEND_FOLLOW_UP', opens: '2026-03-09 09:00', due: '2026-03-09 17:00' },
      '2026-03-16 11:00': { kind: 'WAIT', until: '2026-03-23 09:00' },
      '2026-03-23 09:00': { kind: 'SEND_FOLLOW_UP', due: '2026-03-23 17:00' },
    });
  });

  it('as the policy says', () => {
    const policy = { nudgesPerPersonPerWeekMax: 4 };
    expectAdvice(applied(thrice, { policy }), { '2026-03-04 09:00': 'SEND_FOLLOW_UP' });
  });

  it('those on this application count, too', () => {
    const twice = applied(['2026-03-09 09:00', '2026-03-10 09:00']).attempted('2026-03-04 09:00', {
      to: 'manager',
    });
    expectAdvice(twice, { '2026-03-11 08:59': 'WAIT', '2026-03-11 09:00': 'SEND_REMINDER' });
    const thriceNow = applied(['2026-03-09 09:00', '2026-03-10 09:00', '2026-03-10 10:00']).attempted(
      '2026-03-04 09:00',
      { to: 'manager' },
    );
    expectAdvice(thriceNow, { '2026-03-11 09:00': { kind: 'WAIT', until: '2026-03-16 09:00' } });
  });

  it('those to come do not count before they come', () => {
    expectAdvice(applied([...thrice.slice(1), '2026-03-04 12:00']), {
      '2026-03-04 11:59': { kind: 'SEND_FOLLOW_UP', until: '2026-03-04 12:00' },
      '2026-03-04 12:00': { kind: 'WAIT', until: '2026-03-09 10:00' },
    });
  });

  it('thanks and answers are not held back', () => {
    const application = applied(thrice).interviewed('2026-03-03 14:00', '2026-03-03 15:00', 'PHONE', {
      with: ['manager'],
    });
    expectAdvice(application, { '2026-03-03 15:00': { kind: 'SEND_THANK_YOU_EMAIL', contact: 'manager' } });
  });

  it('a call that they have agreed to is not held back', () => {
    const agreed = applied(['2026-03-16 09:00', '2026-03-16 10:00', '2026-03-17 09:00'])
      .interviewed('2026-03-09 14:00', '2026-03-09 15:00', 'PHONE', { with: ['manager'] })
      .attempted('2026-03-17 16:00', { purpose: 'ASK_AVAILABILITY', to: 'manager' })
      .heard('2026-03-18 10:00', 'ACKNOWLEDGED', { attemptId: 'event-3', to: 'manager' });
    expectAdvice(agreed, { '2026-03-18 10:00': { kind: 'CALL', contact: 'manager' } });
  });

  it('where a call gives way to a message to somebody else, that person counts', () => {
    const clock = given();
    const pressedElsewhereAt = ['2026-03-12 09:00', '2026-03-12 10:00', '2026-03-12 11:00'].map((at) =>
      clock.instant(at),
    );
    const contacts = [person('recruiter', { role: 'RECRUITER', pressedElsewhereAt })];
    const application = given({ contacts }).submitted('2026-03-03 10:00');
    expectAdvice(application, {
      '2026-03-12 12:00': 'FIND_HIRING_MANAGER',
      '2026-03-13 17:00': { kind: 'WAIT', until: '2026-03-19 09:00' },
      '2026-03-19 09:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'recruiter' },
    });
  });
});
