import type { ApplicationState } from './application';
import { DomainError, type Problem, refusal } from './errors';
import type { ResponseReceived } from './events';
import { DAY, type Instant, type LocalDate, type TimeZone } from './instant';
import { localDate } from './local-days';
import { asksForAnswer, isWord } from './vocabulary';

export function problem(code: string, field: string, message: string): Problem {
  return { code, field: [field], message };
}

export function refuseAny(problems: Problem[]): void {
  if (problems.length > 0) throw new DomainError(problems);
}

export function refuseClosed(state: ApplicationState, what: string): void {
  if (state.stage === 'CLOSED') {
    throw refusal(
      'APPLICATION_CLOSED',
      'applicationId',
      `This application is closed; reopen it before ${what}.`,
    );
  }
}

export function notInFuture(field: string, at: Instant, now: Instant): Problem[] {
  // A day, so that no caller's clock and no zone given wrongly by hours stops a record from being made.
  if (at <= now + DAY) return [];
  return [problem('TIME_IN_FUTURE', field, 'Must not be more than one day in the future.')];
}

export function notBeforeSubmission(
  field: string,
  at: Instant,
  { submittedAt }: ApplicationState,
): Problem[] {
  if (at >= submittedAt) return [];
  return [problem('BEFORE_SUBMISSION', field, 'Must not be before the application was submitted.')];
}

export function agreedBeforeStart(agreedAt: Instant | null, startsAt: Instant): Problem[] {
  if (agreedAt === null || agreedAt <= startsAt) return [];
  return [problem('DATE_PASSED', 'agreedAt', 'Must not be after the interview starts.')];
}

export function endAfterStart(field: string, starts: Instant, ends: Instant): Problem[] {
  return ends > starts ? [] : [problem('END_BEFORE_START', field, 'Must be later than the start.')];
}

export function dateNotPast(on: LocalDate | null, saidAt: Instant, zone: TimeZone): Problem[] {
  if (on === null || on >= localDate(saidAt, zone)) return [];
  return [problem('DATE_PASSED', 'decisionExpectedOn', 'Must not be before the day on which it was said.')];
}

/** Dates and promises belong to what the employer said. */
export function statement(
  data: Pick<ResponseReceived['data'], 'response' | 'decisionExpectedOn' | 'promisedAt' | 'answerDueAt'>,
  saidAt: Instant,
  zone: TimeZone,
): Problem[] {
  const { response, decisionExpectedOn, promisedAt } = data;
  const problems = dateNotPast(decisionExpectedOn, saidAt, zone);
  if (response === 'TIMELINE_GIVEN' && decisionExpectedOn === null) {
    problems.push(
      problem('DATE_REQUIRED', 'decisionExpectedOn', 'TIMELINE_GIVEN needs the date that was given.'),
    );
  }
  if (decisionExpectedOn !== null && !isWord(response)) {
    problems.push(
      problem(
        'RESPONSE_MISSING',
        'response',
        'A date was given: say by which response, such as TIMELINE_GIVEN.',
      ),
    );
  }
  if (response === 'CALL_PROMISED' && promisedAt === null) {
    problems.push(problem('DATE_REQUIRED', 'promisedAt', 'CALL_PROMISED needs the time that was promised.'));
  }
  if (promisedAt !== null && response !== 'CALL_PROMISED') {
    problems.push(problem('RESPONSE_MISSING', 'response', 'A promised time goes with CALL_PROMISED.'));
  }
  if (promisedAt !== null && promisedAt < saidAt) {
    problems.push(problem('DATE_PASSED', 'promisedAt', 'Must not be before the promise was made.'));
  }
  return [...problems, ...deadline(data, saidAt)];
}

/** Only what is asked for can be wanted by some time. */
function deadline(
  { response, answerDueAt }: Pick<ResponseReceived['data'], 'response' | 'answerDueAt'>,
  saidAt: Instant,
): Problem[] {
  if (answerDueAt == null) return [];
  const problems: Problem[] = [];
  if (!asksForAnswer(response)) {
    const message = 'A time to answer by goes with OFFER_MADE, INTERVIEW_OFFERED or INFORMATION_REQUESTED.';
    problems.push(problem('RESPONSE_MISSING', 'response', message));
  }
  if (answerDueAt <= saidAt) {
    problems.push(problem('DATE_PASSED', 'answerDueAt', 'Must be later than when it was said.'));
  }
  return problems;
}
