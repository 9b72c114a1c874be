import {
  type ApplicationState,
  type Attempt,
  type Interview,
  initialState,
  isLookUp,
  lookUps,
  openPromises,
  openRequest,
  unansweredAttempts,
  type Word,
} from './application';
import { type Event, type StandingEvent, standing } from './events';
import type { Instant, LocalDate } from './instant';
import {
  type ApplicationOutcome,
  type ApplicationStage,
  type ContactPurpose,
  type ContactResponse,
  isWord,
  wentAstray,
} from './vocabulary';

/** Events after which all that was decided about the next step still stands: nothing new has happened. */
const nothingNew: readonly Event['type'][] = [
  'PostingChanged',
  'ApplicationAssigned',
  'InterviewPrepared',
  'ActionDeferred',
  'ActionPinned',
  'ActionDismissed',
];

/** The state after an event that counts. Pure: nothing given is changed. */
export function evolve(before: ApplicationState, event: StandingEvent): ApplicationState {
  const state: ApplicationState = {
    ...before,
    ...(!nothingNew.includes(event.type) && { deferral: null, pin: null, dismissals: [] }),
    version: Math.max(before.version, event.version),
    lastOccurredAt: Math.max(before.lastOccurredAt, event.occurredAt),
  };
  const eventId = event.rootId;
  switch (event.type) {
    case 'ApplicationSubmitted':
      return closeWithPosting({
        ...state,
        ...event.data,
        submissionId: eventId,
        submittedAt: event.occurredAt,
        timeZone: event.timeZone,
      });
    case 'ContactAttempted':
      return afterAttempt(state, event);
    case 'ResponseReceived': {
      const { response, contactId } = event.data;
      const answered = answeredAttempt(state, event);
      const attempts = state.attempts.map((attempt) =>
        attempt === answered ? { ...attempt, response, respondedAt: event.occurredAt } : attempt,
      );
      const inAnswerTo = answered?.purpose ?? null;
      return afterResponse({ ...state, attempts }, event, {
        ...event.data,
        at: event.occurredAt,
        contactId: contactId ?? answered?.contactId ?? null,
        inAnswerTo,
      });
    }
    case 'InterviewScheduled': {
      const fresh = { id: eventId, topics: [], held: false, agreedAt: event.occurredAt, preparedAt: null };
      return restage({ ...state, interviews: [...state.interviews, { ...event.data, ...fresh }] });
    }
    case 'InterviewMoved': {
      const { interviewId, ...facts } = event.data;
      // What was prepared for another day, and perhaps other people, is to be looked at again.
      return changeInterview(state, interviewId, { ...facts, agreedAt: event.occurredAt, preparedAt: null });
    }
    case 'InterviewPrepared':
      return changeInterview(state, event.data.interviewId, { preparedAt: event.occurredAt });
    case 'InterviewHeld':
      return afterInterview(state, event);
    case 'InterviewCancelled': {
      const interviews = state.interviews.filter(({ id }) => id !== event.data.interviewId);
      return restage({ ...state, interviews, resumedAt: event.occurredAt, resumptionId: eventId });
    }
    case 'ContactIdentified': {
      const { contactId, role } = event.data;
      const others = state.identified.filter((known) => known.contactId !== contactId || known.role !== role);
      return { ...state, identified: [...others, { contactId, role, eventId }] };
    }
    case 'PromiseMade': {
      const promise = { ...event.data, id: eventId, madeAt: event.occurredAt, keptAt: null };
      return { ...state, promises: [...state.promises, promise] };
    }
    case 'PostingChanged':
      return afterPostingChange(state, event);
    case 'ActionDeferred':
      return { ...state, deferral: { ...event.data, eventId }, pin: null };
    case 'ActionPinned':
      return { ...state, pin: { ...event.data, eventId }, deferral: null };
    case 'ActionDismissed': {
      const dismissal = { ...event.data, eventId, at: event.occurredAt };
      return { ...state, dismissals: [...state.dismissals, dismissal] };
    }
    case 'ApplicationAssigned':
      return { ...state, assigneeId: event.data.memberId };
    case 'ApplicationClosed':
      return { ...state, stage: 'CLOSED', outcome: event.data.outcome, closingId: eventId };
    case 'ApplicationReopened': {
      const resumed = { resumedAt: event.occurredAt, resumptionId: eventId, closingId: null };
      return restage({ ...state, ...resumed, stage: 'APPLIED', outcome: null });
    }
    case 'EventCorrected':
    case 'EventRetracted':
      // `standing` has resolved these; only their version counts here.
      return { ...before, version: state.version };
  }
}

