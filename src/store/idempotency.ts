import { createHash } from 'node:crypto';
import { type DomainError, refusal } from '../domain/errors';
import type { Idempotency, StoredReply } from './append';
import type { Queryable } from './data-source';

/** The digest by which a request is told from another one under the same key; null without a key. */
export function idempotencyOf(key: string | null | undefined, request: unknown): Idempotency | null {
  if (!key) return null;
  return { key, requestHash: createHash('sha256').update(JSON.stringify(request)).digest() };
}

/**
 * The reply to an earlier request with this key; null where there was none.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED where the key belongs to another request.
 */
export async function storedReply(
  db: Queryable,
  agencyId: string,
  idempotency: Idempotency | null,
): Promise<StoredReply | null> {
  if (!idempotency) return null;
  const { rows } = await db.query<{ requestHash: Buffer; reply: StoredReply }>({
    name: 'stored-reply',
    text: `select request_hash as "requestHash", reply from command where agency_id = $1 and idempotency_key = $2`,
    values: [agencyId, idempotency.key],
  });
  const found = rows[0];
  if (found && !found.requestHash.equals(idempotency.requestHash)) throw keyReused();
  return found?.reply ?? null;
}

export function keyReused(): DomainError {
  return refusal('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey', 'This key was used for another request.');
}
