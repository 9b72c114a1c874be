import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { refusal } from '../domain/errors';
import type { Idempotency, StoredReply } from './append';
import type { Queryable, Store } from './data-source';
import { CandidateRow, ContactRow, EmployerRow, JobPostingRow } from './entities';
import { storedReply } from './idempotency';
import type { Session } from './prepare';
import { replan } from './replan';

/** What a row is made of, without what the store adds. */
type Facts<Row> = Omit<
  Row,
  'agencyId' | 'id' | 'createdAt' | 'revision' | 'policyVersion' | 'emailChangedAt'
>;

/** What is usually not known may be left out. */
type Wishes = 'availabilityWindows' | 'preferredMethod' | 'refusedMethods' | 'postalAddress';
type ContactFacts = Omit<Facts<ContactRow>, Wishes> & Partial<Pick<ContactRow, Wishes>>;

export function createCandidate(
  store: Store,
  { agencyId }: Session,
  facts: Facts<CandidateRow>,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const id = newId();
    await manager.insert(CandidateRow, { agencyId, id, ...facts });
    return id;
  });
}

export function createEmployer(
  store: Store,
  { agencyId }: Session,
  facts: Facts<EmployerRow>,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const id = newId();
    await manager.insert(EmployerRow, { agencyId, id, ...facts });
    return id;
  });
}

/** Plans of the employer's open applications are made anew before this answers. */
export async function updateEmployer(
  store: Store,
  { agencyId }: Session,
  id: string,
  changes: Partial<Facts<EmployerRow>>,
  idempotency: Idempotency | null,
): Promise<string> {
  const done = await once(store, agencyId, idempotency, async (manager) => {
    await touchEmployer(manager, agencyId, id, 'id');
    if (Object.values(changes).some((value) => value !== undefined))
      await manager.update(EmployerRow, { agencyId, id }, changes);
    return id;
  });
  await replan(store, agencyId, { employerIds: [id] });
  return done;
}

/** A person more may be the right recipient: plans are made anew before this answers. */
export async function createContact(
  store: Store,
  { agencyId }: Session,
  facts: ContactFacts,
  idempotency: Idempotency | null,
): Promise<string> {
  refuseContradiction(facts);
  const created = await once(store, agencyId, idempotency, async (manager) => {
    await touchEmployer(manager, agencyId, facts.employerId, 'employerId');
    const id = newId();
    await manager.insert(ContactRow, { agencyId, id, emailChangedAt: null, ...facts });
    return id;
  });
  await replan(store, agencyId, { employerIds: [facts.employerId] });
  return created;
}

export async function updateContact(
  store: Store,
  { agencyId }: Session,
  id: string,
  changes: Partial<Omit<Facts<ContactRow>, 'employerId'>>,
  idempotency: Idempotency | null,
): Promise<string> {
  const updated = await once(store, agencyId, idempotency, async (manager) => {
    const lock = { mode: 'pessimistic_write' } as const;
    const contact = await manager.findOne(ContactRow, { where: { agencyId, id }, lock });
    if (!contact) throw refusal('NOT_FOUND', 'id', 'No contact has this id.');
    refuseContradiction({ ...contact, ...changes });
    await touchEmployer(manager, agencyId, contact.employerId, 'id');
    const emailChanged = changes.email !== undefined && changes.email !== contact.email;
    const emailChangedAt = emailChanged ? new Date() : contact.emailChangedAt;
    await manager.update(ContactRow, { agencyId, id }, { ...changes, emailChangedAt });
    return id;
  });
  await replan(store, agencyId);
  return updated;
}

function refuseContradiction({ preferredMethod, refusedMethods }: Partial<Pick<ContactRow, Wishes>>): void {
  if (!preferredMethod || !refusedMethods?.includes(preferredMethod)) return;
  throw refusal('METHOD_REFUSED', 'preferredMethod', 'Must not be one of the refused methods.');
}

