import type { Actor, PostingFacts } from './events';
import type { Instant, LocalDate, TimeZone } from './instant';
import type {
  ActionKind,
  ApplicationChannel,
  ApplicationOutcome,
  ApplicationStage,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from './vocabulary';
import { asksForAnswer, isSilence, wentAstray } from './vocabulary';

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
  /** A call that the person has agreed to: asked when a call suits, they answered. It presses for nothing. */
  agreed: boolean;
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
  /** Until when an offer or a question is to be answered, where that was said. */
  answerDueAt: Instant | null;
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
  /** When it was last agreed on: scheduled, or moved. */
  agreedAt: Instant;
  /** When somebody said that the candidate is prepared for it. */
  preparedAt: Instant | null;
}

/** Something that the agency has promised the employer: a portfolio, a work sample. */
export interface OwnPromise {
  id: string;
  what: string;
  madeAt: Instant;
  dueAt: Instant;
  contactId: string | null;
  keptAt: Instant | null;
}

/** A person's word that an action is not to be taken, until something new happens. */
export interface Dismissal {
  eventId: string;
  kind: ActionKind;
  at: Instant;
  why: string | null;
}

/** Where an application stands: the fold of its events. */
export interface ApplicationState {
  /** The number of events folded in, superseded ones included; 0 before the submission. */
  version: number;
  /** The event of the submission. */
  submissionId: string;
  candidateId: string;
  jobPostingId: string;
  employerId: string;
  submittedAt: Instant;
  timeZone: TimeZone;
  channel: ApplicationChannel;
  posting: PostingFacts;
  /** The event that last said each of these facts, where it was not the submission. */
  postingEventIds: { [F in keyof PostingFacts]?: string };
  stage: ApplicationStage;
  outcome: ApplicationOutcome | null;
  /** In the order in which they were made. */
  attempts: Attempt[];
  /** In the order in which they came. */
  words: Word[];
  interviews: Interview[];
  identified: { contactId: string; role: RecipientRole; eventId: string }[];
  promises: OwnPromise[];
  /** The date by which a decision was said to come, the latest statement. */
  timeline: { decisionExpectedOn: LocalDate; statedAt: Instant; eventId: string } | null;
  /** What a person has decided about the next step; it ends when something new happens. */
  deferral: { until: Instant; why: string | null; eventId: string } | null;
  pin: { opensAt: Instant; why: string | null; eventId: string } | null;
  dismissals: Dismissal[];
  /** The member of the agency who looks after it. */
  assigneeId: string | null;
  /** The event that closed it. */
  closingId: string | null;
  /** When the matter was last taken up again: reopened, or an interview called off. */
  resumedAt: Instant | null;
  resumptionId: string | null;
  /** The time of the latest standing event: what happens later can be folded in without the history. */
  lastOccurredAt: Instant;
}

export const initialState: Readonly<ApplicationState> = Object.freeze({
  version: 0,
  submissionId: '',
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
  postingEventIds: {},
  stage: 'APPLIED',
  outcome: null,
  attempts: [],
  words: [],
  interviews: [],
  identified: [],
  promises: [],
  timeline: null,
  deferral: null,
  pin: null,
  dismissals: [],
  assigneeId: null,
  closingId: null,
  resumedAt: null,
  resumptionId: null,
  lastOccurredAt: Number.NEGATIVE_INFINITY,
});

/** By what the posting, the employer or the agency has said, whatever the application was closed for. */
export function isPositionClosed({ posting, outcome, words }: ApplicationState): boolean {
  return (
    posting.closedAt !== null ||
    outcome === 'POSITION_CLOSED' ||
    words.some(({ response }) => response === 'POSITION_CLOSED')
  );
}

/** The employer's question, invitation or offer that the agency has not answered yet. */
export function openRequest(state: ApplicationState): Word | null {
  const request = state.words.findLast(({ response }) => asksForAnswer(response));
  if (!request) return null;
  const answered = state.attempts.some(
    ({ purpose, attemptedAt, response }) =>
      purpose === 'ANSWER' && attemptedAt >= request.at && !wentAstray(response),
  );
  const agreed =
    request.response === 'INTERVIEW_OFFERED' && state.interviews.some((one) => one.startsAt >= request.at);
  return answered || agreed ? null : request;
}

/** What the agency has promised and not done yet, what is due first first. */
export function openPromises({ promises }: ApplicationState): OwnPromise[] {
  return promises.filter(({ keptAt }) => keptAt === null).sort((one, other) => one.dueAt - other.dueAt);
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
