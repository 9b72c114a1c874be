import { type ApplicationState, isPositionClosed } from './application';
import { DomainError, type Problem, refusal } from './errors';
import type {
  ContactAttempted,
  Event,
  Fact,
  InterviewHeld,
  InterviewScheduled,
  PostingFacts,
  Replacement,
  ResponseReceived,
} from './events';
import { supersessions } from './events';
import { DAY, type Instant, type LocalDate, type TimeZone } from './instant';
import { localDate } from './local-days';
import { type ApplicationChannel, type ApplicationOutcome, isWord, type RecipientRole } from './vocabulary';

export interface SubmitApplication {
  type: 'SubmitApplication';
  candidateId: string;
  jobPostingId: string;
  employerId: string;
  submittedAt: Instant;
  timeZone: TimeZone;
  channel: ApplicationChannel;
  posting: PostingFacts;
}
export type RecordContactAttempt = {
  type: 'RecordContactAttempt';
  attemptedAt: Instant;
  timeZone: TimeZone;
} & ContactAttempted['data'];
export type RecordResponse = {
  type: 'RecordResponse';
  receivedAt: Instant;
  timeZone: TimeZone;
} & ResponseReceived['data'];
export type ScheduleInterview = {
  type: 'ScheduleInterview';
  timeZone: TimeZone;
} & InterviewScheduled['data'];
export type RecordInterview = { type: 'RecordInterview'; timeZone: TimeZone } & InterviewHeld['data'];
export interface CancelInterview {
  type: 'CancelInterview';
  interviewId: string;
  why: string | null;
  cancelledAt: Instant | null;
}
export interface IdentifyContact {
  type: 'IdentifyContact';
  contactId: string;
  role: RecipientRole;
  identifiedAt: Instant | null;
}
export interface ChangePosting {
  type: 'ChangePosting';
  changes: Partial<PostingFacts>;
  changedAt: Instant;
}
export interface DeferAction {
  type: 'DeferAction';
  until: Instant;
  why: string | null;
  deferredAt: Instant | null;
}
export interface CloseApplication {
  type: 'CloseApplication';
  outcome: ApplicationOutcome;
  note: string | null;
  closedAt: Instant | null;
}
export interface ReopenApplication {
  type: 'ReopenApplication';
  why: string;
  reopenedAt: Instant | null;
}
export interface CorrectEvent {
  type: 'CorrectEvent';
  eventId: string;
  reason: string;
  replacement: RecordContactAttempt | RecordResponse;
}
export interface RetractEvent {
  type: 'RetractEvent';
  eventId: string;
  reason: string;
}

/** What a caller may ask for, on one application. */
export type Command =
  | SubmitApplication
  | RecordContactAttempt
  | RecordResponse
  | ScheduleInterview
  | RecordInterview
  | CancelInterview
  | IdentifyContact
  | ChangePosting
  | DeferAction
  | CloseApplication
  | ReopenApplication
  | CorrectEvent
  | RetractEvent;

/** An event before the store has given it its place. */
export type Decided = Fact & { occurredAt: Instant; timeZone: TimeZone };

/** What a command is decided on. `history` is needed for corrections and retractions only. */
export interface Known {
  state: ApplicationState;
  history: readonly Event[];
  now: Instant;
}

/**
 * The event that a command leads to.
 * @throws DomainError with every problem found, where the command contradicts itself or what is known.
 */
