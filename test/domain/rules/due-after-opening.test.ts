import { expectAdvice, given, person } from '../../support/given';

const thanked = (at: string) =>
  given({ contacts: [person('manager', { availability: 'any time' })] })
    .submitted('2026-03-03 10:00')
    .interviewed(`${at.slice(0, 10)} 09:00`, `${at.slice(0, 10)} 10:00`, 'PHONE')
    .attempted(at, { purpose: 'THANK_YOU' });
const followedUp = (at: string) => thanked('2026-03-09 11:00').attempted(at, { purpose: 'FOLLOW_UP' });
const fired = expect.arrayContaining(['due-after-opening']);

/** What opens later than it was due is due by the end of the working day in which it opens. */
describe('due-after-opening (T12)', () => {
  it.each([
    [
      'due just after it opens: as it was',
      thanked('2026-03-12 11:00'),
      '2026-03-13 11:00',
      '2026-03-14 11:00',
      false,
    ],
    ['due when it opens', thanked('2026-03-14 11:00'), '2026-03-16 11:00', '2026-03-16 17:00', true],
    ['due before it opens', thanked('2026-03-13 11:00'), '2026-03-16 11:00', '2026-03-16 17:00', true],
    [
      'opening as the day ends: the next',
      thanked('2026-03-13 17:00'),
      '2026-03-16 17:00',
      '2026-03-17 17:00',
      true,
    ],
  ])('%s', (_, application, opens, due, moved) => {
    expectAdvice(application, { [opens]: { opens, due, late: due } });
    expect(application.at(opens).rules.includes('due-after-opening')).toBe(moved);
  });

  it('a call that opens after the weekend is not late as it opens', () => {
    // As a message it would have opened on Saturday and been due on Sunday.
    expectAdvice(followedUp('2026-03-18 10:00'), {
      '2026-03-18 10:00': { kind: 'WAIT', until: '2026-03-23 09:00' },
      '2026-03-23 09:00': {
        kind: 'CALL',
        opens: '2026-03-23 09:00',
        due: '2026-03-23 17:00',
        rules: fired,
        urgency: 'DUE',
      },
    });
  });

  it('nothing is ever due before it opens', () => {
    for (const application of [thanked('2026-03-13 17:00'), followedUp('2026-03-18 10:00')]) {
      for (const { opensAt, dueAt } of application
        .steps(Date.parse('2030-01-01'))
        .flatMap(({ actions }) => actions)) {
        if (opensAt !== null && dueAt !== null) expect(dueAt).toBeGreaterThan(opensAt);
      }
    }
  });
});
