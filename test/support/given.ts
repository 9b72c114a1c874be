import { DateTime } from 'luxon';
import { type ApplicationState, initialState } from '../../src/domain/application';
import { officeHours, WorkingCalendar, type WorkingTimes } from '../../src/domain/calendar';
import type { Command, RecordContactAttempt, RecordResponse } from '../../src/domain/commands';
import { decide } from '../../src/domain/decide';
import type { Actor, Event, PostingFacts } from '../../src/domain/events';
import { asStanding, evolve, fold, follows } from '../../src/domain/fold';
import type { Instant } from '../../src/domain/instant';
import { makePolicy, type Policy, type PolicyValues } from '../../src/domain/policy';
import { plan, type Step, stepAt, urgencyAt } from '../../src/domain/recommendation/plan';
import type { Action, Circumstances } from '../../src/domain/recommendation/recommend';
import type { Contact } from '../../src/domain/recommendation/situation';
import type {
  ActionKind,
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  PolicyPreset,
  RecipientRole,
} from '../../src/domain/vocabulary';

export const recruiter: Actor = { kind: 'API_KEY', id: 'key-1', name: 'Test recruiter' };

export const unchangedPosting: PostingFacts = {
  noPhoneCalls: false,
  noFollowUp: false,
  onlyQualifiedContacted: false,
  generalEmail: null,
  takenDownAt: null,
  closedAt: null,
};

/** A person at the employer, of whom only what matters is said. */
export function person(id: string, facts: Partial<Contact> = {}): Contact {
  return {
    id,
    role: 'HIRING_MANAGER',
    decides: false,
    email: `${id}@example.com`,
    phone: null,
    availability: null,
    availabilityWindows: [],
    preferredMethod: null,
    postalAddress: null,
    refusedMethods: [],
    pressedElsewhereAt: [],
    doNotContact: false,
    emailChangedAt: null,
    ...facts,
  };
}

export interface Setting extends Partial<WorkingTimes> {
  contacts?: Contact[];
  candidateTimeZone?: string;
  employerDoNotContact?: boolean;
  preset?: PolicyPreset;
  policy?: Partial<PolicyValues>;
}

export interface AttemptFacts {
  method?: ContactMethod;
  purpose?: ContactPurpose | null;
  to?: string | null;
  role?: RecipientRole | null;
  response?: ContactResponse;
  respondedAt?: string;
  decisionExpectedOn?: string;
  promisedAt?: string;
  answerDueAt?: string;
  keptPromiseId?: string;
}

interface ResponseFacts {
  attemptId?: string;
  method?: ContactMethod;
  to?: string;
  decisionExpectedOn?: string;
  promisedAt?: string;
  answerDueAt?: string;
}

/** What a test compares: times as "YYYY-MM-DD HH:MM" in the employer's zone. */
export interface Advice {
  kind: string;
  method: string | null;
  to: string | null;
  contact: string | null;
  opens: string | null;
  due: string | null;
  late: string | null;
  until: string | null;
  urgency: string;
  rules: string[];
  practices: string[];
  reason: string;
}

const calendars = new Map<string, WorkingCalendar>();

/** One for all that work at the same times: it remembers its days, as in the product. */
function calendarOf(times: WorkingTimes): WorkingCalendar {
  const key = JSON.stringify(times);
  const calendar = calendars.get(key) ?? new WorkingCalendar(times);
  calendars.set(key, calendar);
  return calendar;
}

/**
 * An application in the making: events are decided from commands, as the product does it, at a `now` far
 * ahead, so that nothing lies in the future. Times are local to the employer's zone unless they say more.
 */
export class Given {
  readonly events: Event[] = [];
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
  private folded = { of: 0, state: initialState };

  constructor(private readonly setting: Setting) {
    this.zone = setting.timeZone ?? 'America/Chicago';
    this.calendar = calendarOf({
      timeZone: this.zone,
      country: setting.country ?? 'US',
      region: setting.region ?? null,
      hours: setting.hours ?? officeHours,
    });
    this.policy = makePolicy(
      [{ scope: 'AGENCY', preset: setting.preset ?? 'BALANCED', overrides: setting.policy ?? {} }],
      1,
    );
  }

  instant(local: string): Instant {
    const at = DateTime.fromISO(local.replace(' ', 'T'), { zone: this.zone });
    if (!at.isValid) throw new Error(`no such time: ${local}`);
    return at.toMillis();
  }

  local(at: Instant | null): string | null {
    return at === null ? null : DateTime.fromMillis(at, { zone: this.zone }).toFormat('yyyy-MM-dd HH:mm');
  }