export function decide(command: Command, known: Known): Decided {
  const { state, now } = known;
  const timeZone = state.timeZone;
  switch (command.type) {
    case 'SubmitApplication': {
      const { type: _, submittedAt, ...rest } = command;
      const { timeZone: zone, ...data } = rest;
      refuseAny(notInFuture('submittedAt', submittedAt, now));
      if (command.posting.closedAt !== null && command.posting.closedAt <= submittedAt) {
        throw refusal('POSITION_CLOSED', 'jobPostingId', 'This job posting is closed; apply to an open one.');
      }
      return { type: 'ApplicationSubmitted', occurredAt: submittedAt, timeZone: zone, data };
    }
    case 'RecordContactAttempt':
      return attempted(command, known);
    case 'RecordResponse':
      return responded(command, known);
    case 'ScheduleInterview': {
      const { type: _, timeZone: zone, ...data } = command;
      refuseClosed(state, 'an interview can be scheduled');
      refuseAny([
        ...notBeforeSubmission('startsAt', command.startsAt, state),
        ...endAfterStart('endsAt', command.startsAt, command.endsAt),
      ]);
      return {
        type: 'InterviewScheduled',
        occurredAt: Math.min(now, command.startsAt),
        timeZone: zone,
        data,
      };
    }
    case 'RecordInterview': {
      const { type: _, timeZone: zone, ...data } = command;
      refuseAny([
        ...notBeforeSubmission('startedAt', command.startedAt, state),
        ...endAfterStart('endedAt', command.startedAt, command.endedAt),
        ...notInFuture('endedAt', command.endedAt, now),
        ...dateNotPast(command.decisionExpectedOn, command.endedAt, zone),
      ]);
      return { type: 'InterviewHeld', occurredAt: command.endedAt, timeZone: zone, data };
    }
    case 'CancelInterview': {
      const { interviewId, why, cancelledAt } = command;
      if (!state.interviews.some(({ id, held }) => id === interviewId && !held)) {
        throw refusal('NOT_FOUND', 'interviewId', 'No interview that is still to come has this id.');
      }
      const occurredAt = momentOf('cancelledAt', cancelledAt ?? afterAllElse(known), known);
      return { type: 'InterviewCancelled', occurredAt, timeZone, data: { interviewId, why } };
    }
    case 'IdentifyContact': {
      const { contactId, role, identifiedAt } = command;
      // Who somebody is was true before it was found out: unless said, it holds since the last event.
      const occurredAt = momentOf('identifiedAt', identifiedAt ?? state.lastOccurredAt, known);
      return { type: 'ContactIdentified', occurredAt, timeZone, data: { contactId, role } };
    }
    case 'ChangePosting':
      return {
        type: 'PostingChanged',
        occurredAt: Math.max(command.changedAt, state.submittedAt),
        timeZone,
        data: { changes: command.changes },
      };
    case 'DeferAction':
      return deferred(command, known);
    case 'CloseApplication': {
      if (state.stage === 'CLOSED') {
        throw refusal('APPLICATION_CLOSED', 'applicationId', 'This application is closed already.');
      }
      const { outcome, note, closedAt } = command;
      const occurredAt = momentOf('closedAt', closedAt, known);
      return { type: 'ApplicationClosed', occurredAt, timeZone, data: { outcome, note } };
    }
    case 'ReopenApplication':
      return reopened(command, known);
    case 'CorrectEvent':
      return corrected(command, known);
    case 'RetractEvent':
      return retracted(command, known);
  }
}

function attempted(command: RecordContactAttempt, { state, now }: Known): Decided & ContactAttempted {
  const { type: _, attemptedAt, timeZone, ...data } = command;
  const saidAt = data.respondedAt ?? attemptedAt;
  const problems = [
    ...notInFuture('attemptedAt', attemptedAt, now),
    ...notBeforeSubmission('attemptedAt', attemptedAt, state),
    ...statement(data, saidAt, timeZone),
  ];
  if (data.respondedAt !== null) {
    problems.push(...notInFuture('respondedAt', data.respondedAt, now));
    if (data.respondedAt < attemptedAt) {
      problems.push(problem('RESPONSE_BEFORE_ATTEMPT', 'respondedAt', 'Must not be before attemptedAt.'));
    }
    if (data.response === 'NONE') {
      problems.push(problem('RESPONSE_MISSING', 'response', 'Say which response came at respondedAt.'));
    }
  }
  refuseAny(problems);
  return { type: 'ContactAttempted', occurredAt: attemptedAt, timeZone, data };
}

