import type { EntityManager } from 'typeorm';
import { refusal } from '../domain/errors';
import type { Actor } from '../domain/events';
import { insertKey, type KeyFacts, type KeyHolder, inUse as keyInUse } from './api-keys';
import type { Idempotency } from './append';
import type { Queryable, Store } from './data-source';
import { ApiKeyRow, CandidateRow } from './entities';
import { Conditions, fetchPage, type Page, type Slice } from './queries/keyset';
import { once } from './reference';
import { type ApiKeyRole, type Scope, scopesOf, scopesOfRole } from './scopes';

/** A key as its agency may see it: the key itself is not stored. */
export interface KeyView {
  id: string;
  name: string;
  prefix: string;
  role: ApiKeyRole;
  scopes: Scope[] | null;
  allowedOperations: string[] | null;
  candidateId: string | null;
  createdBy: Actor | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  replacedBy: string | null;
}

/** A key that was made, and the key itself; null where an earlier request with the same idempotency key made it. */
export interface MadeKey {
  id: string;
  secret: string | null;
}

export interface KeyFilter {
  inUse?: boolean | null;
  role?: ApiKeyRole | null;
  candidateId?: string | null;
}

/** Who gives rights to others gives none that they do not have. */
type Giver = Pick<KeyHolder, 'agencyId' | 'scopes' | 'allowedOperations'> & { actor: Actor | null };

const select = `select k.id, k.name, k.prefix, k.role, k.scopes, k.candidate_id as "candidateId",
  k.allowed_operations as "allowedOperations",
  k.created_by as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.replaced_by as "replacedBy" from api_key k`;
const byId = { columns: [{ sql: 'k.id', type: 'uuid' }], descending: false };

/** The keys of an agency, in the order in which they were made. */
export async function listKeys(
  store: Store,
  agencyId: string,
  { inUse, role, candidateId }: KeyFilter,
  page: Page,
): Promise<Slice<{ node: KeyView; key: unknown[] }>> {
  const conditions = new Conditions().and('k.agency_id = ?', agencyId);
  if (inUse != null) conditions.and(`(${keyInUse}) = ?`, inUse);
  if (role) conditions.and('k.role = ?', role);
  if (candidateId) conditions.and('k.candidate_id = ?', candidateId);
  const slice = await fetchPage<KeyView>(store.of(agencyId), select, conditions, byId, page);
  return { ...slice, rows: slice.rows.map((node) => ({ node, key: [node.id] })) };
}