  submitted(
    at: string,
    posting: Partial<PostingFacts> = {},
    channel: ApplicationChannel = 'JOB_BOARD',
  ): this {
    return this.command({
      type: 'SubmitApplication',
      candidateId: 'candidate',
      jobPostingId: 'posting',
      employerId: 'employer',
      submittedAt: this.instant(at),
      timeZone: this.zone,
      channel,
      posting: { ...unchangedPosting, ...posting },
    });
  }

  attempted(at: string, facts: AttemptFacts = {}): this {
    return this.command(this.attempt(at, facts));
  }

  attempt(at: string, facts: AttemptFacts = {}): RecordContactAttempt {
    return {
      type: 'RecordContactAttempt',
      attemptedAt: this.instant(at),
      timeZone: this.zone,
      method: facts.method ?? 'EMAIL',
      purpose: facts.purpose ?? null,
      contactId: facts.to ?? null,
      recipientRole: facts.role ?? null,
      response: facts.response ?? 'NONE',
      respondedAt: facts.respondedAt ? this.instant(facts.respondedAt) : null,
      decisionExpectedOn: facts.decisionExpectedOn ?? null,
      promisedAt: facts.promisedAt ? this.instant(facts.promisedAt) : null,
      answerDueAt: facts.answerDueAt ? this.instant(facts.answerDueAt) : null,
      keptPromiseId: facts.keptPromiseId ?? null,
      note: null,
    };
  }

  heard(at: string, response: ContactResponse, facts: ResponseFacts = {}): this {
    return this.command(this.response(at, response, facts));
  }

  response(at: string, response: ContactResponse, facts: ResponseFacts = {}): RecordResponse {
    return {
      type: 'RecordResponse',
      receivedAt: this.instant(at),
      timeZone: this.zone,
      attemptId: facts.attemptId ?? null,
      method: facts.method ?? 'EMAIL',
      response,
      contactId: facts.to ?? null,
      decisionExpectedOn: facts.decisionExpectedOn ?? null,
      promisedAt: facts.promisedAt ? this.instant(facts.promisedAt) : null,
      answerDueAt: facts.answerDueAt ? this.instant(facts.answerDueAt) : null,
      note: null,
    };
  }

  interviewed(
    from: string,
    to: string,
    format: InterviewFormat = 'VIDEO',
    facts: { with?: string[]; decisionExpectedOn?: string } = {},
  ): this {
    return this.command({
      type: 'RecordInterview',
      startedAt: this.instant(from),
      endedAt: this.instant(to),
      timeZone: this.zone,
      format,
      contactIds: facts.with ?? [],
      topics: [],
      decisionExpectedOn: facts.decisionExpectedOn ?? null,
      note: null,
    });
  }

  scheduled(
    at: string,
    from: string,
    to: string,
    facts: { format?: InterviewFormat; with?: string[] } = {},
  ): this {
    const command: Command = {
      type: 'ScheduleInterview',
      agreedAt: null,
      startsAt: this.instant(from),
      endsAt: this.instant(to),
      timeZone: this.zone,
      format: facts.format ?? 'VIDEO',
      contactIds: facts.with ?? [],
    };
    return this.command(command, this.instant(at));
  }

  cancelled(at: string, interviewId = this.lastEventId): this {
    return this.command({
      type: 'CancelInterview',
      interviewId,
      why: null,
      cancelledAt: this.instant(at),
    });
  }

  moved(at: string, from: string, to: string, interviewId = this.lastEventId): this {
    const [startsAt, endsAt] = [this.instant(from), this.instant(to)];
    const facts = { interviewId, startsAt, endsAt, format: null, contactIds: null, why: null };
    return this.command({ type: 'MoveInterview', ...facts, movedAt: this.instant(at) });
  }

  prepared(at: string, interviewId = this.lastEventId): this {
    const preparedAt = this.instant(at);
    return this.command({ type: 'PrepareInterview', interviewId, note: null, preparedAt });
  }

  promised(at: string, what: string, due: string, contactId: string | null = null): this {
    const [madeAt, dueAt] = [this.instant(at), this.instant(due)];
    return this.command({ type: 'MakePromise', what, dueAt, contactId, madeAt });
  }

  pinned(at: string, opens: string, why: string | null = null): this {
    const [pinnedAt, opensAt] = [this.instant(at), this.instant(opens)];
    return this.command({ type: 'PinAction', opensAt, why, pinnedAt });
  }

  dismissed(at: string, kind: ActionKind, why: string | null = null): this {
    return this.command({ type: 'DismissAction', kind, why, dismissedAt: this.instant(at) });
  }

  assigned(at: string, memberId: string | null): this {
    return this.command({ type: 'AssignApplication', memberId, assignedAt: this.instant(at) });
  }