/** The state after the events that count, in any order given; with `at`, after those up to that moment. */
export function fold(events: readonly Event[], at: Instant = Number.POSITIVE_INFINITY): ApplicationState {
  const counted = standing(events).filter(({ occurredAt }) => occurredAt <= at);
  const state = counted.reduce(evolve, initialState);
  return at === Number.POSITIVE_INFINITY ? { ...state, version: events.length } : state;
}

/** Can this event be folded into the state as it is, without going back over the history? */
export function follows(state: ApplicationState, event: Event): boolean {
  if (event.type === 'EventCorrected' || event.type === 'EventRetracted') return false;
  return event.occurredAt >= state.lastOccurredAt;
}

/** A fresh event as one that counts. */
export function asStanding(event: Event): StandingEvent {
  return { ...event, rootId: event.eventId, corrected: false };
}

type EventOf<T extends Event['type']> = Extract<StandingEvent, { type: T }>;

function afterAttempt(state: ApplicationState, event: EventOf<'ContactAttempted'>): ApplicationState {
  const { method, contactId, recipientRole, response, respondedAt, note } = event.data;
  const { actor, recordedAt, corrected, timeZone } = event;
  const keeps = keptPromise(state, event);
  const purpose = event.data.purpose ?? (keeps ? 'KEEP_PROMISE' : likelyPurpose(state, event));
  const promises = state.promises.map((one) => (one === keeps ? { ...one, keptAt: event.occurredAt } : one));
  const attempt: Attempt = {
    id: event.rootId,
    attemptedAt: event.occurredAt,
    timeZone,
    method,
    purpose,
    contactId,
    recipientRole,
    response,
    respondedAt,
    note,
    agreed: isAgreedCall(state, event),
    actor,
    recordedAt,
    corrected,
  };
  const at = respondedAt ?? event.occurredAt;
  const withAttempt = { ...state, promises, attempts: [...state.attempts, attempt] };
  return afterResponse(withAttempt, event, { ...event.data, at, inAnswerTo: purpose });
}

/** The promise of the agency's that an attempt keeps: the one it names, or else the one that is due first. */
function keptPromise(state: ApplicationState, { data, occurredAt }: EventOf<'ContactAttempted'>) {
  if (data.keptPromiseId) return state.promises.find(({ id }) => id === data.keptPromiseId);
  if (data.purpose !== 'KEEP_PROMISE') return undefined;
  return openPromises(state).find(({ madeAt }) => madeAt <= occurredAt);
}

/** Asked when a call suits, the person has answered, and this is that call. */
function isAgreedCall(state: ApplicationState, event: EventOf<'ContactAttempted'>): boolean {
  const word = state.words.at(-1);
  return (
    event.data.method === 'PHONE' &&
    word?.inAnswerTo === 'ASK_AVAILABILITY' &&
    word.at <= event.occurredAt &&
    unansweredAttempts(state, word.at).length === 0
  );
}

/** What came back without saying on what is taken for the last that went to that person, in that way if it bounced. */
function answeredAttempt({ attempts }: ApplicationState, { data }: EventOf<'ResponseReceived'>) {
  const { attemptId, response, contactId, method } = data;
  if (attemptId !== null) return attempts.find(({ id }) => id === attemptId);
  if (contactId === null || !wentAstray(response)) return undefined;
  return attempts.findLast(
    (one) => one.contactId === contactId && (response === 'WRONG_PERSON' || one.method === method),
  );
}

interface Said {
  at: Instant;
  response: ContactResponse;
  contactId: string | null;
  inAnswerTo: ContactPurpose | null;
  promisedAt: Instant | null;
  answerDueAt?: Instant | null;
  decisionExpectedOn: LocalDate | null;
}

function afterResponse(state: ApplicationState, event: StandingEvent, said: Said): ApplicationState {
  if (!isWord(said.response)) return state;
  const { at, response, contactId, inAnswerTo, promisedAt, decisionExpectedOn } = said;
  const eventId = event.rootId;
  const answerDueAt = said.answerDueAt ?? null;
  const word: Word = { eventId, at, response, contactId, inAnswerTo, promisedAt, answerDueAt };
  const words = [...state.words, word].sort((one, other) => one.at - other.at);
  const timeline = latestTimeline(state, decisionExpectedOn, at, eventId);
  return restage({ ...state, words, timeline }, closingOutcome(response), eventId);
}

