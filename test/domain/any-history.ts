import fc from 'fast-check';
import { officeHours, type WorkingHours } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { DomainError } from '../../src/domain/errors';
import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { localDate } from '../../src/domain/local-days';
import {
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  PolicyPreset,
  RecipientRole,
} from '../../src/domain/vocabulary';
import { type Given, given, person, type Setting, unchangedPosting } from '../support/given';

/** Employers, agencies and people of every kind; and plausible histories with them, decided from commands. */

const anyOf = <W extends string>(words: { readonly [K in W]: K }) =>
  fc.constantFrom(...(Object.keys(words) as W[]));
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const split: WorkingHours[] = [1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => [
  { dayOfWeek, opens: '08:30', closes: '12:00' },
  { dayOfWeek, opens: '14:00', closes: '18:30' },
]);
const always: WorkingHours[] = [1, 2, 3, 4, 5, 6, 7].map((dayOfWeek) => ({
  dayOfWeek,
  opens: '00:00',
  closes: '24:00',
}));
const fewHours: WorkingHours[] = [{ dayOfWeek: 3, opens: '10:00', closes: '11:00' }];

const anyPlace = fc.constantFrom<Setting>(
  { timeZone: 'America/Chicago', country: 'US' },
  { timeZone: 'Europe/Berlin', country: 'DE', region: 'BY' },
  { timeZone: 'Pacific/Auckland', country: 'NZ' },
  { timeZone: 'Asia/Kolkata', country: 'IN' },
  {
    timeZone: 'Asia/Riyadh',
    country: 'SA',
    hours: [7, 1, 2, 3, 4].map((dayOfWeek) => ({ dayOfWeek, opens: '09:00', closes: '17:00' })),
  },
);

const anyPolicy = fc.record(
  {
    firstFollowUpDueWorkingDays: fc.integer({ min: 1, max: 5 }),
    reminderWaitDays: fc.integer({ min: 1, max: 10 }),
    unansweredAfterApplyingMax: fc.integer({ min: 1, max: 5 }),
    unansweredAfterInterviewMax: fc.integer({ min: 1, max: 8 }),
    thankYouEmailLapseDays: fc.integer({ min: 2, max: 10 }),
    checkInWaitDays: fc.integer({ min: 1, max: 9 }),
    decisionGraceWorkingDays: fc.integer({ min: 0, max: 3 }),
    phoneAfterSilenceDays: fc.integer({ min: 1, max: 14 }),
    askAvailabilityBeforeCall: fc.boolean(),
    nudgesPerWeekMax: fc.integer({ min: 1, max: 4 }),
    lookUpsMax: fc.integer({ min: 0, max: 3 }),
    callGiveWayWorkingDays: fc.integer({ min: 1, max: 10 }),
    goneColdDays: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
);

const contactIds = ['first', 'second', 'third', 'fourth'];
const anyContact = (id: string) =>
  fc
    .record({
      role: anyOf(RecipientRole),
      decides: fc.boolean(),
      email: perhaps(fc.constant(`${id}@example.com`)),
      availability: perhaps(fc.constant('mornings')),
      doNotContact: fc.boolean().map((one) => one && id === 'fourth'),
    })
    .map((facts) => person(id, facts));

export const anySetting: fc.Arbitrary<Setting> = fc
  .record({
    place: anyPlace,
    hours: fc.option(fc.constantFrom(officeHours, split, always, fewHours), { nil: undefined, freq: 2 }),
    contacts: fc.subarray(contactIds).chain((ids) => fc.tuple(...ids.map(anyContact))),
    candidateTimeZone: fc.constantFrom('America/New_York', 'Asia/Tokyo'),
    preset: anyOf(PolicyPreset),
    policy: anyPolicy,
  })
  .map(({ place, hours, ...rest }) => ({ ...place, ...(hours ? { hours } : {}), ...rest }));

/** What is done next, how long after the last event or before it, and with which facts, as far as they fit. */
const anyStep = fc.record({
  type: fc.constantFrom<Command['type'] | 'Nothing'>(
    ...([
      'RecordContactAttempt',
      'RecordContactAttempt',
      'RecordContactAttempt',
      'RecordResponse',
      'RecordResponse',
    ] as const),
    ...([
      'ScheduleInterview',
      'RecordInterview',
      'RecordInterview',
      'CancelInterview',
      'IdentifyContact',
    ] as const),
    ...([
      'ChangePosting',
      'DeferAction',
      'CloseApplication',
      'ReopenApplication',
      'CorrectEvent',
      'RetractEvent',
    ] as const),
  ),
  after: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: -9 * DAY, max: 0 }) },
  ),
  lasting: fc.integer({ min: 1, max: 40 * DAY }),
  method: anyOf(ContactMethod),
  purpose: perhaps(anyOf(ContactPurpose)),
  response: anyOf(ContactResponse),
  responded: fc.boolean(),
  dated: fc.boolean(),
  role: anyOf(RecipientRole),
  contactId: perhaps(fc.constantFrom(...contactIds)),
  format: anyOf(InterviewFormat),
  outcome: anyOf(ApplicationOutcome),
  changes: fc.record(
    {
      noPhoneCalls: fc.boolean(),
      noFollowUp: fc.boolean(),
      onlyQualifiedContacted: fc.boolean(),
      takenDownAt: perhaps(fc.constant(0)),
      closedAt: perhaps(fc.constant(0)),
    },
    { requiredKeys: [] },
  ),
  target: fc.nat(),
});
type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const anySubmission = fc.record({
  submittedAt: fc.integer({
    min: Date.parse('2026-01-05T00:00:00Z'),
    max: Date.parse('2026-12-20T00:00:00Z'),
  }),
  channel: anyOf(ApplicationChannel),
  noPhoneCalls: fc.boolean(),
});

