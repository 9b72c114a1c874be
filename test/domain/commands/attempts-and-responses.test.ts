import {
  aDayAhead,
  applied,
  at,
  attempt,
  attempted,
  now,
  refusals,
  refuses,
  rejected,
  response,
  submittedAt,
  tooFarAhead,
} from './refusals';

const said = { response: 'NO_ANSWER' };
const timeline = (decisionExpectedOn: string | null) => ({ response: 'TIMELINE_GIVEN', decisionExpectedOn });
const promise = (promisedAt: number | null) => ({ response: 'CALL_PROMISED', promisedAt });

describe('RecordContactAttempt is refused', () => {
  refuses(applied, attempt, [
    ['TIME_IN_FUTURE attemptedAt', { attemptedAt: tooFarAhead }, { attemptedAt: aDayAhead }],
    ['BEFORE_SUBMISSION attemptedAt', { attemptedAt: submittedAt - 1 }, { attemptedAt: submittedAt }],
    [
      'TIME_IN_FUTURE respondedAt',
      { ...said, respondedAt: tooFarAhead },
      { ...said, respondedAt: aDayAhead },
    ],
    ['RESPONSE_MISSING response', { respondedAt: now }, { ...said, respondedAt: now }],
    [
      'RESPONSE_BEFORE_ATTEMPT respondedAt',
      { ...said, respondedAt: at('2026-03-09 09:59:59.999') },
      { ...said, respondedAt: at('2026-03-09 10:00') },
    ],
  ]);

  it('not while the application is closed: what happened is recorded', () => {
    expect(refusals(rejected(), attempt())).toEqual([]);
  });
});

describe('RecordResponse is refused', () => {
  refuses(attempted, response, [
    ['TIME_IN_FUTURE receivedAt', { receivedAt: tooFarAhead }, { receivedAt: aDayAhead }],
    ['BEFORE_SUBMISSION receivedAt', { receivedAt: submittedAt - 1 }, { receivedAt: submittedAt }],
    ['NOT_FOUND attemptId', { attemptId: 'event-1' }, { attemptId: 'event-2' }],
    ['RESPONSE_MISSING response', { response: 'NONE' }, { response: 'NO_ANSWER' }],
    [
      'RESPONSE_BEFORE_ATTEMPT receivedAt',
      { attemptId: 'event-2', receivedAt: at('2026-03-04 09:59:59.999') },
      { attemptId: 'event-2', receivedAt: at('2026-03-04 10:00') },
    ],
  ]);
});

/** Dates and promises go with what the employer said; both commands take them. */
describe.each([
  ['RecordContactAttempt', attempt],
  ['RecordResponse', response],
])('%s: a statement is refused', (_, build) => {
  const saidAt = at('2026-03-09 10:00');
  refuses(applied, build, [
    ['DATE_REQUIRED decisionExpectedOn', timeline(null), timeline('2026-03-20')],
    ['DATE_PASSED decisionExpectedOn', timeline('2026-03-08'), timeline('2026-03-09')],
    ['DATE_REQUIRED promisedAt', promise(null), promise(saidAt)],
    ['DATE_PASSED promisedAt', promise(saidAt - 1), promise(saidAt)],
    [
      'RESPONSE_MISSING response',
      { response: 'NO_ANSWER', decisionExpectedOn: '2026-03-20' },
      { response: 'IN_PROGRESS', decisionExpectedOn: '2026-03-20' },
    ],
    ['RESPONSE_MISSING response', { response: 'ACKNOWLEDGED', promisedAt: now }, promise(now)],
  ]);
});

describe('a statement in answer to an attempt', () => {
  const respondedAt = at('2026-03-09 23:30');
  refuses(applied, (facts) => attempt({ respondedAt, ...facts }), [
    ['DATE_PASSED promisedAt', promise(respondedAt - 1), promise(respondedAt)],
    ['DATE_PASSED decisionExpectedOn', timeline('2026-03-08'), timeline('2026-03-09')],
  ]);

  it('has passed by the calendar of the zone in which it was made', () => {
    const inBerlin = { ...timeline('2026-03-09'), respondedAt, timeZone: 'Europe/Berlin' };
    expect(refusals(applied(), attempt(inBerlin))).toEqual(['DATE_PASSED decisionExpectedOn']);
  });
});

describe('a command with several problems', () => {
  it('is refused with all of them', () => {
    const command = attempt({ attemptedAt: submittedAt - 1, respondedAt: tooFarAhead, promisedAt: 0 });
    expect(refusals(applied(), command)).toEqual([
      'BEFORE_SUBMISSION attemptedAt',
      'RESPONSE_MISSING response',
      'DATE_PASSED promisedAt',
      'TIME_IN_FUTURE respondedAt',
      'RESPONSE_MISSING response',
    ]);
  });

  it('and in words, which name no other field’s value', () => {
    const command = attempt({ attemptedAt: tooFarAhead, respondedAt: null });
    expect(() => applied().command(command, now)).toThrow(
      'TIME_IN_FUTURE: Must not be more than one day in the future.',
    );
  });
});