function responded(command: RecordResponse, { state, now }: Known): Decided & ResponseReceived {
  const { type: _, receivedAt, timeZone, ...data } = command;
  const attempt = state.attempts.find(({ id }) => id === data.attemptId);
  const problems = [
    ...notInFuture('receivedAt', receivedAt, now),
    ...notBeforeSubmission('receivedAt', receivedAt, state),
    ...statement(data, receivedAt, timeZone),
  ];
  if (data.response === 'NONE') {
    problems.push(problem('RESPONSE_MISSING', 'response', 'Say which response came at receivedAt.'));
  }
  if (data.attemptId !== null && !attempt) {
    problems.push(problem('NOT_FOUND', 'attemptId', 'This application has no contact attempt with this id.'));
  }
  if (attempt && receivedAt < attempt.attemptedAt) {
    problems.push(
      problem('RESPONSE_BEFORE_ATTEMPT', 'receivedAt', 'Must not be before the attempt it answers.'),
    );
  }
  refuseAny(problems);
  return { type: 'ResponseReceived', occurredAt: receivedAt, timeZone, data };
}

function deferred({ until, why, deferredAt }: DeferAction, known: Known): Decided {
  refuseClosed(known.state, 'there is something to defer');
  // A deferral that has run out already was decided before it did.
  const byDefault = until > known.now ? afterAllElse(known) : known.state.lastOccurredAt;
  const occurredAt = momentOf('deferredAt', deferredAt ?? byDefault, known);
  if (until <= occurredAt) throw refusal('UNTIL_PASSED', 'until', 'Must be later than now.');
  return { type: 'ActionDeferred', occurredAt, timeZone: known.state.timeZone, data: { until, why } };
}

function reopened({ why, reopenedAt }: ReopenApplication, known: Known): Decided {
  const { state } = known;
  if (state.stage !== 'CLOSED') {
    throw refusal('APPLICATION_OPEN', 'applicationId', 'Only a closed application can be reopened.');
  }
  if (isPositionClosed(state)) {
    throw refusal(
      'POSITION_CLOSED',
      'applicationId',
      'The position is closed. If that was recorded by mistake, correct the job posting or the event.',
    );
  }
  const occurredAt = momentOf('reopenedAt', reopenedAt ?? afterAllElse(known), known);
  return { type: 'ApplicationReopened', occurredAt, timeZone: state.timeZone, data: { why } };
}

function corrected({ eventId, reason, replacement }: CorrectEvent, known: Known): Decided {
  const target = standingTarget(eventId, known);
  const type = target.type === 'EventCorrected' ? target.data.replacement.type : target.type;
  const wanted = replacement.type === 'RecordContactAttempt' ? 'ContactAttempted' : 'ResponseReceived';
  if (type !== wanted) {
    const field = replacement.type === 'RecordContactAttempt' ? 'attempt' : 'response';
    throw refusal('EVENT_TYPE_MISMATCH', field, `The event is of type ${type}; replace it with the same.`);
  }
  const now: Replacement =
    replacement.type === 'RecordContactAttempt'
      ? attempted(replacement, known)
      : responded(replacement, known);
  return {
    type: 'EventCorrected',
    occurredAt: known.now,
    timeZone: replacement.timeZone,
    data: { eventId, reason, replacement: now },
  };
}

const irretractable: Partial<Record<Fact['type'], string>> = {
  ApplicationSubmitted: 'A submission cannot be retracted; close the application as WITHDRAWN.',
  PostingChanged: 'A change of the posting cannot be retracted; update the job posting.',
  EventRetracted: 'A retraction cannot be retracted; record the event again.',
};

function retracted({ eventId, reason }: RetractEvent, known: Known): Decided {
  const target = standingTarget(eventId, known);
  const why = irretractable[target.type];
  if (why) throw refusal('NOT_RETRACTABLE', 'eventId', why);
  const { timeZone } = known.state;
  return { type: 'EventRetracted', occurredAt: known.now, timeZone, data: { eventId, reason } };
}

