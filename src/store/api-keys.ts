import { createHash, randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Store } from './data-source';
import { AgencyRow, type ApiKeyRole, ApiKeyRow } from './entities';

/** Who an API key speaks for. */
export interface KeyHolder {
  keyId: string;
  keyName: string;
  role: ApiKeyRole;
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
  const { rows } = await pool.query<KeyHolder>({
    name: 'key-holder',
    text: `select k.id as "keyId", k.name as "keyName", k.role, g.id as "agencyId", g.name as "agencyName",
        g.time_zone as "timeZone"
      from api_key k join agency g on g.id = k.agency_id where k.key_hash = $1 and k.revoked_at is null`,
    values: [digest(key)],
  });
  return rows[0] ?? null;
}

/** A new agency, with its log. */
export async function createAgency({ dataSource }: Store, name: string, timeZone: string): Promise<string> {
  return dataSource.transaction(async (manager) => {
    const id = newId();
    await manager.insert(AgencyRow, { id, name, timeZone });
    await manager.query('insert into agency_log (agency_id) values ($1)', [id]);
    return id;
  });
}

/** A new key of an agency. The answer is the only place where it is ever shown. */
export async function issueKey(
  store: Store,
  agencyId: string,
  name: string,
  role: ApiKeyRole,
  key = `fl_${randomBytes(24).toString('base64url')}`,
): Promise<{ id: string; key: string }> {
  const id = newId();
  const prefix = key.slice(0, 7);
  const row = { id, agencyId, name, prefix, role, keyHash: digest(key), revokedAt: null };
  await store.dataSource.getRepository(ApiKeyRow).insert(row);
  return { id, key };
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

/** Makes sure that an agency with this administrator key exists; a key in use is left as it is. */
export async function ensureBootstrapKey(store: Store, key: string): Promise<void> {
  if (await holderOf(store, key)) return;
  const agencyId = await createAgency(store, 'First agency', 'UTC');
  await issueKey(store, agencyId, 'Bootstrap', 'ADMINISTRATOR', key);
}
