import { v7 as newId } from 'uuid';
import { refusal } from '../domain/errors';
import type { Idempotency } from './append';
import type { Store } from './data-source';
import { MemberRow } from './entities';
import type { Session } from './prepare';
import { once } from './reference';

type MemberFacts = Pick<MemberRow, 'name' | 'email' | 'active'>;

export function createMember(
  store: Store,
  { agencyId }: Session,
  facts: MemberFacts,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const id = newId();
    await manager.insert(MemberRow, { agencyId, id, ...facts });
    return id;
  });
}

/** What is assigned to a member stays so, also where the member is not active any more. */
export function updateMember(
  store: Store,
  { agencyId }: Session,
  id: string,
  changes: Partial<MemberFacts>,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    if (!(await manager.existsBy(MemberRow, { agencyId, id })))
      throw refusal('NOT_FOUND', 'id', 'No member has this id.');
    if (Object.values(changes).some((value) => value !== undefined))
      await manager.update(MemberRow, { agencyId, id }, changes);
    return id;
  });
}