export const anyApplication: fc.Arbitrary<Given> = fc
  .record({ setting: anySetting, submission: anySubmission, steps: fc.array(anyStep, { maxLength: 12 }) })
  .map(({ setting, submission, steps }) => {
    const application = given(setting);
    const { submittedAt, channel, noPhoneCalls } = submission;
    application.command({
      type: 'SubmitApplication',
      candidateId: 'candidate',
      jobPostingId: 'posting',
      employerId: 'employer',
      submittedAt,
      timeZone: application.zone,
      channel,
      posting: { ...unchangedPosting, noPhoneCalls },
    });
    for (const step of steps) attemptCommand(application, step);
    const asText = () => JSON.stringify({ setting, events: application.events });
    return Object.defineProperty(application, fc.toStringMethod, { value: asText });
  });

/** What contradicts what is known is left out: the product refuses it. */
function attemptCommand(application: Given, step: AnyStep): void {
  try {
    application.command(commandOf(application, step));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

function commandOf(application: Given, step: AnyStep): Command {
  const { type, lasting, target } = step;
  const { state } = application.circumstances();
  const at = Math.max(state.lastOccurredAt + step.after, state.submittedAt);
  const { method, role, contactId, format, outcome } = step;
  const { zone: timeZone, events } = application;
  const eventId = events[target % events.length]?.eventId ?? '';
  const known = contactId === null ? [] : [contactId];
  switch (type) {
    case 'RecordContactAttempt':
    case 'RecordResponse':
      return recordOf(application, step, at, type, state.attempts[target % 9]?.id ?? null);
    case 'ScheduleInterview':
      return {
        type,
        startsAt: at + lasting,
        endsAt: at + lasting + HOUR,
        timeZone,
        format,
        contactIds: known,
      };
    case 'RecordInterview': {
      const decisionExpectedOn = step.dated ? localDate(at + lasting, timeZone) : null;
      const facts = { format, contactIds: known, topics: [], decisionExpectedOn, note: null };
      return { type, startedAt: at, endedAt: at + HOUR, timeZone, ...facts };
    }
    case 'CancelInterview':
      return {
        type,
        interviewId: state.interviews.find(({ held }) => !held)?.id ?? '',
        why: null,
        cancelledAt: at,
      };
    case 'IdentifyContact':
      return { type, contactId: contactId ?? 'first', role, identifiedAt: step.dated ? at : null };
    case 'ChangePosting': {
      const { takenDownAt, closedAt } = step.changes;
      const times = {
        ...(takenDownAt === 0 && { takenDownAt: at }),
        ...(closedAt === 0 && { closedAt: at }),
      };
      return { type, changes: { ...step.changes, ...times }, changedAt: at };
    }
    case 'DeferAction':
      return { type, until: at + lasting, why: null, deferredAt: at };
    case 'CloseApplication':
      return { type, outcome, note: null, closedAt: at };
    case 'ReopenApplication':
      return { type, why: 'asked again', reopenedAt: at };
    case 'CorrectEvent': {
      const kind = method === 'EMAIL' ? 'RecordResponse' : 'RecordContactAttempt';
      return { type, eventId, reason: 'mistyped', replacement: recordOf(application, step, at, kind, null) };
    }
    default:
      return { type: 'RetractEvent', eventId, reason: 'never happened' };
  }
}

function recordOf(
  { zone: timeZone }: Given,
  step: AnyStep,
  at: Instant,
  type: 'RecordContactAttempt' | 'RecordResponse',
  attemptId: string | null,
): Extract<Command, { type: 'RecordContactAttempt' | 'RecordResponse' }> {
  const { method, purpose, response, contactId, role, responded, dated, lasting } = step;
  const respondedAt =
    type === 'RecordContactAttempt' && responded && response !== 'NONE' ? at + (lasting % (5 * DAY)) : null;
  const saidAt = respondedAt ?? at;
  const facts = {
    decisionExpectedOn:
      response === 'TIMELINE_GIVEN' || (dated && response === 'IN_PROGRESS')
        ? localDate(saidAt + lasting, timeZone)
        : null,
    promisedAt: response === 'CALL_PROMISED' ? saidAt + lasting : null,
    note: null,
  };
  return type === 'RecordContactAttempt'
    ? {
        type,
        attemptedAt: at,
        timeZone,
        method,
        purpose,
        contactId,
        recipientRole: role,
        response,
        respondedAt,
        ...facts,
      }
    : { type, receivedAt: at, timeZone, attemptId, method, response, contactId, ...facts };
}
