import { type Actor, type Event, type PostingFacts, type StandingEvent, standing } from './events';
import type { Instant, LocalDate, TimeZone } from './instant';
import type {
  ApplicationChannel,
  ApplicationOutcome,
  ApplicationStage,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from './vocabulary';
import { isSilence, isWord } from './vocabulary';

/** A contact attempt with the response that is known to it by now. */
export interface Attempt {
  id: string;
  attemptedAt: Instant;
  timeZone: TimeZone;
  method: ContactMethod;
  /** As recorded, or where nothing was said, as the situation at that moment suggests. */
  purpose: ContactPurpose;
  contactId: string | null;
  recipientRole: RecipientRole | null;
  response: ContactResponse;
  respondedAt: Instant | null;
  note: string | null;
  actor: Actor;
  recordedAt: Instant;
  corrected: boolean;
}

/** Something that the employer said about the application. */
export interface Word {
  eventId: string;
  at: Instant;
  response: ContactResponse;
  contactId: string | null;
  /** The purpose of the attempt that it answers. */
  inAnswerTo: ContactPurpose | null;
  promisedAt: Instant | null;
}

export interface Interview {
  id: string;
  startsAt: Instant;
  endsAt: Instant;
  format: InterviewFormat;
  contactIds: string[];
  topics: string[];
  /** False while it is only scheduled. */
  held: boolean;
}

/** Where an application stands: the fold of its events. */
export interface ApplicationState {
  /** The number of events folded in, superseded ones included; 0 before the submission. */
  version: number;
  candidateId: string;
  jobPostingId: string;
  employerId: string;
  submittedAt: Instant;
  timeZone: TimeZone;
  channel: ApplicationChannel;
  posting: PostingFacts;
  stage: ApplicationStage;
  outcome: ApplicationOutcome | null;
  /** In the order in which they were made. */
  attempts: Attempt[];
  /** In the order in which they came. */
  words: Word[];
  interviews: Interview[];
  identified: { contactId: string; role: RecipientRole }[];
  /** The date by which a decision was said to come, the latest statement. */
  timeline: { decisionExpectedOn: LocalDate; statedAt: Instant; eventId: string } | null;
  deferral: { until: Instant; why: string | null } | null;
  /** When the matter was last taken up again: reopened, or an interview called off. */
  resumedAt: Instant | null;
  /** The time of the latest standing event: what happens later can be folded in without the history. */
  lastOccurredAt: Instant;
}

export const initialState: Readonly<ApplicationState> = Object.freeze({
  version: 0,
  candidateId: '',
  jobPostingId: '',
  employerId: '',
  submittedAt: 0,
  timeZone: 'UTC',
  channel: 'OTHER',
  posting: {
    noPhoneCalls: false,
    noFollowUp: false,
    onlyQualifiedContacted: false,
    generalEmail: null,
    takenDownAt: null,
    closedAt: null,
  },
  stage: 'APPLIED',
  outcome: null,
  attempts: [],
  words: [],
  interviews: [],
  identified: [],
  timeline: null,
  deferral: null,
  resumedAt: null,
  lastOccurredAt: Number.NEGATIVE_INFINITY,
});

/** The state after an event that counts. Pure: nothing given is changed. */
export function evolve(before: ApplicationState, event: StandingEvent): ApplicationState {
  const state: ApplicationState = {
    ...before,
    version: Math.max(before.version, event.version),
    lastOccurredAt: Math.max(before.lastOccurredAt, event.occurredAt),
    // A deferral holds until something new happens.
    deferral: null,
  };
  switch (event.type) {
    case 'ApplicationSubmitted':
      return closeWithPosting({
        ...state,
        ...event.data,
        submittedAt: event.occurredAt,
        timeZone: event.timeZone,
      });
    case 'ContactAttempted':
      return afterAttempt(state, event);
    case 'ResponseReceived': {
      const { attemptId, response, contactId } = event.data;
      const answered = state.attempts.find(({ id }) => id === attemptId);
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
      const interview = { ...event.data, id: event.rootId, topics: [], held: false };
      return restage({ ...state, interviews: [...state.interviews, interview] });
    }
    case 'InterviewHeld':
      return afterInterview(state, event);
    case 'InterviewCancelled': {
      const interviews = state.interviews.filter(({ id }) => id !== event.data.interviewId);
      return restage({ ...state, interviews, resumedAt: event.occurredAt });
    }
    case 'ContactIdentified': {
      const { contactId, role } = event.data;
      const others = state.identified.filter((known) => known.contactId !== contactId || known.role !== role);
      return { ...state, identified: [...others, { contactId, role }] };
    }
    case 'PostingChanged':
      return afterPostingChange({ ...state, deferral: before.deferral }, event);
    case 'ActionDeferred':
      return { ...state, deferral: event.data };
    case 'ApplicationClosed':
      return { ...state, stage: 'CLOSED', outcome: event.data.outcome };
    case 'ApplicationReopened':
      return restage({ ...state, stage: 'APPLIED', outcome: null, resumedAt: event.occurredAt });
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
  const purpose = event.data.purpose ?? likelyPurpose(state, event);
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
    actor,
    recordedAt,
    corrected,
  };
  const at = respondedAt ?? event.occurredAt;
  const withAttempt = { ...state, attempts: [...state.attempts, attempt] };
  return afterResponse(withAttempt, event, { ...event.data, at, inAnswerTo: purpose });
}

interface Said {
  at: Instant;
  response: ContactResponse;
  contactId: string | null;
  inAnswerTo: ContactPurpose | null;
  promisedAt: Instant | null;
  decisionExpectedOn: LocalDate | null;
}

function afterResponse(state: ApplicationState, event: StandingEvent, said: Said): ApplicationState {
  if (!isWord(said.response)) return state;
  const { at, response, contactId, inAnswerTo, promisedAt, decisionExpectedOn } = said;
  const word: Word = { eventId: event.rootId, at, response, contactId, inAnswerTo, promisedAt };
  const words = [...state.words, word].sort((one, other) => one.at - other.at);
  const timeline = latestTimeline(state, decisionExpectedOn, at, event.rootId);
  return restage({ ...state, words, timeline }, closingOutcome(response));
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
  };
  const others = state.interviews.filter((other) => other.held || other.startsAt >= endedAt);
  const timeline = latestTimeline(state, decisionExpectedOn, endedAt, event.rootId);
  return restage({ ...state, interviews: [...others, held], timeline });
}

