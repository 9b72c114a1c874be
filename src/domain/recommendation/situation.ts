import type { ApplicationState, Attempt, Interview } from '../application';
import { openRequest, unansweredAttempts } from '../application';
import type { WorkingCalendar, WorkingHours } from '../calendar';
import type { PostingFacts } from '../events';
import type { Instant, TimeZone } from '../instant';
import { localDate } from '../local-days';
import type { Policy, PolicyParameter } from '../policy';
import { type ContactMethod, type ContactPurpose, type RecipientRole, wentAstray } from '../vocabulary';
import type { Clock } from './clock';

/** A person at the employer. */
export interface Contact {
  id: string;
  role: RecipientRole;
  decides: boolean;
  email: string | null;
  phone: string | null;
  availability: string | null;
  /** When a call suits, in the employer's zone; empty where that is not known. */
  availabilityWindows: readonly WorkingHours[];
  postalAddress: string | null;
  preferredMethod: ContactMethod | null;
  refusedMethods: readonly ContactMethod[];
  /** When others of the agency pressed this person for an answer, on other applications; the last ones. */
  pressedElsewhereAt: readonly Instant[];
  /** The person, or the employer through any application, has asked not to be contacted. */
  doNotContact: boolean;
  /** When the e-mail address was last replaced: what bounced before then says nothing of it. */
  emailChangedAt: Instant | null;
}

/** Who is known around an application. */
export interface People {
  candidateTimeZone: TimeZone;
  /** Everybody recorded at the employer. */
  contacts: readonly Contact[];
  /** The employer as a whole has asked, on any application, not to be contacted. */
  employerDoNotContact: boolean;
}

/** All that a rule may look at. */
export interface Situation {
  state: ApplicationState;
  posting: PostingFacts;
  people: People;
  policy: Policy;
  calendar: WorkingCalendar;
  clock: Clock;
}

const pressesForNothing: readonly ContactPurpose[] = [
  'THANK_YOU',
  'ANSWER',
  'KEEP_PROMISE',
  'FIND_HIRING_MANAGER',
];

/** Thank-yous, answers, kept promises, look-ups and calls that were agreed on press for nothing. */
export function isNudgeAttempt({ purpose, agreed }: Attempt): boolean {
  return !agreed && !pressesForNothing.includes(purpose);
}

/** The interviews that are over, held or not yet recorded as such, the latest last. */
export function endedInterviews({ state, clock }: Situation): Interview[] {
  return state.interviews
    .filter(({ endsAt }) => clock.reached(endsAt))
    .sort((one, other) => one.endsAt - other.endsAt);
}

/** What the employer's silence follows on, and since when it lasts. */
export interface Silence {
  after: 'APPLYING' | 'INTERVIEW' | 'WORD' | 'AVAILABILITY' | 'PROMISE' | 'TIMELINE';
  /** When the other side was last heard, or the application submitted; for a promise, the promised time. */
  since: Instant;
  /** The event that it follows on. */
  eventId: string;
  /** What was sent since then without an answer. */
  unanswered: Attempt[];
}

/**
 * The one thing that the next nudge would answer to; null where there is no room for nudges, while a
 * question of the employer's is open or an interview is ahead. A promise and a stated date that nobody has
 * followed up on come before anything else.
 */
export function silence(situation: Situation): Silence | null {
  let known = silences.get(situation);
  if (known === undefined) {
    known = findSilence(situation);
    silences.set(situation, known);
  }
  return known;
}

/** What the answer rests on; every rule that asks declares it. */
export const valuesOfSilence = ['decisionGraceWorkingDays'] as const satisfies PolicyParameter[];

/** Most rules ask, and within a situation the answer is the same. */
const silences = new WeakMap<Situation, Silence | null>();

