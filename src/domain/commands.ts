import type {
  ContactAttempted,
  InterviewHeld,
  InterviewScheduled,
  PostingFacts,
  ResponseReceived,
} from './events';
import type { Instant, TimeZone } from './instant';
import type {
  ActionKind,
  ApplicationChannel,
  ApplicationOutcome,
  InterviewFormat,
  RecipientRole,
} from './vocabulary';

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
  agreedAt: Instant | null;
} & InterviewScheduled['data'];
export interface MoveInterview {
  type: 'MoveInterview';
  interviewId: string;
  startsAt: Instant;
  endsAt: Instant;
  /** Null: as it was. */
  format: InterviewFormat | null;
  contactIds: string[] | null;
  why: string | null;
  movedAt: Instant | null;
}
export interface PrepareInterview {
  type: 'PrepareInterview';
  interviewId: string;
  note: string | null;
  preparedAt: Instant | null;
}
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
export interface MakePromise {
  type: 'MakePromise';
  what: string;
  dueAt: Instant;
  contactId: string | null;
  madeAt: Instant | null;
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
export interface PinAction {
  type: 'PinAction';
  opensAt: Instant;
  why: string | null;
  pinnedAt: Instant | null;
}
export interface DismissAction {
  type: 'DismissAction';
  kind: ActionKind;
  why: string | null;
  dismissedAt: Instant | null;
}
export interface AssignApplication {
  type: 'AssignApplication';
  memberId: string | null;
  assignedAt: Instant | null;
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
  | MoveInterview
  | PrepareInterview
  | RecordInterview
  | CancelInterview
  | IdentifyContact
  | MakePromise
  | ChangePosting
  | DeferAction
  | PinAction
  | DismissAction
  | AssignApplication
  | CloseApplication
  | ReopenApplication
  | CorrectEvent
  | RetractEvent;