function afterPostingChange(state: ApplicationState, event: EventOf<'PostingChanged'>): ApplicationState {
  const changed = { ...state, posting: { ...state.posting, ...event.data.changes } };
  const saidByEmployer = state.words.some(({ response }) => response === 'POSITION_CLOSED');
  if (event.data.changes.closedAt === null && state.outcome === 'POSITION_CLOSED' && !saidByEmployer) {
    return restage({ ...changed, stage: 'APPLIED', outcome: null });
  }
  return closeWithPosting(changed);
}

/** By what the posting, the employer or the agency has said, whatever the application was closed for. */
export function isPositionClosed({ posting, outcome, words }: ApplicationState): boolean {
  return (
    posting.closedAt !== null ||
    outcome === 'POSITION_CLOSED' ||
    words.some(({ response }) => response === 'POSITION_CLOSED')
  );
}

function closeWithPosting(state: ApplicationState): ApplicationState {
  return state.posting.closedAt === null ? state : restage(state, 'POSITION_CLOSED');
}

/** The stage that follows from what has happened. What is closed stays closed until it is reopened. */
function restage(state: ApplicationState, outcome: ApplicationOutcome | null = null): ApplicationState {
  if (state.stage === 'CLOSED') return state;
  if (outcome) return { ...state, stage: 'CLOSED', outcome };
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

/** The employer's question, invitation or offer that the agency has not answered yet. */
export function openRequest(state: ApplicationState): Word | null {
  const asks = ['INFORMATION_REQUESTED', 'INTERVIEW_OFFERED', 'OFFER_MADE'];
  const request = state.words.findLast(({ response }) => asks.includes(response));
  if (!request) return null;
  const answered = state.attempts.some(
    ({ purpose, attemptedAt }) => purpose === 'ANSWER' && attemptedAt >= request.at,
  );
  const agreed =
    request.response === 'INTERVIEW_OFFERED' && state.interviews.some((one) => one.startsAt >= request.at);
  return answered || agreed ? null : request;
}

/** The last moment at which the other side was heard: a word of theirs, or an interview that was held. */
export function lastHeardAt(state: ApplicationState): Instant | null {
  const heard = [
    ...state.words.map(({ at }) => at),
    ...state.interviews.filter(({ held }) => held).map(({ endsAt }) => endsAt),
  ];
  return heard.length > 0 ? Math.max(...heard) : null;
}

/**
 * The attempts that nobody has answered since the other side was last heard, or the application submitted.
 * Calls that only look for the person do not count (T4).
 */
export function unansweredAttempts(state: ApplicationState, since: Instant = sinceOf(state)): Attempt[] {
  return state.attempts.filter(
    (attempt) => attempt.attemptedAt >= since && isSilence(attempt.response) && !isLookUp(attempt),
  );
}

/** A call that only looked for the person; one that left word for the hirer is more than that (W3, R4). */
export function isLookUp({ purpose, response }: Attempt): boolean {
  return purpose === 'FIND_HIRING_MANAGER' && response !== 'MESSAGE_LEFT' && response !== 'VOICEMAIL_LEFT';
}

/** The look-ups so far, and any other call to nobody in particular that was turned away. */
export function lookUps(state: ApplicationState): Attempt[] {
  return state.attempts.filter(
    (attempt) =>
      isLookUp(attempt) ||
      (attempt.method === 'PHONE' && attempt.contactId === null && attempt.response === 'REFUSED'),
  );
}

function sinceOf(state: ApplicationState): Instant {
  return Math.max(lastHeardAt(state) ?? state.submittedAt, state.resumedAt ?? state.submittedAt);
}

/** When anything but silence last came back. */
export function lastResponseAt(state: ApplicationState): Instant | null {
  const times = [
    ...state.words.map(({ at }) => at),
    ...state.attempts
      .filter(({ response }) => !isSilence(response))
      .map(({ respondedAt, attemptedAt }) => respondedAt ?? attemptedAt),
  ];
  return times.length > 0 ? Math.max(...times) : null;
}