export function createJobPosting(
  store: Store,
  { agencyId }: Session,
  facts: Facts<JobPostingRow>,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const employer = await manager.findOneBy(EmployerRow, { agencyId, id: facts.employerId });
    if (!employer) throw refusal('NOT_FOUND', 'employerId', 'No employer has this id.');
    const id = newId();
    await manager.insert(JobPostingRow, { agencyId, id, ...facts });
    return id;
  });
}

/**
 * Work in one transaction, done once for an idempotency key; the id that it leads to, then and ever after.
 * Work that appends events takes the key before: `record_events` too takes it before it locks the log.
 */
export async function once(
  store: Store,
  agencyId: string,
  idempotency: Idempotency | null,
  work: (manager: EntityManager, takeKey: (id: string) => Promise<void>) => Promise<string>,
): Promise<string> {
  const earlier = await storedReply(store.of(agencyId), agencyId, idempotency);
  if (earlier?.entityId) return earlier.entityId;
  return store
    .transaction(agencyId, async (manager) => {
      let isTaken = idempotency === null;
      const takeKey = async (id: string) => {
        if (!isTaken) await insertReply(manager, agencyId, idempotency as Idempotency, id);
        isTaken = true;
      };
      const id = await work(manager, takeKey);
      await takeKey(id);
      return id;
    })
    .catch(async (error) => {
      const ahead = isUniqueViolation(error)
        ? await storedReply(store.of(agencyId), agencyId, idempotency)
        : null;
      if (ahead?.entityId) return ahead.entityId;
      throw error;
    });
}

/** Waits for another transaction with the same key, and then finds that it got ahead. */
async function insertReply(
  manager: EntityManager,
  agencyId: string,
  { key, requestHash }: Idempotency,
  entityId: string,
): Promise<void> {
  const reply: StoredReply = { applicationIds: [], eventIds: [], entityId };
  await manager.query(
    'insert into command (agency_id, idempotency_key, request_hash, reply) values ($1, $2, $3, $4)',
    [agencyId, key, requestHash, JSON.stringify(reply)],
  );
}

/** Tells every plan that rests on the employer that it has changed. */
export async function touchEmployer(
  manager: Pick<EntityManager, 'query'>,
  agencyId: string,
  id: string,
  field: string,
) {
  const [, touched] = await manager.query(
    'update employer set revision = revision + 1 where agency_id = $1 and id = $2',
    [agencyId, id],
  );
  if (touched === 0) throw refusal('NOT_FOUND', field, 'No employer has this id.');
}

function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: string }).code === '23505';
}

/** The rows of a table with these ids that are the agency's, for relations. */
export async function rowsByIds<Row extends { id: string }>(
  db: Queryable,
  table: keyof typeof columns,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const { rows } = await db.query<Row>({
    name: `${table}-by-ids`,
    text: `select ${columns[table]} from ${table} where agency_id = $1 and id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export const columns = {
  candidate: `id, name, email, time_zone as "timeZone", created_at as "createdAt"`,
  employer: `id, name, time_zone as "timeZone", country, region, switchboard_phone as "switchboardPhone",
    working_hours as "workingHours", created_at as "createdAt"`,
  contact: `id, employer_id as "employerId", name, role, email, phone, decides, availability,
    availability_windows as "availabilityWindows", preferred_method as "preferredMethod",
    refused_methods as "refusedMethods", postal_address as "postalAddress",
    created_at as "createdAt"`,
  job_posting: `id, employer_id as "employerId", title, no_phone_calls as "noPhoneCalls",
    no_follow_up as "noFollowUp", only_qualified_contacted as "onlyQualifiedContacted",
    general_email as "generalEmail", taken_down_at as "takenDownAt", closed_at as "closedAt",
    created_at as "createdAt"`,
  member: `id, name, email, active, created_at as "createdAt"`,
  calendar_feed: `id, member_id as "memberId", name, created_at as "createdAt",
    last_fetched_at as "lastFetchedAt", revoked_at as "revokedAt"`,
} as const;