function latestTimeline(
  { timeline }: ApplicationState,
  decisionExpectedOn: LocalDate | null,
  statedAt: Instant,
  eventId: string,
): ApplicationState['timeline'] {
  if (decisionExpectedOn === null || (timeline && timeline.statedAt > statedAt)) return timeline;
  return { decisionExpectedOn, statedAt, eventId };
}

function closingOutcome(response: ContactResponse): ApplicationOutcome | null {
  if (response === 'REJECTED') return 'REJECTED';
  if (response === 'POSITION_CLOSED') return 'POSITION_CLOSED';
  return null;
}

/** An interview that was held settles every one scheduled to start before its end. */
function afterInterview(state: ApplicationState, event: EventOf<'InterviewHeld'>): ApplicationState {
  const { startedAt, endedAt, format, contactIds, topics, decisionExpectedOn } = event.data;
  const held: Interview = {
    id: event.rootId,
    startsAt: startedAt,
    endsAt: endedAt,
    format,
    contactIds,
    topics,
    held: true,
    agreedAt: endedAt,
    preparedAt: null,
  };
  const others = state.interviews.filter((other) => other.held || other.startsAt >= endedAt);
  const timeline = latestTimeline(state, decisionExpectedOn, endedAt, event.rootId);
  return restage({ ...state, interviews: [...others, held], timeline });
}

/** An interview that is still to come, with other facts. */
function changeInterview(state: ApplicationState, interviewId: string, facts: Partial<Interview>) {
  const interviews = state.interviews.map((one) =>
    one.id === interviewId && !one.held ? { ...one, ...facts } : one,
  );
  return { ...state, interviews };
}

function afterPostingChange(state: ApplicationState, event: EventOf<'PostingChanged'>): ApplicationState {
  const { changes } = event.data;
  const changedBy = Object.fromEntries(Object.keys(changes).map((fact) => [fact, event.rootId]));
  const changed = {
    ...state,
    posting: { ...state.posting, ...changes },
    postingEventIds: { ...state.postingEventIds, ...changedBy },
  };
  const saidByEmployer = state.words.some(({ response }) => response === 'POSITION_CLOSED');
  if (changes.closedAt === null && state.outcome === 'POSITION_CLOSED' && !saidByEmployer) {
    return restage({ ...changed, stage: 'APPLIED', outcome: null, closingId: null });
  }
  return closeWithPosting(changed);
}

function closeWithPosting(state: ApplicationState): ApplicationState {
  if (state.posting.closedAt === null) return state;
  return restage(state, 'POSITION_CLOSED', state.postingEventIds.closedAt ?? state.submissionId);
}

/** The stage that follows from what has happened. What is closed stays closed until it is reopened. */
function restage(
  state: ApplicationState,
  outcome: ApplicationOutcome | null = null,
  closingId: string | null = null,
): ApplicationState {
  if (state.stage === 'CLOSED') return state;
  if (outcome) return { ...state, stage: 'CLOSED', outcome, closingId };
  return { ...state, stage: openStage(state) };
}

function openStage(state: ApplicationState): ApplicationStage {
  if (state.words.some(({ response }) => response === 'OFFER_MADE')) return 'OFFERED';
  if (state.interviews.some(({ held }) => !held)) return 'INTERVIEWING';
  if (state.interviews.length > 0) return 'INTERVIEWED';
  if (state.words.some(({ response }) => response === 'INTERVIEW_OFFERED')) return 'INTERVIEWING';
  return 'APPLIED';
}

/** What an attempt was for, where the record does not say. */
function likelyPurpose(state: ApplicationState, event: EventOf<'ContactAttempted'>): ContactPurpose {
  const { method, recipientRole } = event.data;
  if (recipientRole === 'SWITCHBOARD')
    return lookUps(state).at(-1)?.response === 'REFUSED' ? 'LEAVE_MESSAGE' : 'FIND_HIRING_MANAGER';
  const request = openRequest(state);
  if (request && request.at <= event.occurredAt) return 'ANSWER';
  const interview = state.interviews.findLast(({ held }) => held);
  if (interview) {
    const since = state.attempts.filter(({ attemptedAt }) => attemptedAt >= interview.endsAt);
    const thanked = since.some(
      (one) => one.purpose === 'THANK_YOU' && (one.method === 'POST') === (method === 'POST'),
    );
    return !thanked && method !== 'PHONE' ? 'THANK_YOU' : 'CHECK_IN';
  }
  return state.attempts.some((attempt) => !isLookUp(attempt)) ? 'REMINDER' : 'FOLLOW_UP';
}
