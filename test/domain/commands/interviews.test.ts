import {
  aDayAhead,
  applied,
  at,
  attempt,
  type Build,
  commandLike,
  decided,
  now,
  refusals,
  refuses,
  rejected,
  submittedAt,
  tooFarAhead,
  zone,
} from './refusals';

const [starts, ends] = [at('2026-03-09 14:00'), at('2026-03-09 15:00')];

const schedule: Build = commandLike({
  type: 'ScheduleInterview',
  agreedAt: null,
  startsAt: starts,
  endsAt: ends,
  timeZone: zone,
  format: 'VIDEO',
  contactIds: [],
});
const record: Build = commandLike({
  type: 'RecordInterview',
  startedAt: starts,
  endedAt: ends,
  timeZone: zone,
  format: 'VIDEO',
  contactIds: [],
  topics: [],
  decisionExpectedOn: null,
  note: null,
});
const cancel: Build = commandLike({
  type: 'CancelInterview',
  interviewId: 'event-2',
  why: null,
  cancelledAt: null,
});
const scheduled = () => applied().scheduled('2026-03-05 10:00', '2026-03-16 14:00', '2026-03-16 15:00');

describe('ScheduleInterview is refused', () => {
  refuses(applied, schedule, [
    ['BEFORE_SUBMISSION startsAt', { startsAt: submittedAt - 1 }, { startsAt: submittedAt }],
    ['END_BEFORE_START endsAt', { endsAt: starts }, { endsAt: starts + 1 }],
  ]);

  it('while closed', () => {
    expect(refusals(rejected(), schedule())).toEqual(['APPLICATION_CLOSED applicationId']);
  });

  it.each([
    ['now, where it lies ahead', { startsAt: now + 1, endsAt: now + 2 }, now],
    ['as it began, where that is past', {}, starts],
  ])('not else; it was agreed on %s', (_, facts, occurredAt) => {
    expect(decided(applied(), schedule(facts))).toMatchObject({ type: 'InterviewScheduled', occurredAt });
  });
});

describe('RecordInterview is refused', () => {
  refuses(applied, record, [
    ['BEFORE_SUBMISSION startedAt', { startedAt: submittedAt - 1 }, { startedAt: submittedAt }],
    ['END_BEFORE_START endedAt', { endedAt: starts }, { endedAt: starts + 1 }],
    ['TIME_IN_FUTURE endedAt', { endedAt: tooFarAhead }, { endedAt: aDayAhead }],
    [
      'DATE_PASSED decisionExpectedOn',
      { decisionExpectedOn: '2026-03-08' },
      { decisionExpectedOn: '2026-03-09' },
    ],
  ]);

  it('not while closed: it counts from its end', () => {
    expect(decided(rejected(), record())).toMatchObject({ type: 'InterviewHeld', occurredAt: ends });
  });
});

describe('CancelInterview is refused', () => {
  refuses(scheduled, cancel, [
    ['NOT_FOUND interviewId', { interviewId: 'event-1' }, {}],
    ['TIME_IN_FUTURE cancelledAt', { cancelledAt: tooFarAhead }, { cancelledAt: aDayAhead }],
    ['BEFORE_SUBMISSION cancelledAt', { cancelledAt: submittedAt - 1 }, { cancelledAt: submittedAt }],
  ]);

  it('once it was held, or called off', () => {
    const held = scheduled().interviewed('2026-03-16 14:00', '2026-03-16 15:00');
    const off = scheduled().cancelled('2026-03-06 10:00');
    for (const application of [held, off]) {
      expect(refusals(application, cancel())).toEqual(['NOT_FOUND interviewId']);
    }
  });

  it('not else; unless said, it was called off now, and after all else', () => {
    expect(decided(scheduled(), cancel())).toMatchObject({ occurredAt: now });
    const ahead = scheduled().command(attempt({ attemptedAt: aDayAhead }), now);
    expect(decided(ahead, cancel())).toMatchObject({ occurredAt: aDayAhead });
  });
});
