import type { ApplicationState, Interview } from './application';
import { isPositionClosed } from './application';
import {
  agreedBeforeStart,
  dateNotPast,
  endAfterStart,
  notBeforeSubmission,
  notInFuture,
  problem,
  refuseAny,
  refuseClosed,
  statement,
} from './checks';
import type {
  Command,
  CorrectEvent,
  DeferAction,
  MakePromise,
  MoveInterview,
  PinAction,
  RecordContactAttempt,
  RecordResponse,
  ReopenApplication,
  RetractEvent,
} from './commands';
import { refusal } from './errors';
import type { ContactAttempted, Event, Fact, Replacement, ResponseReceived } from './events';
import { supersessions } from './events';
import type { Instant, TimeZone } from './instant';

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
      const { type: _, timeZone: zone, agreedAt, ...data } = command;
      refuseClosed(state, 'an interview can be scheduled');
      refuseAny([
        ...notBeforeSubmission('startsAt', command.startsAt, state),
        ...endAfterStart('endsAt', command.startsAt, command.endsAt),
        ...agreedBeforeStart(agreedAt, command.startsAt),
      ]);
      const occurredAt =
        agreedAt === null ? Math.min(now, command.startsAt) : momentOf('agreedAt', agreedAt, known);
      return { type: 'InterviewScheduled', occurredAt, timeZone: zone, data };
    }
    case 'MoveInterview':
      return moved(command, known);
    case 'PrepareInterview': {
      const { interviewId, note, preparedAt } = command;
      toCome(interviewId, state);
      const occurredAt = momentOf('preparedAt', preparedAt ?? afterAllElse(known), known);
      return { type: 'InterviewPrepared', occurredAt, timeZone, data: { interviewId, note } };
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
      toCome(interviewId, state);
      const occurredAt = momentOf('cancelledAt', cancelledAt ?? afterAllElse(known), known);
      return { type: 'InterviewCancelled', occurredAt, timeZone, data: { interviewId, why } };
    }
    case 'IdentifyContact': {
      const { contactId, role, identifiedAt } = command;
      // Who somebody is was true before it was found out: unless said, it holds since the last event.
      const occurredAt = momentOf('identifiedAt', identifiedAt ?? state.lastOccurredAt, known);
      return { type: 'ContactIdentified', occurredAt, timeZone, data: { contactId, role } };
    }
    case 'MakePromise':
      return promised(command, known);
    case 'ChangePosting':
      return {
        type: 'PostingChanged',
        occurredAt: Math.max(command.changedAt, state.submittedAt),
        timeZone,
        data: { changes: command.changes },
      };
    case 'DeferAction':
      return deferred(command, known);
    case 'PinAction':
      return pinned(command, known);
    case 'DismissAction': {
      const { kind, why, dismissedAt } = command;
      refuseClosed(state, 'there is something to dismiss');
      if (kind === 'WAIT' || kind === 'NONE') {
        throw refusal('NOT_DISMISSABLE', 'kind', 'There is nothing to dismiss in WAIT or NONE.');
      }
      const occurredAt = momentOf('dismissedAt', dismissedAt ?? afterAllElse(known), known);
      return { type: 'ActionDismissed', occurredAt, timeZone, data: { kind, why } };
    }
    case 'AssignApplication': {
      const { memberId, assignedAt } = command;
      const occurredAt = momentOf('assignedAt', assignedAt ?? afterAllElse(known), known);
      return { type: 'ApplicationAssigned', occurredAt, timeZone, data: { memberId } };
    }
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
  const promise = state.promises.find(({ id }) => id === data.keptPromiseId);
  const saidAt = data.respondedAt ?? attemptedAt;
  const problems = [
    ...notInFuture('attemptedAt', attemptedAt, now),
    ...notBeforeSubmission('attemptedAt', attemptedAt, state),
    ...statement(data, saidAt, timeZone),
  ];
  if (data.keptPromiseId && !promise) {
    const message = 'The agency has made no promise with this id on this application.';
    problems.push(problem('NOT_FOUND', 'keptPromiseId', message));
  }
  if (promise && promise.madeAt > attemptedAt) {
    problems.push(problem('BEFORE_PROMISE', 'attemptedAt', 'Must not be before the promise that it keeps.'));
  }
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

/** @throws DomainError where no interview that is still to come has this id. */
function toCome(interviewId: string, { interviews }: ApplicationState): Interview {
  const interview = interviews.find(({ id, held }) => id === interviewId && !held);
  if (interview) return interview;
  throw refusal('NOT_FOUND', 'interviewId', 'No interview that is still to come has this id.');
}

function moved({ type: _, movedAt, ...command }: MoveInterview, known: Known): Decided {
  const { state } = known;
  refuseClosed(state, 'an interview can be moved');
  const { format, contactIds } = toCome(command.interviewId, state);
  refuseAny([
    ...notBeforeSubmission('startsAt', command.startsAt, state),
    ...endAfterStart('endsAt', command.startsAt, command.endsAt),
  ]);
  const occurredAt = momentOf('movedAt', movedAt ?? afterAllElse(known), known);
  const data = {
    ...command,
    format: command.format ?? format,
    contactIds: command.contactIds ?? contactIds,
  };
  return { type: 'InterviewMoved', occurredAt, timeZone: state.timeZone, data };
}

function promised({ what, dueAt, contactId, madeAt }: MakePromise, known: Known): Decided {
  refuseClosed(known.state, 'something can be promised');
  const occurredAt = momentOf('madeAt', madeAt, known);
  if (dueAt <= occurredAt) throw refusal('DATE_PASSED', 'dueAt', 'Must be later than the promise.');
  const { timeZone } = known.state;
  return { type: 'PromiseMade', occurredAt, timeZone, data: { what, dueAt, contactId } };
}

function pinned({ opensAt, why, pinnedAt }: PinAction, known: Known): Decided {
  refuseClosed(known.state, 'there is something to pin to a date');
  const occurredAt = momentOf('pinnedAt', pinnedAt ?? afterAllElse(known), known);
  if (opensAt < occurredAt) throw refusal('DATE_PASSED', 'opensAt', 'Must not be before now.');
  return { type: 'ActionPinned', occurredAt, timeZone: known.state.timeZone, data: { opensAt, why } };
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

/** Now, or where an event was recorded ahead of its time, then: what changes it must come after it. */
const afterAllElse = ({ state, now }: Known): Instant => Math.max(now, state.lastOccurredAt);

/** The moment that the caller says, or now; never before the submission. */
export function momentOf(field: string, said: Instant | null, { state, now }: Known): Instant {
  const at = said ?? Math.max(now, state.submittedAt);
  refuseAny([...notInFuture(field, at, now), ...notBeforeSubmission(field, at, state)]);
  return at;
}
