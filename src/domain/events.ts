import type { Instant, LocalDate, TimeZone } from './instant';
import type {
  ActionKind,
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from './vocabulary';

/** What a job posting says; recorded when applying (R3) and whenever it changes. */
export interface PostingFacts {
  noPhoneCalls: boolean;
  noFollowUp: boolean;
  onlyQualifiedContacted: boolean;
  generalEmail: string | null;
  takenDownAt: Instant | null;
  closedAt: Instant | null;
}

export interface ApplicationSubmitted {
  type: 'ApplicationSubmitted';
  data: {
    candidateId: string;
    jobPostingId: string;
    employerId: string;
    channel: ApplicationChannel;
    posting: PostingFacts;
  };
}

/** What the agency did, and what came of it (R1, R2, R4). `occurredAt` is when it was attempted. */
export interface ContactAttempted {
  type: 'ContactAttempted';
  data: {
    method: ContactMethod;
    purpose: ContactPurpose | null;
    contactId: string | null;
    recipientRole: RecipientRole | null;
    response: ContactResponse;
    respondedAt: Instant | null;
    decisionExpectedOn: LocalDate | null;
    promisedAt: Instant | null;
    /** Until when the employer wants an answer. Missing in events from before it could be said. */
    answerDueAt?: Instant | null;
    /** Which promise of the agency's this keeps. Missing likewise. */
    keptPromiseId?: string | null;
    note: string | null;
  };
}

/** What the other side said, in answer to an attempt or unasked (R2). `occurredAt` is when it came. */
export interface ResponseReceived {
  type: 'ResponseReceived';
  data: {
    attemptId: string | null;
    method: ContactMethod;
    response: ContactResponse;
    contactId: string | null;
    decisionExpectedOn: LocalDate | null;
    promisedAt: Instant | null;
    /** Until when the employer wants an answer. Missing in events from before it could be said. */
    answerDueAt?: Instant | null;
    note: string | null;
  };
}

/** `occurredAt` is when it was agreed. */
export interface InterviewScheduled {
  type: 'InterviewScheduled';
  data: { startsAt: Instant; endsAt: Instant; format: InterviewFormat; contactIds: string[] };
}

/** `occurredAt` is when it ended. */
export interface InterviewHeld {
  type: 'InterviewHeld';
  data: {
    startedAt: Instant;
    endedAt: Instant;
    format: InterviewFormat;
    contactIds: string[];
    topics: string[];
    decisionExpectedOn: LocalDate | null;
    note: string | null;
  };
}

/** `interviewId` is the id of the event that scheduled it; the facts are those that hold from now on. */
export interface InterviewMoved {
  type: 'InterviewMoved';
  data: {
    interviewId: string;
    startsAt: Instant;
    endsAt: Instant;
    format: InterviewFormat;
    contactIds: string[];
    why: string | null;
  };
}

/** The candidate is prepared: names and addresses are known, questions are agreed on. */
export interface InterviewPrepared {
  type: 'InterviewPrepared';
  data: { interviewId: string; note: string | null };
}

/** `interviewId` is the id of the event that scheduled it. */
export interface InterviewCancelled {
  type: 'InterviewCancelled';
  data: { interviewId: string; why: string | null };
}

export interface ContactIdentified {
  type: 'ContactIdentified';
  data: { contactId: string; role: RecipientRole };
}

/** The agency has promised the employer something, to be done by `dueAt`. */
export interface PromiseMade {
  type: 'PromiseMade';
  data: { what: string; dueAt: Instant; contactId: string | null };
}

/** What the posting says from now on, as far as it differs from before. */
export interface PostingChanged {
  type: 'PostingChanged';
  data: { changes: Partial<PostingFacts> };
}

export interface ActionDeferred {
  type: 'ActionDeferred';
  data: { until: Instant; why: string | null };
}

/** The next step is to be taken on this date, whatever the rules say of when. */
export interface ActionPinned {
  type: 'ActionPinned';
  data: { opensAt: Instant; why: string | null };
}

/** An action of this kind is not to be taken. */
export interface ActionDismissed {
  type: 'ActionDismissed';
  data: { kind: ActionKind; why: string | null };
}

/** Who looks after the application; null for nobody. */
export interface ApplicationAssigned {
  type: 'ApplicationAssigned';
  data: { memberId: string | null };
}

export interface ApplicationClosed {
  type: 'ApplicationClosed';
  data: { outcome: ApplicationOutcome; note: string | null };
}

export interface ApplicationReopened {
  type: 'ApplicationReopened';
  data: { why: string };
}

/** The replacement of an earlier event: what really happened, and when. */
export type Replacement = (ContactAttempted | ResponseReceived) & { occurredAt: Instant; timeZone: TimeZone };

/** `eventId` is superseded: it stays in the history and no longer counts. */
export interface EventCorrected {
  type: 'EventCorrected';
  data: { eventId: string; reason: string; replacement: Replacement };
}

export interface EventRetracted {
  type: 'EventRetracted';
  data: { eventId: string; reason: string };
}

/** A fact, in the words of its type. */
export type Fact =
  | ApplicationSubmitted
  | ContactAttempted
  | ResponseReceived
  | InterviewScheduled
  | InterviewMoved
  | InterviewPrepared
  | InterviewHeld
  | InterviewCancelled
  | ContactIdentified
  | PromiseMade
  | PostingChanged
  | ActionDeferred
  | ActionPinned
  | ActionDismissed
  | ApplicationAssigned
  | ApplicationClosed
  | ApplicationReopened
  | EventCorrected
  | EventRetracted;

export type EventType = Fact['type'];

/** Who recorded an event. */
export interface Actor {
  kind: 'API_KEY' | 'USER' | 'SYSTEM' | 'IMPORT';
  id: string;
  name: string;
}

/** A fact with its place in an application's history. Immutable. */
export type Event = Fact & {
  eventId: string;
  /** 1 for the application's first event, then without gap. */
  version: number;
  schemaVersion: 1;
  /** When it happened; the caller says. */
  occurredAt: Instant;
  /** When we learned it; the store says. */
  recordedAt: Instant;
  /** The zone in which it happened. */
  timeZone: TimeZone;
  actor: Actor;
};

/**
 * An event that counts. A corrected one appears with its replacement's data under the id of its root,
 * the event that was recorded first, so that what refers to the root still finds it.
 */
export type StandingEvent = Event & { rootId: string; corrected: boolean };

/**
 * The events that count, in the order in which things happened: by `occurredAt`, then `version`.
 * The submission comes first whatever its time. The order in which the events are given does not matter.
 */
export function standing(events: readonly Event[]): StandingEvent[] {
  const byVersion = [...events].sort((one, other) => one.version - other.version);
  const facts = new Map<string, StandingEvent>();
  const rootOf = new Map<string, string>();
  for (const event of byVersion) {
    if (event.type === 'EventRetracted') {
      facts.delete(rootOf.get(event.data.eventId) ?? '');
    } else if (event.type === 'EventCorrected') {
      const rootId = rootOf.get(event.data.eventId) ?? event.eventId;
      rootOf.set(event.eventId, rootId);
      facts.set(rootId, { ...event, ...event.data.replacement, rootId, corrected: true });
    } else {
      rootOf.set(event.eventId, event.eventId);
      facts.set(event.eventId, { ...event, rootId: event.eventId, corrected: false });
    }
  }
  return [...facts.values()].sort(byTimeThenVersion);
}

/** For each superseded event, the id of the event that corrected or retracted it. */
export function supersessions(events: readonly Event[]): Map<string, string> {
  const superseded = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'EventCorrected' || event.type === 'EventRetracted') {
      superseded.set(event.data.eventId, event.eventId);
    }
  }
  return superseded;
}

function byTimeThenVersion(one: StandingEvent, other: StandingEvent): number {
  const first = Number(other.type === 'ApplicationSubmitted') - Number(one.type === 'ApplicationSubmitted');
  return first || one.occurredAt - other.occurredAt || one.version - other.version;
}
