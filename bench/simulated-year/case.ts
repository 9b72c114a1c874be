import type { WorkingCalendar } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { localDate } from '../../src/domain/local-days';
import type { Policy } from '../../src/domain/policy';
import { plan, type Step, stepAt } from '../../src/domain/recommendation/plan';
import type { Action } from '../../src/domain/recommendation/recommend';
import { type Contact, isNudgeAttempt } from '../../src/domain/recommendation/situation';
import type { ActionKind, ContactPurpose, ContactResponse } from '../../src/domain/vocabulary';
import { Folding } from '../../src/import/folding';
import { reactionTo } from './other-side';

/** An employer of the simulation, with the people known there. */
export interface Workplace {
  calendar: WorkingCalendar;
  contacts: Contact[];
  cases: Case[];
}

/** Something that happens by itself at a time. */
interface Coming {
  at: Instant;
  happen: () => void;
}

const purposes: { [kind in ActionKind]?: ContactPurpose } = {
  ANSWER_EMPLOYER: 'ANSWER',
  RESPOND_TO_OFFER: 'ANSWER',
  SEND_THANK_YOU_NOTE: 'THANK_YOU',
  SEND_THANK_YOU_EMAIL: 'THANK_YOU',
  SEND_FOLLOW_UP: 'FOLLOW_UP',
  SEND_REMINDER: 'REMINDER',
  CALL: 'CHECK_IN',
};

/** An application in the simulation: what is recommended is done, and the other side reacts. */
export class Case {
  private readonly folding = new Folding([], Number.MAX_SAFE_INTEGER);
  private steps: Step[] | null = null;
  coming: Coming[] = [];

  constructor(
    private readonly workplace: Workplace,
    private readonly policy: Policy,
    private readonly random: () => number,
    readonly submittedAt: Instant,
    posting: { noPhoneCalls: boolean; noFollowUp: boolean },
    takenDownAt: Instant | null,
  ) {
    const nothing = { onlyQualifiedContacted: false, generalEmail: null, takenDownAt: null, closedAt: null };
    this.take({
      type: 'SubmitApplication',
      ...{ candidateId: 'candidate', jobPostingId: 'posting', employerId: 'employer', channel: 'JOB_BOARD' },
      ...{ submittedAt, timeZone: workplace.calendar.timeZone, posting: { ...posting, ...nothing } },
    });
    if (takenDownAt !== null) {
      const changes = { takenDownAt };
      this.later(takenDownAt, () => this.take({ type: 'ChangePosting', changes, changedAt: takenDownAt }));
    }
  }

  get state() {
    return this.folding.state;
  }

  pressed(contactId: string): Instant[] {
    const attempts = this.state.attempts.filter((one) => one.contactId === contactId && isNudgeAttempt(one));
    return attempts.map(({ attemptedAt }) => attemptedAt);
  }

  /** What is open at a moment, the most urgent first, after all that has come by then. */
  openAt(at: Instant): Action[] {
    for (;;) {
      const next = this.coming.findIndex((coming) => coming.at <= at);
      if (next < 0) break;
      for (const coming of this.coming.splice(next, 1)) coming.happen();
    }
    this.steps ??= this.plan();
    const actions = stepAt(this.steps, at)?.actions ?? [];
    return actions.filter(({ kind }) => kind !== 'WAIT' && kind !== 'NONE');
  }

  /** Does what is recommended. */
  act(action: Action, at: Instant): void {
    const timeZone = this.workplace.calendar.timeZone;
    if (action.kind === 'CLOSE') {
      this.take({ type: 'CloseApplication', outcome: 'NO_RESPONSE', note: null, closedAt: at });
    } else if (action.kind === 'PREPARE_INTERVIEW') {
      const interview = this.state.interviews.find((one) => !one.held && one.preparedAt === null);
      const interviewId = interview?.id ?? '';
      this.take({ type: 'PrepareInterview', interviewId, note: null, preparedAt: at });
    } else {
      const interviewed = this.state.interviews.some(({ held }) => held);
      const { response, later } = reactionTo(this.random, action, at, interviewed);
      const request = this.state.words.at(-1)?.response;
      this.take({
        type: 'RecordContactAttempt',
        ...{ attemptedAt: at, timeZone, method: action.method ?? 'EMAIL', response },
        purpose: purposes[action.kind] ?? (action.kind as ContactPurpose),
        contactId: action.recipient?.contactId ?? null,
        recipientRole: action.recipient?.role ?? null,
        ...{ respondedAt: null, decisionExpectedOn: null, promisedAt: null, note: null },
      });
      if (action.kind === 'ANSWER_EMPLOYER' && request === 'INTERVIEW_OFFERED') this.agreeOnInterview(at);
      else if (action.kind === 'RESPOND_TO_OFFER') this.settleOffer(at);
      else if (later) this.later(later.at, () => this.hear(later.at, later.response));
    }
    for (const other of this.workplace.cases) if (other !== this) other.steps = null;
  }

  private hear(at: Instant, response: ContactResponse): void {
    if (this.state.stage === 'CLOSED') return;
    const { timeZone } = this.workplace.calendar;
    this.take({
      type: 'RecordResponse',
      ...{
        receivedAt: at,
        timeZone,
        attemptId: this.state.attempts.at(-1)?.id ?? null,
        method: 'EMAIL',
        response,
      },
      ...{ contactId: null, note: null },
      decisionExpectedOn: response === 'TIMELINE_GIVEN' ? localDate(at + 9 * DAY, timeZone) : null,
      promisedAt:
        response === 'CALL_PROMISED' ? this.workplace.calendar.spanAt(at + DAY).opens + 4 * HOUR : null,
    });
  }

  private agreeOnInterview(at: Instant): void {
    const { calendar } = this.workplace;
    const startsAt =
      calendar.spanAt(calendar.addDays(at, 3 + Math.floor(this.random() * 6))).opens + 4 * HOUR;
    const endsAt = startsAt + HOUR;
    const format = this.random() < 0.3 ? 'PHONE' : 'VIDEO';
    const contactIds = this.workplace.contacts.slice(0, 1).map(({ id }) => id);
    const facts = { timeZone: calendar.timeZone, format, contactIds } as const;
    this.take({ type: 'ScheduleInterview', ...facts, agreedAt: at, startsAt, endsAt });
    this.later(endsAt, () => {
      if (this.state.stage === 'CLOSED') return;
      const rest = { topics: ['the work'], decisionExpectedOn: null, note: null };
      this.take({ type: 'RecordInterview', ...facts, startedAt: startsAt, endedAt: endsAt, ...rest });
    });
  }

  private settleOffer(at: Instant): void {
    const outcome = this.random() < 0.8 ? 'HIRED' : 'OFFER_DECLINED';
    const closedAt = at + DAY;
    this.later(closedAt, () => {
      if (this.state.stage !== 'CLOSED')
        this.take({ type: 'CloseApplication', outcome, note: null, closedAt });
    });
  }

  private later(at: Instant, happen: () => void): void {
    this.coming.push({ at, happen });
    this.coming.sort((one, other) => one.at - other.at);
  }

  private take(command: Command): void {
    this.folding.take(command);
    this.steps = null;
  }

  private plan(): Step[] {
    const { calendar, contacts, cases } = this.workplace;
    const known = contacts.map((contact) => ({
      ...contact,
      pressedElsewhereAt: cases.flatMap((other) => (other === this ? [] : other.pressed(contact.id))),
    }));
    const people = { candidateTimeZone: calendar.timeZone, contacts: known, employerDoNotContact: false };
    return plan({ state: this.state, policy: this.policy, calendar, people }, this.state.lastOccurredAt);
  }
}