  identified(contactId: string, role: RecipientRole = 'HIRING_MANAGER', at: string | null = null): this {
    const identifiedAt = at === null ? null : this.instant(at);
    return this.command({ type: 'IdentifyContact', contactId, role, identifiedAt });
  }

  postingChanged(at: string, changes: Partial<PostingFacts>): this {
    return this.command({ type: 'ChangePosting', changes, changedAt: this.instant(at) });
  }

  takenDown(at: string): this {
    return this.postingChanged(at, { takenDownAt: this.instant(at) });
  }

  deferred(at: string, until: string, why: string | null = null): this {
    return this.command({
      type: 'DeferAction',
      until: this.instant(until),
      why,
      deferredAt: this.instant(at),
    });
  }

  closed(at: string, outcome: ApplicationOutcome = 'WITHDRAWN'): this {
    return this.command({ type: 'CloseApplication', outcome, note: null, closedAt: this.instant(at) });
  }

  reopened(at: string): this {
    return this.command({ type: 'ReopenApplication', why: 'asked again', reopenedAt: this.instant(at) });
  }

  /** The event was wrong: this is what happened instead. */
  corrected(replacement: RecordContactAttempt | RecordResponse, eventId = this.lastEventId): this {
    return this.command({ type: 'CorrectEvent', eventId, reason: 'mistyped', replacement });
  }

  retracted(eventId = this.lastEventId): this {
    return this.command({ type: 'RetractEvent', eventId, reason: 'never happened' });
  }

  command(command: Command, now: Instant = Date.parse('2030-01-01T00:00:00Z')): this {
    const decided = decide(command, { state: this.state, history: this.events, now });
    this.events.push({
      ...decided,
      eventId: `event-${this.events.length + 1}`,
      version: this.events.length + 1,
      schemaVersion: 1,
      recordedAt: now + this.events.length,
      actor: recruiter,
    });
    return this;
  }

  /** The same history so far, to go on from. */
  copy(): Given {
    const copy = new Given(this.setting);
    copy.events.push(...this.events);
    return copy;
  }

  get lastEventId(): string {
    return (this.events.at(-1) as Event).eventId;
  }

  /** What all events so far fold into. Events only ever come on top. */
  private get state(): ApplicationState {
    const of = this.events.length;
    if (of !== this.folded.of) this.folded = { of, state: fold(this.events) };
    return this.folded.state;
  }

  circumstances(at?: Instant): Circumstances {
    return {
      state: at === undefined ? this.state : fold(this.events, at),
      people: {
        candidateTimeZone: this.setting.candidateTimeZone ?? this.zone,
        contacts: this.setting.contacts ?? [],
        employerDoNotContact: this.setting.employerDoNotContact ?? false,
      },
      policy: this.policy,
      calendar: this.calendar,
    };
  }

  /** The plan from the last event up to the moment on. */
  steps(at: Instant): Step[] {
    const circumstances = this.circumstances(at);
    return plan(circumstances, circumstances.state.lastOccurredAt);
  }

  /** Everything open at a moment, most urgent first. */
  allAt(local: string): Advice[] {
    const at = this.instant(local);
    const step = stepAt(this.steps(at), at);
    if (!step) throw new Error(`nothing is recommended before the application: ${local}`);
    return step.actions.map((action) => this.advice(action, step, at));
  }

  at(local: string): Advice {
    return this.allAt(local)[0] as Advice;
  }

  private advice(action: Action, step: Step, at: Instant): Advice {
    const { kind, method, recipient, opensAt, dueAt, lateAt, because, reason } = action;
    return {
      kind,
      method,
      to: recipient?.role ?? null,
      contact: recipient?.contactId ?? null,
      opens: this.local(opensAt),
      due: this.local(dueAt),
      late: this.local(lateAt),
      until: this.local(step.until),
      urgency: urgencyAt(action, at),
      rules: because.map(({ rule }) => rule),
      practices: because.flatMap(({ practices }) => practices),
      reason,
    };
  }
}

export const given = (setting: Setting = {}) => new Given(setting);

/** What is expected at some moments of the most urgent action: its kind, or more of it. */
export type Expected = Record<string, string | Partial<Advice>>;

export function expectAdvice(application: Given, expected: Expected): void {
  const wanted = Object.entries(expected).map(([at, advice]) =>
    typeof advice === 'string' ? { at, kind: advice } : { at, ...advice },
  );
  const found = wanted.map(({ at }) => ({ at, ...application.at(at) }));
  expect(found).toMatchObject(wanted);
}

/** The state by folding one event at a time as they come, going back only where the product would. */
export function foldAsTheyCome(events: readonly Event[]) {
  return events.reduce(
    (state, event, index) =>
      follows(state, event) ? evolve(state, asStanding(event)) : fold(events.slice(0, index + 1)),
    initialState,
  );
}
