import { given, unchangedPosting } from '../../support/given';
import {
  aDayAhead,
  applied,
  at,
  attempt,
  attempted,
  type Build,
  closing,
  commandLike,
  decided,
  now,
  refusals,
  refuses,
  rejected,
  reopening,
  submittedAt,
  tooFarAhead,
  zone,
} from './refusals';

const submit: Build = commandLike({
  type: 'SubmitApplication',
  candidateId: 'candidate',
  jobPostingId: 'posting',
  employerId: 'employer',
  submittedAt: now,
  timeZone: zone,
  channel: 'JOB_BOARD',
  posting: unchangedPosting,
});
const identify: Build = commandLike({
  type: 'IdentifyContact',
  contactId: 'manager',
  role: 'HIRING_MANAGER',
  identifiedAt: null,
});
const defer: Build = commandLike({ type: 'DeferAction', until: aDayAhead, why: null, deferredAt: null });
const closedAt = (moment: number | null) => ({ posting: { ...unchangedPosting, closedAt: moment } });

describe('SubmitApplication is refused', () => {
  refuses(given, submit, [
    ['TIME_IN_FUTURE submittedAt', { submittedAt: tooFarAhead }, { submittedAt: aDayAhead }],
    ['POSITION_CLOSED jobPostingId', closedAt(now), closedAt(now + 1)],
  ]);
});

describe('IdentifyContact is refused', () => {
  refuses(applied, identify, [
    ['TIME_IN_FUTURE identifiedAt', { identifiedAt: tooFarAhead }, { identifiedAt: aDayAhead }],
    ['BEFORE_SUBMISSION identifiedAt', { identifiedAt: submittedAt - 1 }, { identifiedAt: submittedAt }],
  ]);

  it('not else; who somebody is was true before it was found out', () => {
    expect(decided(attempted(), identify())).toMatchObject({ occurredAt: at('2026-03-04 10:00') });
  });
});

describe('ChangePosting', () => {
  it.each([
    ['before the submission: from then on', 0, submittedAt],
    ['later', now, now],
  ])('%s', (_, changedAt, occurredAt) => {
    const command = { type: 'ChangePosting', changes: { noFollowUp: true }, changedAt } as const;
    expect(decided(applied(), command)).toMatchObject({
      occurredAt,
      data: { changes: { noFollowUp: true } },
    });
  });
});

describe('DeferAction is refused', () => {
  refuses(applied, defer, [
    ['UNTIL_PASSED until', { deferredAt: now, until: now }, { deferredAt: now, until: now + 1 }],
    ['UNTIL_PASSED until', { until: submittedAt }, { until: submittedAt + 1 }],
    [
      'TIME_IN_FUTURE deferredAt',
      { deferredAt: tooFarAhead, until: Infinity },
      { deferredAt: aDayAhead, until: Infinity },
    ],
    ['BEFORE_SUBMISSION deferredAt', { deferredAt: submittedAt - 1 }, { deferredAt: submittedAt }],
  ]);

  it('while closed', () => {
    expect(refusals(rejected(), defer())).toEqual(['APPLICATION_CLOSED applicationId']);
  });

  it.each([
    ['now', attempted, { until: now + 1 }, now],
    ['that has run out: after the last event', attempted, { until: now }, at('2026-03-04 10:00')],
    ['after what was recorded ahead of its time', ahead, { until: aDayAhead + 1 }, aDayAhead],
  ])('not else; unless said, it was decided %s', (_, application, facts, occurredAt) => {
    expect(decided(application(), defer(facts))).toMatchObject({ type: 'ActionDeferred', occurredAt });
  });
});

describe('CloseApplication is refused', () => {
  refuses(applied, closing, [
    ['TIME_IN_FUTURE closedAt', { closedAt: tooFarAhead }, { closedAt: aDayAhead }],
    ['BEFORE_SUBMISSION closedAt', { closedAt: submittedAt - 1 }, { closedAt: submittedAt }],
  ]);

  it('where it is closed', () => {
    expect(refusals(rejected(), closing())).toEqual(['APPLICATION_CLOSED applicationId']);
    expect(decided(applied(), closing())).toMatchObject({ type: 'ApplicationClosed', occurredAt: now });
  });
});

describe('ReopenApplication is refused', () => {
  refuses(rejected, reopening, [
    ['TIME_IN_FUTURE reopenedAt', { reopenedAt: tooFarAhead }, { reopenedAt: aDayAhead }],
    ['BEFORE_SUBMISSION reopenedAt', { reopenedAt: submittedAt - 1 }, { reopenedAt: submittedAt }],
  ]);

  it('where it is open', () => {
    expect(refusals(applied(), reopening())).toEqual(['APPLICATION_OPEN applicationId']);
    expect(decided(rejected(), reopening())).toMatchObject({ type: 'ApplicationReopened', occurredAt: now });
  });

  it.each([
    ['by word', () => applied().heard('2026-03-09 10:00', 'POSITION_CLOSED')],
    ['by the posting', () => applied().postingChanged('2026-03-09 10:00', { closedAt: 1 })],
    ['after a rejection', () => rejected().postingChanged('2026-03-09 11:00', { closedAt: 1 })],
  ])('where the position is closed, %s (W9)', (_, application) => {
    expect(refusals(application(), reopening())).toEqual(['POSITION_CLOSED applicationId']);
  });

  it('not where that was a mistake', () => {
    const mistaken = rejected().postingChanged('2026-03-09 11:00', { closedAt: 1 });
    expect(refusals(mistaken.postingChanged('2026-03-09 12:00', { closedAt: null }), reopening())).toEqual(
      [],
    );
  });

  it('unless said, it comes after all else, also what was recorded ahead of its time', () => {
    const rejectedAhead = ahead().command(
      { ...applied().response('2026-03-10 10:00', 'REJECTED'), receivedAt: aDayAhead },
      now,
    );
    expect(decided(rejectedAhead, reopening())).toMatchObject({ occurredAt: aDayAhead });
  });
});

function ahead() {
  return applied().command(attempt({ attemptedAt: aDayAhead }), now);
}
