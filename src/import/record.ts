import { DomainError } from '../domain/errors';
import type { Instant } from '../domain/instant';
import type { Store } from '../store/data-source';
import { execute, submit } from '../store/execute';
import { idempotencyOf } from '../store/idempotency';
import type { Request, Session } from '../store/prepare';
import {
  createCandidate,
  createContact,
  createEmployer,
  createJobPosting,
  updateContact,
} from '../store/reference';
import { updateJobPosting } from '../store/update-job-posting';
import { type CheckedApplication, checkApplication } from './check';
import type { Columns } from './fields';
import type { ImportPlan, PlannedApplication } from './plan';
import type { LineMessage } from './problems';
import { importKey, type Recorded, recordedId, reloadHistories, rememberId, type Sort } from './recorded';
import { refusalWords } from './refusal-words';

/** Requests that are recorded together: the most that the API takes at once. */
const requestsInOneCall = 250;
/** How often an application is read again because somebody else recorded something on it meanwhile. */
const triesMax = 5;

/** Told after each step how much of the whole is done. A step that throws ends the import there. */
export type Progress = (done: number, total: number) => void;

export interface Recording {
  store: Store;
  session: Session;
  columns: Columns;
  /** Grows with what is recorded. */
  recorded: Recorded;
  now: Instant;
  progress: Progress;
}

/**
 * Records all that is not recorded yet. Everything has a key of its own, so whatever stops this half way,
 * doing it again completes it. Returns what was refused though it had been checked: others were at work too.
 */
export async function recordPlan(
  recording: Recording,
  plan: ImportPlan,
  checked: readonly CheckedApplication[],
): Promise<LineMessage[]> {
  const { progress } = recording;
  const total = Object.values(plan).reduce((sum, things) => sum + things.length, 0);
  let done = 0;
  const step = () => progress(++done, total);
  await recordReferences(recording, plan, step);
  const refused: LineMessage[] = [];
  for (const application of checked) {
    refused.push(...(await recordApplication(recording, application)));
    step();
  }
  await recordTakenDown(recording, plan);
  return refused;
}

async function recordReferences(recording: Recording, plan: ImportPlan, step: () => void): Promise<void> {
  const { store, session } = recording;
  for (const { key, ...facts } of plan.candidates) {
    await once(recording, 'candidate', key, (same) => createCandidate(store, session, facts, same));
    step();
  }
  for (const { key, ...facts } of plan.employers) {
    await once(recording, 'employer', key, (same) => createEmployer(store, session, facts, same));
    step();
  }
  for (const { key, employerKey, laterEmail, ...facts } of plan.contacts) {
    const employerId = idOf(recording, 'employer', employerKey);
    const contact = { ...facts, employerId, availability: null };
    const id = await once(recording, 'contact', key, (same) => createContact(store, session, contact, same));
    if (laterEmail) {
      const same = importKey('contact e-mail', key, laterEmail);
      await updateContact(store, session, id, { email: laterEmail }, same);
    }
    step();
  }
  for (const { key, employerKey, takenDownAt: _, ...facts } of plan.postings) {
    const employerId = idOf(recording, 'employer', employerKey);
    const posting = { ...facts, employerId, takenDownAt: null, closedAt: null };
    await once(recording, 'posting', key, (same) => createJobPosting(store, session, posting, same));
    step();
  }
}

/** Once its applications are there, since it is to reach all of them. */
async function recordTakenDown({ store, session, recorded }: Recording, plan: ImportPlan): Promise<void> {
  for (const { key, takenDownAt } of plan.postings) {
    const id = recordedId(recorded, 'posting', key);
    if (takenDownAt === null || !id) continue;
    const same = importKey('posting taken down', key, String(takenDownAt));
    await updateJobPosting(store, session, id, { takenDownAt }, same);
  }
}

async function recordApplication(recording: Recording, first: CheckedApplication): Promise<LineMessage[]> {
  const { store, session, recorded, columns, now } = recording;
  const { application } = first;
  let checked = first;
  for (let tries = 1; ; tries++) {
    try {
      await write(recording, checked);
      return checked === first ? [] : checked.refused;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const isConflict = error.problems.every(({ code }) => code === 'VERSION_CONFLICT');
      if (!isConflict || tries === triesMax) return refuseAll(application, error, columns);
    }
    await reloadHistories(store, session.agencyId, [application], recorded);
    checked = checkApplication(application, recorded, columns, now);
  }
}

async function write(
  recording: Recording,
  { application, version, requests }: CheckedApplication,
): Promise<void> {
  const { store, session } = recording;
  const { key, candidateKey, postingKey, submittedAt, channel } = application;
  const candidateId = idOf(recording, 'candidate', candidateKey);
  const jobPostingId = idOf(recording, 'posting', postingKey);
  const applicationId = await once(recording, 'application', key, async (same) => {
    const { reply } = await submit(store, session, { candidateId, jobPostingId, submittedAt, channel }, same);
    return reply.applicationIds[0] as string;
  });
  // The submission is the first event of a new application.
  let expectedVersion = Math.max(version, 1);
  for (let start = 0; start < requests.length; start += requestsInOneCall) {
    const some = requests.slice(start, start + requestsInOneCall);
    const commands = some.map(({ command }) => withIds(recording, command));
    const content = [applicationId, ...commands.map((command) => JSON.stringify(command))];
    const together = commands.map(
      (command): Request => ({ applicationId, command, expectedVersion: expectedVersion }),
    );
    await execute(store, session, together, importKey('entries', ...content));
    expectedVersion += some.length;
  }
}

/** Made by an earlier import, or now. */
async function once(
  { recorded }: Recording,
  sort: Sort,
  key: string,
  make: (same: NonNullable<ReturnType<typeof idempotencyOf>>) => Promise<string>,
): Promise<string> {
  const known = recordedId(recorded, sort, key);
  if (known) return known;
  const id = await make(importKey(sort, key));
  rememberId(recorded, sort, key, id);
  return id;
}

function idOf({ recorded }: Recording, sort: Sort, key: string): string {
  const id = recordedId(recorded, sort, key);
  if (!id) throw new Error(`the plan names an unknown ${sort}`);
  return id;
}

/** People who were new when the command was decided have ids by now. */
function withIds({ recorded }: Recording, command: Request['command']): Request['command'] {
  const known = (key: string) => recordedId(recorded, 'contact', key) ?? key;
  if ('contactIds' in command)
    return { ...command, contactIds: command.contactIds?.map(known) ?? null } as Request['command'];
  if (!('contactId' in command) || command.contactId === null) return command;
  return { ...command, contactId: known(command.contactId) } as Request['command'];
}

function refuseAll(
  { lines }: PlannedApplication,
  { problems }: DomainError,
  columns: Columns,
): LineMessage[] {
  return lines.flatMap((line) =>
    problems.map((problem) => {
      const { field, message } = refusalWords(problem);
      return { line, column: field && columns.titleOf(field), message };
    }),
  );
}