function standingTarget(eventId: string, { history }: Known): Event {
  const target = history.find((event) => event.eventId === eventId);
  if (!target) throw refusal('NOT_FOUND', 'eventId', 'No event has this id.');
  const by = supersessions(history).get(eventId);
  if (by) {
    throw refusal(
      'EVENT_SUPERSEDED',
      'eventId',
      'This event is superseded; name the one that superseded it.',
    );
  }
  return target;
}

function problem(code: string, field: string, message: string): Problem {
  return { code, field: [field], message };
}

function refuseAny(problems: Problem[]): void {
  if (problems.length > 0) throw new DomainError(problems);
}

function refuseClosed(state: ApplicationState, what: string): void {
  if (state.stage === 'CLOSED') {
    throw refusal(
      'APPLICATION_CLOSED',
      'applicationId',
      `This application is closed; reopen it before ${what}.`,
    );
  }
}

function notInFuture(field: string, at: Instant, now: Instant): Problem[] {
  // A day, so that no caller's clock and no zone given wrongly by hours stops a record from being made.
  if (at <= now + DAY) return [];
  return [problem('TIME_IN_FUTURE', field, 'Must not be more than one day in the future.')];
}

function notBeforeSubmission(field: string, at: Instant, { submittedAt }: ApplicationState): Problem[] {
  if (at >= submittedAt) return [];
  return [problem('BEFORE_SUBMISSION', field, 'Must not be before the application was submitted.')];
}

function endAfterStart(field: string, starts: Instant, ends: Instant): Problem[] {
  return ends > starts ? [] : [problem('END_BEFORE_START', field, 'Must be later than the start.')];
}

function dateNotPast(on: LocalDate | null, saidAt: Instant, zone: TimeZone): Problem[] {
  if (on === null || on >= localDate(saidAt, zone)) return [];
  return [problem('DATE_PASSED', 'decisionExpectedOn', 'Must not be before the day on which it was said.')];
}

/** Dates and promises belong to what the employer said. */
function statement(
  data: Pick<ResponseReceived['data'], 'response' | 'decisionExpectedOn' | 'promisedAt'>,
  saidAt: Instant,
  zone: TimeZone,
): Problem[] {
  const { response, decisionExpectedOn, promisedAt } = data;
  const problems = dateNotPast(decisionExpectedOn, saidAt, zone);
  if (response === 'TIMELINE_GIVEN' && decisionExpectedOn === null) {
    problems.push(
      problem('DATE_REQUIRED', 'decisionExpectedOn', 'TIMELINE_GIVEN needs the date that was given.'),
    );
  }
  if (decisionExpectedOn !== null && !isWord(response)) {
    problems.push(
      problem(
        'RESPONSE_MISSING',
        'response',
        'A date was given: say by which response, such as TIMELINE_GIVEN.',
      ),
    );
  }
  if (response === 'CALL_PROMISED' && promisedAt === null) {
    problems.push(problem('DATE_REQUIRED', 'promisedAt', 'CALL_PROMISED needs the time that was promised.'));
  }
  if (promisedAt !== null && response !== 'CALL_PROMISED') {
    problems.push(problem('RESPONSE_MISSING', 'response', 'A promised time goes with CALL_PROMISED.'));
  }
  if (promisedAt !== null && promisedAt < saidAt) {
    problems.push(problem('DATE_PASSED', 'promisedAt', 'Must not be before the promise was made.'));
  }
  return problems;
}

/** Now, or where an event was recorded ahead of its time, then: what changes it must come after it. */
const afterAllElse = ({ state, now }: Known): Instant => Math.max(now, state.lastOccurredAt);

/** The moment that the caller says, or now; never before the submission. */
function momentOf(field: string, said: Instant | null, { state, now }: Known): Instant {
  const at = said ?? Math.max(now, state.submittedAt);
  refuseAny([...notInFuture(field, at, now), ...notBeforeSubmission(field, at, state)]);
  return at;
}
