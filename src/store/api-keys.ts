import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Store } from './data-source';
import { AgencyRow, type ApiKeyRole, ApiKeyRow } from './entities';
import { type Scope, scopesOfRole } from './scopes';

/** Any number, the same in every process, and another than that of `migrate`. */
const bootstrapLock = 4_172_027;

/** Who an API key speaks for. */
export interface KeyHolder {
  keyId: string;
  keyName: string;
  role: ApiKeyRole;
  scopes: readonly Scope[];
  agencyId: string;
  agencyName: string;
  timeZone: string;
}

/** Only this is stored of a key: it is long and random, so a plain digest cannot be searched. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whom the key speaks for; null for a key that is unknown or revoked. */
export async function holderOf({ pool }: Store, key: string): Promise<KeyHolder | null> {
  const { rows } = await pool.query<Omit<KeyHolder, 'scopes'>>({
    name: 'key-holder',
    text: `select k.id as "keyId", k.name as "keyName", k.role, g.id as "agencyId", g.name as "agencyName",
        g.time_zone as "timeZone"
      from api_key k join agency g on g.id = k.agency_id where k.key_hash = $1 and k.revoked_at is null`,
    values: [digest(key)],
  });
  const [row] = rows;
  return row ? { ...row, scopes: scopesOfRole[row.role] } : null;
}

/** A new agency, with its log. */
export async function createAgency({ dataSource }: Store, name: string, timeZone: string): Promise<string> {
  return dataSource.transaction((manager) => insertAgency(manager, name, timeZone));
}

async function insertAgency(manager: EntityManager, name: string, timeZone: string): Promise<string> {
  const id = newId();
  await manager.insert(AgencyRow, { id, name, timeZone });
  await manager.query('insert into agency_log (agency_id) values ($1)', [id]);
  return id;
}

/** A new key of an agency. The answer is the only place where it is ever shown. */
export async function issueKey(
  { dataSource }: Store,
  agencyId: string,
  name: string,
  role: ApiKeyRole,
  key = `fl_${randomBytes(24).toString('base64url')}`,
): Promise<{ id: string; key: string }> {
  return { id: await insertKey(dataSource.manager, agencyId, name, role, key), key };
}

async function insertKey(
  manager: EntityManager,
  agencyId: string,
  name: string,
  role: ApiKeyRole,
  key: string,
): Promise<string> {
  const id = newId();
  const prefix = key.slice(0, 7);
  await manager.insert(ApiKeyRow, {
    id,
    agencyId,
    name,
    prefix,
    role,
    keyHash: digest(key),
    revokedAt: null,
  });
  return id;
}

/** False where no key in use has this id. */
export async function revokeKey({ dataSource }: Store, id: string): Promise<boolean> {
  const { affected } = await dataSource
    .createQueryBuilder()
    .update(ApiKeyRow)
    .set({ revokedAt: new Date() })
    .where('id = :id and revoked_at is null', { id })
    .execute();
  return affected === 1;
}

/** Makes sure that an agency with this administrator key exists; a known key, also a revoked one, stays as it is. */
export async function ensureBootstrapKey({ dataSource }: Store, key: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    // Of several processes that start at once, one makes it.
    await manager.query('select pg_advisory_xact_lock($1)', [bootstrapLock]);
    if (await manager.existsBy(ApiKeyRow, { keyHash: digest(key) })) return;
    const agencyId = await insertAgency(manager, 'First agency', 'UTC');
    await insertKey(manager, agencyId, 'Bootstrap', 'ADMINISTRATOR', key);
  });
}
