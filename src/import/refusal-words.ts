import type { Problem } from '../domain/errors';
import type { Field } from './fields';

/** The column that a problem with a command's field is about. */
const fieldOf: Readonly<Record<string, Field>> = {
  submittedAt: 'appliedOn',
  attemptedAt: 'date',
  receivedAt: 'date',
  startedAt: 'date',
  startsAt: 'date',
  closedAt: 'date',
  identifiedAt: 'date',
  endedAt: 'until',
  endsAt: 'until',
  respondedAt: 'respondedOn',
  response: 'response',
  decisionExpectedOn: 'decisionExpected',
  promisedAt: 'promised',
  jobPostingId: 'jobTitle',
};

/** In the words of a spreadsheet, where the command's own words would not be understood. */
const words: Readonly<Record<string, string>> = {
  TIME_IN_FUTURE: 'Lies more than a day in the future; expected what has happened.',
  BEFORE_SUBMISSION: 'Lies before the application was made; expected a later time.',
  RESPONSE_BEFORE_ATTEMPT: 'Lies before the attempt that it answers; expected a later time.',
  RESPONSE_MISSING:
    'Does not fit; a response date, a decision date or a promise needs the response that brought it, such as timeline given or call promised.',
  END_BEFORE_START: 'Lies before the start; expected a later time on the same day.',
  APPLICATION_CLOSED: 'The application is closed already, with another outcome or by another line.',
};

const wordsByField: Readonly<Record<string, string>> = {
  'DATE_REQUIRED decisionExpectedOn':
    'Empty; expected the date that was given, since the response is a timeline given.',
  'DATE_REQUIRED promisedAt':
    'Empty; expected the promised date and time, since the response is a call promised.',
  'DATE_PASSED decisionExpectedOn': 'Lies before the day on which it was said; expected a later one.',
  'DATE_PASSED promisedAt': 'Lies before the promise was made; expected a later time.',
};

/** A refusal for the person whose line it is: which column, what is wrong and what was expected. */
export function refusalWords({ code, field, message }: Problem): { field: Field | null; message: string } {
  const name = field[0] ?? '';
  return { field: fieldOf[name] ?? null, message: wordsByField[`${code} ${name}`] ?? words[code] ?? message };
}
