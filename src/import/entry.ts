import type {
  CloseApplication,
  RecordContactAttempt,
  RecordInterview,
  RecordResponse,
  ScheduleInterview,
} from '../domain/commands';
import { DAY, HOUR, type Instant, type LocalDate, type TimeZone } from '../domain/instant';
import type { RecipientRole } from '../domain/vocabulary';
import type { Defaults } from './application-cells';
import type { Cells } from './cells';
import {
  type EntryType,
  entryTypes,
  formats,
  methods,
  outcomes,
  purposes,
  responses,
  roles,
  yesOrNo,
} from './words';

const noteMax = 10_000;
const topicsMax = 20;
const topicLengthMax = 200;
const midnight = { hour: 0, minute: 0, second: 0 };

/** The person that a line names. */
export interface PersonCells {
  name: string;
  role: RecipientRole | null;
  email: string | null;
  phone: string | null;
  decides: boolean | null;
}

/** What is to be recorded of a line. */
export type EntryCommand =
  | RecordContactAttempt
  | RecordResponse
  | RecordInterview
  | ScheduleInterview
  | CloseApplication;

export interface Entry {
  /** When it counts as having happened. */
  at: Instant;
  person: PersonCells | null;
  /** Without the person, who is not known by an id yet. */
  command: EntryCommand;
}

interface When {
  at: Instant;
  date: LocalDate;
  timeZone: TimeZone;
  now: Instant;
}

/** Null where the line only says that there is an application, or where something is wrong with it. */
export function readEntry(cells: Cells, defaults: Defaults, now: Instant): Entry | null {
  const type = readType(cells);
  if (type === 'APPLIED') return null;
  const when = readWhen(cells, defaults, now);
  const person = readPerson(cells);
  if (!when) return null;
  switch (type) {
    case 'ATTEMPT':
      return { at: when.at, person, command: readAttempt(cells, when) };
    case 'RESPONSE':
      return { at: when.at, person, command: readResponse(cells, when) };
    case 'INTERVIEW':
      return { person, ...readInterview(cells, when) };
    case 'CLOSED':
      return { at: when.at, person: null, command: readClosing(cells, when.at) };
  }
}

/** Without a type it is an attempt; with nothing else either, only the application is meant. */
function readType(cells: Cells): EntryType {
  const type = cells.word('type', entryTypes);
  const said = (['type', 'date', 'time', 'method'] as const).some((field) => cells.text(field) !== null);
  return type ?? (said ? 'ATTEMPT' : 'APPLIED');
}

function readWhen(cells: Cells, defaults: Defaults, now: Instant): When | null {
  const timeZone = cells.zone('timeZone') ?? defaults.timeZone;
  const moment = cells.timedMoment('date', 'time');
  if (!timeZone) {
    return cells.refuse(
      'timeZone',
      'Empty; expected one such as America/Chicago. For all such lines: --time-zone.',
    );
  }
  const at = moment && cells.instant('time', timeZone, moment.date, moment.time);
  return at === null ? null : { at, date: moment?.date ?? '', timeZone, now };
}

function readPerson(cells: Cells): PersonCells | null {
  const email = cells.email('contactEmail');
  const role = cells.word('contactRole', roles);
  // Nobody in particular sits at a switchboard or behind a general address.
  const isPlace = role === 'SWITCHBOARD' || role === 'GENERAL_INBOX';
  const name = cells.text('contact') ?? (isPlace ? null : email);
  const details = { phone: cells.text('contactPhone', 50), decides: cells.word('contactDecides', yesOrNo) };
  return name === null ? null : { name, role, email, ...details };
}

function readAttempt(cells: Cells, { at, timeZone }: When): RecordContactAttempt {
  const said = readSaid(cells, timeZone);
  return {
    type: 'RecordContactAttempt',
    attemptedAt: at,
    timeZone,
    purpose: cells.word('purpose', purposes),
    recipientRole: cells.word('contactRole', roles),
    respondedAt: readRespondedAt(cells, at, timeZone),
    ...said,
  };
}

function readResponse(cells: Cells, { at, timeZone }: When): RecordResponse {
  const said = readSaid(cells, timeZone);
  if (said.response === 'NONE') cells.refuse('response', `Empty; expected one of: ${responses.expected}.`);
  return { type: 'RecordResponse', receivedAt: at, timeZone, attemptId: null, ...said };
}

function readSaid(cells: Cells, timeZone: TimeZone) {
  cells.required('method', methods.expected);
  return {
    method: cells.word('method', methods) ?? 'EMAIL',
    response: cells.word('response', responses) ?? 'NONE',
    contactId: null,
    decisionExpectedOn: cells.date('decisionExpected'),
    promisedAt: readPromise(cells, timeZone),
    note: cells.text('note', noteMax),
  };
}

/** Without a time it counts from the start of the day, but not from before the attempt that it answers. */
function readRespondedAt(cells: Cells, attemptedAt: Instant, timeZone: TimeZone): Instant | null {
  const moment = cells.moment('respondedOn', 'respondedAt');
  if (!moment) return null;
  const at = cells.instant('respondedAt', timeZone, moment.date, moment.time ?? midnight);
  if (at === null || moment.time) return at;
  return attemptedAt > at && attemptedAt < at + DAY ? attemptedAt : at;
}

function readPromise(cells: Cells, timeZone: TimeZone): Instant | null {
  const moment = cells.moment('promised', null);
  if (!moment) return null;
  if (moment.time) return cells.instant('promised', timeZone, moment.date, moment.time);
  return cells.refuse(
    'promised',
    'The time is missing; expected a date and a time, such as 2026-09-14 14:30.',
  );
}

/** An interview that is still ahead is scheduled; one that is over was held. Without an end it takes an hour. */
function readInterview(cells: Cells, { at, date, timeZone, now }: When): Pick<Entry, 'at' | 'command'> {
  cells.required('method', formats.expected);
  const format = cells.word('method', formats) ?? 'VIDEO';
  const endsAt = cells.timeOn('until', date, timeZone) ?? at + HOUR;
  const common = { timeZone, format, contactIds: [] };
  if (endsAt > now) {
    return {
      at: Math.min(at, now),
      command: { type: 'ScheduleInterview', agreedAt: null, startsAt: at, endsAt, ...common },
    };
  }
  const command: RecordInterview = {
    type: 'RecordInterview',
    startedAt: at,
    endedAt: endsAt,
    topics: readTopics(cells),
    decisionExpectedOn: cells.date('decisionExpected'),
    note: cells.text('note', noteMax),
    ...common,
  };
  return { at: endsAt, command };
}

function readTopics(cells: Cells): string[] {
  const parts = (cells.text('topics', noteMax) ?? '').split(';').map((topic) => topic.trim());
  const topics = parts.filter(Boolean);
  if (topics.length <= topicsMax && topics.every(({ length }) => length <= topicLengthMax)) return topics;
  cells.refuse(
    'topics',
    `Expected at most ${topicsMax} topics of at most ${topicLengthMax} characters, with semicolons between.`,
  );
  return [];
}

function readClosing(cells: Cells, closedAt: Instant): CloseApplication {
  cells.required('outcome', outcomes.expected);
  const outcome = cells.word('outcome', outcomes) ?? 'NO_RESPONSE';
  return { type: 'CloseApplication', outcome, note: cells.text('note', noteMax), closedAt };
}
