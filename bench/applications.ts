import { DAY, HOUR, type Instant } from '../src/domain/instant';
import { execute, submit } from '../src/store/execute';
import type { Request } from '../src/store/prepare';
import { type Agency, type Place, timeZone } from './agency';
import { copyApplications } from './copies';

/**
 * The moment that all is asked for, so that every run finds the same to do: a Thursday at ten in Chicago.
 * What is recorded goes to the minutes after it.
 */
export const today: Instant = Date.parse('2026-04-30T15:00:00Z');

/** How applications stand that an agency works on, each made by the commands that lead there. */
const kinds = ['no attempt yet', 'contacted once', 'hiring manager unknown', 'interviewed'] as const;

/** In days: up to two months. */
const ages = Array.from({ length: 10 }, (_, index) => 2 + 6 * index);

/** For agencies whose worklist nobody looks at. */
export const fewAges = ages.slice(0, 2);

/**
 * So many open applications, for the order of their ids one of each kind in turn. A few are made one by one
 * as the program does it; the others are copies of them.
 */
export async function makeApplications(agency: Agency, count: number, inDays = ages): Promise<string[]> {
  const made: string[] = [];
  for (const age of inDays) for (const kind of kinds) made.push(await make(agency, kind, age));
  const copies = await copyApplications(agency, made, Math.max(0, count - made.length));
  return [...made, ...copies].slice(0, count);
}

/** Two halves that are alike: to each application of one belongs a copy of the same in the other. */
export function halves(ids: string[]): [string[], string[]] {
  const turnOf = (index: number) => Math.floor(index / (ages.length * kinds.length));
  return [
    ids.filter((_, index) => turnOf(index) % 2 === 0),
    ids.filter((_, index) => turnOf(index) % 2 === 1),
  ];
}

/** So many applications with ten attempts each. */
export async function makeLongApplications(agency: Agency, count: number): Promise<string[]> {
  const id = await apply(agency, agency.known, daysAgo(32));
  for (let number = 0; number < 10; number++) {
    const attempted = attempt(daysAgo(30 - 3 * number), number % 3 === 2 ? 'ACKNOWLEDGED' : 'NONE');
    await record(agency, id, attempted);
  }
  return [id, ...(await copyApplications(agency, [id], count - 1))];
}

async function make(agency: Agency, kind: (typeof kinds)[number], age: number): Promise<string> {
  const submittedAt = daysAgo(age);
  const id = await apply(
    agency,
    kind === 'hiring manager unknown' ? agency.unknown : agency.known,
    submittedAt,
  );
  if (kind === 'contacted once') await record(agency, id, attempt(submittedAt + DAY, 'NONE'));
  if (kind === 'interviewed') await record(agency, id, interview(submittedAt + DAY, agency.known.contactId));
  return id;
}

async function apply(agency: Agency, { jobPostingId }: Place, submittedAt: Instant): Promise<string> {
  const { store, session, candidateId } = agency;
  const submission = { candidateId, jobPostingId, submittedAt, channel: 'JOB_BOARD' as const };
  return (await submit(store, session, submission)).reply.applicationIds[0] as string;
}

async function record({ store, session }: Agency, applicationId: string, command: Request['command']) {
  await execute(store, session, [{ applicationId, command, expectedVersion: null }]);
}

export function attempt(attemptedAt: Instant, response: 'NONE' | 'ACKNOWLEDGED'): Request['command'] {
  return {
    ...{ type: 'RecordContactAttempt', attemptedAt, timeZone, method: 'EMAIL', purpose: null },
    ...{ contactId: null, recipientRole: 'HIRING_MANAGER', response, respondedAt: null },
    ...{ decisionExpectedOn: null, promisedAt: null, note: 'Wrote to ask how things stand.' },
  };
}

function interview(startedAt: Instant, contactId: string | null): Request['command'] {
  return {
    ...{ type: 'RecordInterview', startedAt, endedAt: startedAt + HOUR, timeZone, format: 'PHONE' },
    ...{ contactIds: contactId ? [contactId] : [], topics: ['shifts'], decisionExpectedOn: null, note: null },
  };
}

const daysAgo = (days: number): Instant => today - days * DAY;
