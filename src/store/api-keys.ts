import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Actor } from '../domain/events';
import type { Store } from './data-source';
import { AgencyRow, ApiKeyRow } from './entities';
import { isMistyped, makeKey, shownOf } from './key-format';
import { noteUse } from './key-use';
import { type ApiKeyRole, type Scope, scopesOf, scopesOfRole } from './scopes';

/** Any number, the same in every process, and another than that of `migrate`. */
const bootstrapLock = 4_172_027;

/** Whom a request speaks for. */
export interface KeyHolder {
  /** The key; of a person who is signed in elsewhere, what tells that person from all others. */
  keyId: string;
  keyName: string;
  role: ApiKeyRole;
  scopes: readonly Scope[];
  /** Nothing but these documents may be sent, known by the SHA-256 of their texts in hexadecimal. Null: any. */
  allowedOperations: readonly string[] | null;
  agencyId: string;
  agencyName: string;
  timeZone: string;
  /** Who is told to have done what the request does. */
  actor: Actor;
  /** Nothing but what is this candidate's may be seen. Null: all of the agency. */
  candidateId: string | null;
  /** From then on the holder is one no more; null: for good. */
  expiresAt: Date | null;
  /** Of a person who is signed in elsewhere: since when the agency accepts tokens from there. */
  providerSetAt?: Date;
}

/** Only this is stored of a key: it is long and random, so a plain digest cannot be searched. */
export function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Of an `api_key k`. */
export const inUse = 'k.revoked_at is null and (k.expires_at is null or k.expires_at > now())';

/** Whom the key speaks for; null for a key that is unknown, revoked or expired. */
export async function holderOf(store: Store, key: string): Promise<KeyHolder | null> {
  if (isMistyped(key)) return null;
  const { rows } = await store.everyAgency.query<Found>({
    name: 'key-holder',
    text: `select k.id as "keyId", k.name as "keyName", k.role, k.scopes, k.candidate_id as "candidateId",
        k.allowed_operations as "allowedOperations", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", g.id as "agencyId", g.name as "agencyName",
        g.time_zone as "timeZone"
      from api_key k join agency g on g.id = k.agency_id where k.key_hash = $1 and ${inUse}`,
    values: [digest(key)],
  });
  const [found] = rows;
  if (!found) return null;
  const { lastUsedAt, scopes, ...rest } = found;
  noteUse(store, found.keyId, lastUsedAt);
  const actor = { kind: 'API_KEY', id: found.keyId, name: found.keyName } as const;
  return { ...rest, actor, scopes: scopesOf(found.role, scopes) };
}

type Found = Omit<KeyHolder, 'scopes' | 'actor'> & { scopes: Scope[] | null; lastUsedAt: Date | null };

/** A new agency, with its log. */
export async function createAgency(store: Store, name: string, timeZone: string): Promise<string> {
  const id = newId();
  await store.transaction(id, (manager) => insertAgency(manager, { id, name, timeZone }));
  return id;
}

async function insertAgency(
  manager: EntityManager,
  agency: Pick<AgencyRow, 'id' | 'name' | 'timeZone'>,
): Promise<void> {
  await manager.insert(AgencyRow, agency);
  await manager.query('insert into agency_log (agency_id) values ($1)', [agency.id]);
}

/** What a new key is given, but for the agency; what is left out is null. */
export interface KeyFacts {
  name: string;
  role: ApiKeyRole;
  scopes?: readonly Scope[] | null;
  allowedOperations?: readonly string[] | null;
  candidateId?: string | null;
  expiresAt?: Date | null;
  createdBy?: Actor | null;
}

/** A new key of an agency. The answer is the only place where it is ever shown. */
export async function issueKey(
  store: Store,
  agencyId: string,
  name: string,
  role: ApiKeyRole,
  facts: Omit<KeyFacts, 'name' | 'role'> = {},
): Promise<{ id: string; key: string }> {
  return store.transaction(agencyId, (manager) => insertKey(manager, agencyId, { name, role, ...facts }));
}

export async function insertKey(
  manager: EntityManager,
  agencyId: string,
  {
    name,
    role,
    scopes = null,
    allowedOperations = null,
    candidateId = null,
    expiresAt = null,
    createdBy = null,
  }: KeyFacts,
  key = makeKey(),
): Promise<{ id: string; key: string }> {
  const id = newId();
  await manager.insert(ApiKeyRow, {
    ...{ id, agencyId, name, role, candidateId, expiresAt, createdBy },
    // One that has all of its role's also gets those that the role gets later.
    scopes: scopes && scopes.length < scopesOfRole[role].length ? [...scopes] : null,
    allowedOperations: allowedOperations && [...allowedOperations],
    prefix: shownOf(key),
    keyHash: digest(key),
    ...{ lastUsedAt: null, revokedAt: null, replacedBy: null },
  });
  return { id, key };
}

/** Whatever agency it belongs to; false where no key in use has this id. For the command line. */
export async function revokeKey({ everyAgency }: Store, id: string): Promise<boolean> {
  const text = 'update api_key set revoked_at = now() where id = $1 and revoked_at is null';
  const { rowCount } = await everyAgency.query(text, [id]);
  return rowCount === 1;
}

/** For the command line; null where there is no such key. */
export async function agencyOfKey({ everyAgency }: Store, id: string): Promise<string | null> {
  const text = 'select agency_id as "agencyId" from api_key where id = $1';
  const { rows } = await everyAgency.query<{ agencyId: string }>(text, [id]);
  return rows[0]?.agencyId ?? null;
}

/** All keys of all agencies, by the agency's name. For the command line. */
export async function allKeys({
  everyAgency,
}: Store): Promise<(Omit<ApiKeyRow, 'keyHash'> & { agency: string })[]> {
  const { rows } = await everyAgency.query(`
    select k.id, g.name as agency, k.name, k.role, k.scopes, k.prefix, k.created_at as "createdAt",
      k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt", k.revoked_at as "revokedAt"
    from api_key k join agency g on g.id = k.agency_id order by g.name, k.created_at, k.id`);
  return rows;
}

/** Makes sure that an agency with this administrator key exists; a known key, also a revoked one, stays as it is. */
export async function ensureBootstrapKey(store: Store, key: string): Promise<void> {
  const agencyId = newId();
  await store.transaction(agencyId, async (manager) => {
    // Of several processes that start at once, one makes it, and the others see what it has made.
    await manager.query('select pg_advisory_xact_lock($1)', [bootstrapLock]);
    const known = 'select from api_key where key_hash = $1';
    if ((await store.everyAgency.query(known, [digest(key)])).rows.length > 0) return;
    await insertAgency(manager, { id: agencyId, name: 'First agency', timeZone: 'UTC' });
    await insertKey(manager, agencyId, { name: 'Bootstrap', role: 'ADMINISTRATOR' }, key);
  });
}
