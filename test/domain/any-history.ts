import fc from 'fast-check';
import type { Command, RecordContactAttempt, RecordResponse } from '../../src/domain/commands';
import { DomainError } from '../../src/domain/errors';
import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { localDate } from '../../src/domain/local-days';
import { plan } from '../../src/domain/recommendation/plan';
import type { Action } from '../../src/domain/recommendation/recommend';
import {
  type ActionKind,
  ApplicationChannel,
  asksForAnswer,
  type ContactPurpose,
} from '../../src/domain/vocabulary';
import { type Given, given, type Setting, unchangedPosting } from '../support/given';
import { anyOf, anySetting, anyTime } from './any-setting';
import { type AnyStep, anyStep } from './any-step';

const anySubmission = fc.record({
  submittedAt: anyTime,
  channel: anyOf(ApplicationChannel),
  noPhoneCalls: fc.boolean(),
});

const anyHistory = fc.record({
  submission: anySubmission,
  steps: fc.array(anyStep, { maxLength: 20, size: 'max' }),
});
type AnyHistory = typeof anyHistory extends fc.Arbitrary<infer T> ? T : never;

/** An application with a plausible history, decided from commands. */
export const anyApplication: fc.Arbitrary<Given> = fc
  .record({ setting: anySetting, history: anyHistory })
  .map(({ setting, history }) => applicationWith(setting, history));

/** Some applications at one employer, whose people hear about several candidates. */
export const anyApplicationsAtEmployer: fc.Arbitrary<Given[]> = fc
  .record({ setting: anySetting, histories: fc.array(anyHistory, { minLength: 1, maxLength: 3 }) })
  .map(({ setting, histories }) => histories.map((history) => applicationWith(setting, history)));

function applicationWith(setting: Setting, { submission, steps }: AnyHistory): Given {
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
  for (const step of steps) take(application, step);
  const asText = () => JSON.stringify({ setting, events: application.events });
  return Object.defineProperty(application, fc.toStringMethod, { value: asText });
}

