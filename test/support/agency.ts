import { type ClientBase, Pool, type PoolConfig } from 'pg';
import type { ApplicationState } from '../../src/domain/application';
import { officeHours } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { createAgency } from '../../src/store/api-keys';
import type { Idempotency } from '../../src/store/append';
import { openStore, type Store } from '../../src/store/data-source';
import { type Executed, execute, type Submission, submit } from '../../src/store/execute';
import { idempotencyOf } from '../../src/store/idempotency';
import type { Request, Session } from '../../src/store/prepare';
import { applicationsByIds } from '../../src/store/queries/applications';
import { createCandidate, createContact, createEmployer, createJobPosting } from '../../src/store/reference';
import { createDatabase, type TestDatabase } from './database';

export interface TestStore extends Store, Pick<TestDatabase, 'connection'> {
  /** Statements as somebody might send them who owns the database: whatever the rights of the program are. */
  owner: Pool;
  close(): Promise<void>;
}

/** A store on a fresh database of its own. */
export async function openTestStore(): Promise<TestStore> {
  const { connection, drop } = await createDatabase();
  const store = await openStore({ ...connection, max: 20 });
  const owner = ownerOf(connection);
  const close = async () => {
    await Promise.all([store.close(), owner.end()]);
    await drop();
  };
  return { ...store, connection, owner, close };
}

export function ownerOf(connection: PoolConfig): Pool {
  const onConnect = (client: ClientBase) => {
    client.on('error', () => undefined);
    return client.query(`set app.agency_id = '*'`);
  };
  const owner = new Pool({ ...connection, max: 2, onConnect });
  owner.on('error', () => undefined);
  return owner;
}

/** An agency with one of each thing that an application refers to. */
export interface Agency {
  store: Store;
  session: Session;
  agencyId: string;
  candidateId: string;
  employerId: string;
  jobPostingId: string;
}

export const recruiter = { kind: 'API_KEY', id: 'key-1', name: 'Test recruiter' } as const;

export async function makeAgency(store: Store, name = 'Agency'): Promise<Agency> {
  const agencyId = await createAgency(store, name, 'America/Chicago');
  const session = { agencyId, actor: recruiter };
  const candidate = { name: 'Robin Example', email: null, timeZone: 'America/Chicago' };
  const candidateId = await createCandidate(store, session, candidate, null);
  const agency = { store, session, agencyId, candidateId, employerId: '', jobPostingId: '' };
  agency.employerId = await addEmployer(agency);
  agency.jobPostingId = await addPosting(agency);
  return agency;
}

export const employerFacts = {
  name: 'Example Works',
  timeZone: 'America/Chicago',
  country: 'US',
  region: null,
  switchboardPhone: null,
  workingHours: officeHours,
};

export const postingFacts = {
  title: 'Welder',
  noPhoneCalls: false,
  noFollowUp: false,
  onlyQualifiedContacted: false,
  generalEmail: null,
  takenDownAt: null,
  closedAt: null,
};

export const contactFacts = {
  name: 'Sam Example',
  role: 'HIRING_MANAGER',
  email: 'sam@example.com',
  phone: null,
  decides: true,
  availability: null,
} as const;

export function addEmployer({ store, session }: Agency): Promise<string> {
  return createEmployer(store, session, employerFacts, null);
}

export function addPosting(
  { store, session, employerId }: Agency,
  facts: Partial<typeof postingFacts> & { employerId?: string } = {},
): Promise<string> {
  return createJobPosting(store, session, { ...postingFacts, employerId, ...facts }, null);
}

export function addContact({ store, session, employerId }: Agency, facts: object = {}): Promise<string> {
  return createContact(store, session, { ...contactFacts, employerId, ...facts }, null);
}

/** On the hour, so that what is said to have happened so many days ago happened at one time. */
export const daysAgo = (days: number): Instant => Math.floor(Date.now() / HOUR) * HOUR - days * DAY;

/** The facts of a submission, three days ago unless said. */
export function submission(agency: Agency, facts: Partial<Submission> = {}): Submission {
  const { candidateId, jobPostingId } = agency;
  return { candidateId, jobPostingId, submittedAt: daysAgo(3), channel: 'JOB_BOARD', ...facts };
}

/** Submits an application, and answers its id. */
export async function apply(agency: Agency, facts: Partial<Submission> = {}): Promise<string> {
  const { written } = await submit(agency.store, agency.session, submission(agency, facts));
  return (written[0] as { applicationId: string }).applicationId;
}

export function request(
  applicationId: string,
  command: Request['command'],
  expectedVersion: number | null = null,
): Request {
  return { applicationId, command, expectedVersion };
}

type Facts<Type extends Command['type']> = Partial<Omit<Extract<Command, { type: Type }>, 'type'>>;

export function attempt(facts: Facts<'RecordContactAttempt'> = {}): Request['command'] {
  return {
    type: 'RecordContactAttempt',
    attemptedAt: daysAgo(1),
    timeZone: 'America/Chicago',
    method: 'EMAIL',
    purpose: null,
    contactId: null,
    recipientRole: null,
    response: 'NONE',
    respondedAt: null,
    decisionExpectedOn: null,
    promisedAt: null,
    note: null,
    ...facts,
  };
}

export function response(facts: Facts<'RecordResponse'> = {}): Request['command'] {
  return {
    type: 'RecordResponse',
    receivedAt: daysAgo(1),
    timeZone: 'America/Chicago',
    attemptId: null,
    method: 'EMAIL',
    response: 'ACKNOWLEDGED',
    contactId: null,
    decisionExpectedOn: null,
    promisedAt: null,
    note: null,
    ...facts,
  };
}

export function closing(facts: Facts<'CloseApplication'> = {}): Request['command'] {
  return { type: 'CloseApplication', outcome: 'WITHDRAWN', note: null, closedAt: null, ...facts };
}

/** Executes commands on applications, as the agency. */
export function run(
  { store, session }: Agency,
  requests: Request[],
  idempotency: Idempotency | null = null,
): Promise<Executed> {
  return execute(store, session, requests, idempotency);
}

/** An idempotency key for a request with this body. */
export const keyed = (key: string, body: unknown): Idempotency => idempotencyOf(key, body) as Idempotency;

/** The codes with which a promise is refused; the empty list where it is not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string[]> {
  return promise.then(
    () => [],
    (error) => {
      if (!error.problems) throw error;
      return error.problems.map(({ code }: { code: string }) => code);
    },
  );
}

export async function stateOf({ store, agencyId }: Agency, id: string): Promise<ApplicationState> {
  const view = (await applicationsByIds(store, agencyId, [id])).get(id);
  if (!view) throw new Error('there is no such application');
  return view.state;
}
