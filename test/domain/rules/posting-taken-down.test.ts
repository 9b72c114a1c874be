import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting }).submitted('2026-03-03 10:00');
const down = (setting = {}) => applied(setting).attempted('2026-03-05 10:00').takenDown('2026-03-06 12:00');

describe('posting-taken-down (T13)', () => {
  it('21 days after the last word either way: close', () => {
    expectAdvice(down(), {
      '2026-03-26 09:59:59.999': { kind: 'SEND_REMINDER', until: '2026-03-26 10:00' },
      '2026-03-26 10:00': { kind: 'CLOSE', method: null, to: null, opens: '2026-03-26 10:00', until: null },
    });
  });

  it.each([
    ['our own attempt', () => down().attempted('2026-03-12 10:00'), '2026-04-02 10:00'],
    ['their word', () => down().heard('2026-03-10 10:00', 'IN_PROGRESS'), '2026-03-31 10:00'],
    ['nothing since applying', () => applied().takenDown('2026-03-04 12:00'), '2026-03-24 10:00'],
    [
      'an interview',
      () => down().interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE'),
      '2026-04-01 15:00',
    ],
    ['weeks before it was taken down', () => applied().takenDown('2026-03-30 12:00'), '2026-03-30 12:00'],
  ])('the last word: %s', (_, application, closes) => {
    expect(application().steps(Date.parse('2026-03-30T17:00:00Z')).at(-1)).toMatchObject({
      from: application().instant(closes),
      actions: [{ kind: 'CLOSE' }],
    });
  });

  it('not where it is up again', () => {
    expectAdvice(down().postingChanged('2026-03-09 10:00', { takenDownAt: null }), {
      '2026-03-26 10:00': 'SEND_REMINDER',
    });
  });

  it.each([
    [
      'a stated date has passed (T9)',
      { response: 'TIMELINE_GIVEN', decisionExpectedOn: '2026-04-15' },
      '2026-04-17 00:00',
    ],
    [
      'a promise has been waited for',
      { response: 'CALL_PROMISED', promisedAt: '2026-04-15 10:00' },
      '2026-05-06 10:00',
    ],
  ] as const)('not before %s', (_, said, closes) => {
    const application = applied().attempted('2026-03-05 10:00', said).takenDown('2026-03-06 12:00');
    const closing = application
      .steps(application.instant('2026-03-06 12:00'))
      .find(({ actions }) => actions[0]?.kind === 'CLOSE');
    expect(application.local(closing?.from ?? null)).toBe(closes);
  });

  it('what the employer waits for is still answered', () => {
    const asked = down().heard('2026-03-10 10:00', 'INFORMATION_REQUESTED');
    expectAdvice(asked, { '2026-04-07 10:00': 'ANSWER_EMPLOYER' });
  });

  it('before any rule that wants no follow-up: closing is none', () => {
    const application = given()
      .submitted('2026-03-03 10:00', { noFollowUp: true })
      .takenDown('2026-03-06 12:00');
    expectAdvice(application, { '2026-03-24 09:59': 'WAIT', '2026-03-24 10:00': 'CLOSE' });
  });
});
