import type { Instant, LocalDate, TimeZone } from '../instant';
import { localDate } from '../local-days';
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