/** What contradicts what is known is left out: the product refuses it. */
function take(application: Given, step: AnyStep): void {
  const { lastOccurredAt, submittedAt } = application.circumstances().state;
  try {
    application.command(commandOf(application, step, Math.max(lastOccurredAt + step.after, submittedAt)));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

function commandOf(application: Given, step: AnyStep, at: Instant): Command {
  const { type, lasting, target, role, format, outcome } = step;
  const { zone: timeZone, events } = application;
  const { interviews } = application.circumstances().state;
  const eventId = events[target % events.length]?.eventId ?? '';
  const contactIds = step.contactId === null ? [] : [step.contactId];
  switch (type) {
    case 'RecordContactAttempt':
      return attemptOf(application, step, at);
    case 'RecordResponse':
      return responseOf(application, step, at);
    case 'ScheduleInterview': {
      const startsAt = at + lasting;
      return { type, startsAt, endsAt: startsAt + HOUR, timeZone, format, contactIds, agreedAt: at };
    }
    case 'RecordInterview': {
      const decisionExpectedOn = step.dated ? localDate(at + lasting, timeZone) : null;
      const facts = { format, contactIds, topics: [], decisionExpectedOn, note: null };
      return { type, startedAt: at, endedAt: at + HOUR, timeZone, ...facts };
    }
    case 'CancelInterview': {
      const interviewId = interviews.find(({ held }) => !held)?.id ?? '';
      return { type, interviewId, why: null, cancelledAt: at };
    }
    case 'MoveInterview': {
      const interviewId = interviews.find(({ held }) => !held)?.id ?? '';
      const startsAt = at + lasting;
      const times = { startsAt, endsAt: startsAt + HOUR, movedAt: at };
      return { type, interviewId, ...times, format, contactIds, why: null };
    }
    case 'PrepareInterview': {
      const interviewId = interviews.find(({ held }) => !held)?.id ?? '';
      return { type, interviewId, note: null, preparedAt: at };
    }
    case 'MakePromise': {
      const contactId = contactIds[0] ?? null;
      return { type, what: 'the portfolio', dueAt: at + lasting, contactId, madeAt: at };
    }
    case 'PinAction':
      return { type, opensAt: at + lasting, why: null, pinnedAt: at };
    case 'DismissAction':
      return { type, kind: step.kind, why: null, dismissedAt: at };
    case 'AssignApplication':
      return { type, memberId: step.dated ? 'member' : null, assignedAt: at };
    case 'IdentifyContact':
      return { type, contactId: contactIds[0] ?? 'first', role, identifiedAt: step.dated ? at : null };
    case 'ChangePosting': {
      const moment = (said: number | null | undefined) => (said === 0 ? at : said);
      const { takenDownAt, closedAt, ...wishes } = step.changes;
      const times = { takenDownAt: moment(takenDownAt), closedAt: moment(closedAt) };
      const changes = Object.entries({ ...wishes, ...times }).filter(([, said]) => said !== undefined);
      return { type, changes: Object.fromEntries(changes), changedAt: at };
    }
    case 'DeferAction':
      return { type, until: at + lasting, why: null, deferredAt: at };
    case 'CloseApplication':
      return { type, outcome, note: null, closedAt: at };
    case 'ReopenApplication':
      return { type, why: 'asked again', reopenedAt: at };
    case 'CorrectEvent': {
      const replacementOf = step.advised ? responseOf : attemptOf;
      return { type, eventId, reason: 'mistyped', replacement: replacementOf(application, step, at) };
    }
    case 'RetractEvent':
      return { type, eventId, reason: 'never happened' };
  }
}

function attemptOf(application: Given, step: AnyStep, attemptedAt: Instant): RecordContactAttempt {
  const { method, purpose, contactId, role, response, responded, lasting } = step;
  const respondedAt = responded && response !== 'NONE' ? attemptedAt + (lasting % (5 * DAY)) : null;
  return {
    type: 'RecordContactAttempt',
    attemptedAt,
    timeZone: application.zone,
    ...{ method, purpose, contactId, recipientRole: role },
    ...(step.advised && asAdvised(adviceAt(application, attemptedAt))),
    response,
    respondedAt,
    keptPromiseId: null,
    ...statementOf(application, step, respondedAt ?? attemptedAt),
  };
}

function responseOf(application: Given, step: AnyStep, receivedAt: Instant): RecordResponse {
  const { method, contactId, response, target } = step;
  const { attempts } = application.circumstances().state;
  return {
    type: 'RecordResponse',
    receivedAt,
    timeZone: application.zone,
    attemptId: attempts.at(-1 - (target % 3))?.id ?? null,
    ...{ method, contactId, response },
    ...statementOf(application, step, receivedAt),
  };
}

function statementOf({ zone }: Given, { response, dated, lasting }: AnyStep, saidAt: Instant) {
  const isDated = response === 'TIMELINE_GIVEN' || (dated && response === 'IN_PROGRESS');
  return {
    decisionExpectedOn: isDated ? localDate(saidAt + lasting, zone) : null,
    promisedAt: response === 'CALL_PROMISED' ? saidAt + lasting : null,
    answerDueAt: dated && asksForAnswer(response) ? saidAt + lasting : null,
    note: null,
  };
}

function adviceAt(application: Given, at: Instant): Action {
  return plan(application.circumstances(), at)[0]?.actions[0] as Action;
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

/** The facts of an attempt that does what an action says; null where there is nothing to do. */
export function asAdvised({ kind, method, recipient }: Action) {
  if (method === null) return null;
  const purpose = purposes[kind] ?? (kind as ContactPurpose);
  return {
    ...{ method, purpose },
    ...{ contactId: recipient?.contactId ?? null, recipientRole: recipient?.role ?? null },
  };
}
