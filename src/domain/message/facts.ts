import { type ApplicationState, openPromises } from '../application';
import type { Instant, LocalDate, TimeZone } from '../instant';
import { localDate } from '../local-days';
import type { Action } from '../recommendation/recommend';
import { promiseOf } from '../recommendation/rules/keep-promise';
import type { InterviewFormat } from '../vocabulary';

/** What is known about an application, as far as a message can mention it. */
export interface MessageFacts {
  candidateName: string;
  recipientName: string | null;
  employerName: string;
  positionTitle: string;
  /** The last interview that is over. */
  interview: { endedAt: Instant; timeZone: TimeZone; format: InterviewFormat; topics: string[] } | null;
  decisionExpectedOn: LocalDate | null;
  /** When a call suits the recipient, where that is known. */
  availability?: string | null;
  /** What the employer waits for an answer to is the offer of an interview. */
  interviewOffered?: boolean;
  /** What the agency has promised and not done yet, what this message keeps first. */
  promises?: readonly string[];
}

/** The interview that a message is about: thanks are for the one since which they are due, the rest for the last. */
export function interviewFor<I extends { endsAt: Instant }>(
  { kind, opensAt }: Action,
  interviews: readonly I[],
  at: Instant,
): I | null {
  const over = interviews.filter(({ endsAt }) => endsAt <= at);
  const thanked = kind === 'SEND_THANK_YOU_NOTE' || kind === 'SEND_THANK_YOU_EMAIL';
  return over.find(({ endsAt }) => thanked && endsAt === opensAt) ?? over.at(-1) ?? null;
}

/** What the agency has promised by a moment and not done yet; what the action keeps, if it keeps any, first. */
export function openPromisesFor(action: Action, state: ApplicationState, at: Instant): string[] {
  const kept = action.kind === 'KEEP_PROMISE' ? promiseOf(state, action) : undefined;
  const others = openPromises(state).filter((one) => one !== kept && one.madeAt <= at);
  return [...(kept ? [kept] : []), ...others].map(({ what }) => what);
}

/** The day of the interview, where it took place. */
export function interviewDay({ endedAt, timeZone }: NonNullable<MessageFacts['interview']>): LocalDate {
  return localDate(endedAt, timeZone);
}

/** The date stated for a decision, unless an interview after it has overtaken it. */
export function standingDecisionDate({ decisionExpectedOn, interview }: MessageFacts): LocalDate | null {
  if (decisionExpectedOn === null || interview === null) return decisionExpectedOn;
  return interviewDay(interview) > decisionExpectedOn ? null : decisionExpectedOn;
}