export async function keysByIds(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, KeyView>> {
  const { rows } = await db.query<KeyView>({
    name: 'keys-by-ids',
    text: `${select} where k.agency_id = $1 and k.id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export async function createKey(
  store: Store,
  giver: Giver,
  facts: KeyFacts,
  idempotency: Idempotency | null,
): Promise<MadeKey> {
  refuseMore(giver, facts.role, facts.scopes ?? null, facts.scopes ? 'scopes' : 'role');
  // A candidate's token may do next to nothing anyway.
  if (!facts.candidateId) refuseOthers(giver, facts.allowedOperations ?? null, 'allowedOperations');
  return makeOnce(store, giver, idempotency, async (manager) => {
    const { candidateId } = facts;
    if (candidateId && !(await manager.existsBy(CandidateRow, { agencyId: giver.agencyId, id: candidateId })))
      throw refusal('NOT_FOUND', 'candidateId', 'No candidate has this id.');
    if (candidateId) await forgetTokens(manager, giver.agencyId, candidateId);
    return insertKey(manager, giver.agencyId, { ...facts, createdBy: giver.actor });
  });
}

/** A key that takes another's place, which stays in use for so long, unless it ends before. */
export async function rotateKey(
  store: Store,
  giver: Giver,
  id: string,
  { overlapMilliseconds, expiresAt }: { overlapMilliseconds: number; expiresAt: Date | null },
  idempotency: Idempotency | null,
): Promise<MadeKey> {
  return makeOnce(store, giver, idempotency, async (manager) => {
    const { agencyId } = giver;
    const old = await lockInUse(manager, agencyId, id);
    if (old.candidateId) throw refusal('INVALID', 'id', 'A candidate is given another token instead.');
    if (old.replacedBy) throw refusal('KEY_REPLACED', 'id', 'Another key takes its place already.');
    refuseMore(giver, old.role, old.scopes, 'id');
    refuseOthers(giver, old.allowedOperations, 'id');
    const { name, role, scopes, allowedOperations } = old;
    const made = await insertKey(manager, agencyId, {
      ...{ name, role, scopes, allowedOperations, createdBy: giver.actor },
      expiresAt: expiresAt ?? sameLife(old),
    });
    const ends = Math.min(Date.now() + overlapMilliseconds, old.expiresAt?.getTime() ?? Infinity);
    const changes = { replacedBy: made.id, expiresAt: new Date(ends) };
    await manager.update(ApiKeyRow, { agencyId, id }, changes);
    return made;
  });
}

/** From the answer on no request with this key is served. One that is revoked already stays as it is. */
export function revokeKeyOf(
  store: Store,
  agencyId: string,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    await lock(manager, agencyId, id);
    await manager.query(
      'update api_key set revoked_at = now() where agency_id = $1 and id = $2 and revoked_at is null',
      [agencyId, id],
    );
    return id;
  });
}

async function makeOnce(
  store: Store,
  { agencyId }: Giver,
  idempotency: Idempotency | null,
  make: (manager: EntityManager) => Promise<{ id: string; key: string }>,
): Promise<MadeKey> {
  let made: { id: string; key: string } | undefined;
  const id = await once(store, agencyId, idempotency, async (manager) => {
    made = await make(manager);
    return made.id;
  });
  // Another request may have got ahead: then ours has made none.
  return { id, secret: made?.id === id ? made.key : null };
}

function refuseMore(
  { scopes: own }: Giver,
  role: ApiKeyRole,
  narrowed: readonly Scope[] | null,
  field: string,
): void {
  const beyondRole = narrowed?.find((scope) => !scopesOfRole[role].includes(scope));
  if (beyondRole) throw refusal('INVALID', field, `A ${role} does not have the scope ${beyondRole}.`);
  const beyondOwn = scopesOf(role, narrowed).find((scope) => !own.includes(scope));
  if (beyondOwn)
    throw refusal('BEYOND_OWN_RIGHTS', field, `It gives the scope ${beyondOwn}, which you do not have.`);
}

/** A key that may not send everything makes none that may send something else. */
function refuseOthers(
  { allowedOperations: own }: Giver,
  given: readonly string[] | null,
  field: string,
): void {
  if (own && !given?.every((operation) => own.includes(operation)))
    throw refusal('BEYOND_OWN_RIGHTS', field, 'It allows operations that are not allowed to you.');
}

async function lock(manager: EntityManager, agencyId: string, id: string): Promise<ApiKeyRow> {
  const how = { mode: 'pessimistic_write' } as const;
  const row = await manager.findOne(ApiKeyRow, { where: { agencyId, id }, lock: how });
  if (!row) throw refusal('NOT_FOUND', 'id', 'No API key has this id.');
  return row;
}

async function lockInUse(manager: EntityManager, agencyId: string, id: string): Promise<ApiKeyRow> {
  const row = await lock(manager, agencyId, id);
  const isOver = row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now());
  if (isOver) throw refusal('KEY_NOT_IN_USE', 'id', 'It has been revoked, or has expired.');
  return row;
}

/** A portal makes one at every sign-in: those that are long over need not be listed for ever. */
async function forgetTokens(manager: EntityManager, agencyId: string, candidateId: string): Promise<void> {
  await manager.query(
    `delete from api_key where agency_id = $1 and candidate_id = $2 and expires_at < now() - interval '30 days'`,
    [agencyId, candidateId],
  );
}

/** As long from now on as the old one had from its beginning. */
function sameLife({ createdAt, expiresAt }: ApiKeyRow): Date | null {
  return expiresAt && new Date(Date.now() + expiresAt.getTime() - createdAt.getTime());
}