function findSilence(situation: Situation): Silence | null {
  const { state, clock } = situation;
  if (openRequest(state)) return null;
  if (state.interviews.some(({ endsAt }) => !clock.reached(endsAt))) return null;

  const start = startOfSilence(situation);
  const unanswered = unansweredAttempts(state, start.since);
  const word = start.after === 'WORD' ? state.words.findLast(({ at }) => at >= start.since) : undefined;
  if (word?.promisedAt && !nudgedSince(state, word.promisedAt)) {
    return { after: 'PROMISE', since: word.promisedAt, eventId: word.eventId, unanswered };
  }
  const quietUntil = quietUntilDecision(situation);
  if (quietUntil !== null && !nudgedSince(state, quietUntil)) {
    const eventId = state.timeline?.eventId ?? start.eventId;
    return { after: 'TIMELINE', since: start.since, eventId, unanswered };
  }
  if (word?.inAnswerTo === 'ASK_AVAILABILITY' && unanswered.length === 0) {
    return { after: 'AVAILABILITY', since: start.since, eventId: word.eventId, unanswered };
  }
  return { ...start, unanswered };
}

/**
 * Until when a stated decision date asks for patience (T9): the date has passed and some working days more.
 * Null where none was stated, or where an interview or a word after it has overtaken it.
 */
export function quietUntilDecision(situation: Situation): Instant | null {
  const { state, policy, calendar } = situation;
  if (!state.timeline) return null;
  const { decisionExpectedOn, statedAt } = state.timeline;
  const lastWordAt = state.words.at(-1)?.at ?? statedAt;
  const overtaken =
    (endedInterviews(situation).at(-1)?.endsAt ?? statedAt) > statedAt ||
    (lastWordAt > statedAt && localDate(lastWordAt, calendar.timeZone) > decisionExpectedOn) ||
    (state.resumedAt ?? statedAt) > statedAt;
  if (overtaken) return null;
  return calendar.startOfNthWorkingDayAfter(decisionExpectedOn, policy.decisionGraceWorkingDays + 1);
}

/** The last word either way (T13): whatever was last said, sent or held, or is promised. */
export function lastWordEitherWayAt(situation: Situation): Instant {
  const { state } = situation;
  const { since } = silence(situation) ?? startOfSilence(situation);
  return Math.max(since, state.attempts.at(-1)?.attemptedAt ?? state.submittedAt);
}

/** Where the silence after an interview lasts so long that a call is due (T11), and none was refused, from when on. */
export function phoneFrom(situation: Situation): Instant | null {
  const interview = endedInterviews(situation).at(-1);
  const silent = silence(situation);
  if (!interview || !silent || availabilityAsked(situation)?.response === 'REFUSED') return null;
  return situation.calendar.addDays(silent.since, situation.policy.phoneAfterSilenceDays);
}

/** The last time that the person's availability was asked for, and got through, since they were last heard. */
export function availabilityAsked(situation: Situation): Attempt | undefined {
  const { since } = startOfSilence(situation);
  return situation.state.attempts.findLast(
    ({ purpose, response, attemptedAt }) =>
      purpose === 'ASK_AVAILABILITY' && attemptedAt >= since && !wentAstray(response),
  );
}

interface Start {
  after: 'APPLYING' | 'INTERVIEW' | 'WORD';
  since: Instant;
  eventId: string;
}

function startOfSilence(situation: Situation): Start {
  const { submittedAt, submissionId, words, resumedAt, resumptionId } = situation.state;
  const word = words.at(-1);
  const wordAt = Math.max(word?.at ?? submittedAt, resumedAt ?? submittedAt);
  const interview = endedInterviews(situation).at(-1);
  if (interview && interview.endsAt > submittedAt && interview.endsAt >= wordAt) {
    return { after: 'INTERVIEW', since: interview.endsAt, eventId: interview.id };
  }
  if (wordAt > submittedAt) {
    const eventId = (word?.at === wordAt ? word.eventId : resumptionId) ?? submissionId;
    return { after: 'WORD', since: wordAt, eventId };
  }
  return { after: 'APPLYING', since: submittedAt, eventId: submissionId };
}

function nudgedSince(state: ApplicationState, from: Instant): boolean {
  return state.attempts.some(
    (attempt) => isNudgeAttempt(attempt) && attempt.attemptedAt >= from && !wentAstray(attempt.response),
  );
}
