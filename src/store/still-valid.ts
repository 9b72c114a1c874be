import { inUse, type KeyHolder } from './api-keys';
import type { Store } from './data-source';

/**
 * Those of whom it still holds what was looked up for them, for what lasts longer than a request: their keys are
 * in use, or their agencies still accept tokens as they did when they signed in. At most two statements for all.
 */
export async function stillValid<Holder extends KeyHolder>(
  store: Store,
  holders: readonly Holder[],
): Promise<Set<Holder>> {
  const now = Date.now();
  const lasting = holders.filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now);
  const [keys, providers] = await Promise.all([
    keysInUse(
      store,
      lasting.filter((holder) => !holder.providerSetAt),
    ),
    providersInForce(
      store,
      lasting.filter((holder) => holder.providerSetAt),
    ),
  ]);
  const isValid = ({ agencyId, keyId, providerSetAt }: KeyHolder) =>
    providerSetAt ? providers.get(agencyId) === providerSetAt.getTime() : keys.has(`${agencyId} ${keyId}`);
  return new Set(lasting.filter(isValid));
}

async function keysInUse({ everyAgency }: Store, holders: readonly KeyHolder[]): Promise<Set<string>> {
  if (holders.length === 0) return new Set();
  const { rows } = await everyAgency.query<{ agencyId: string; id: string }>({
    name: 'keys-in-use',
    text: `select k.agency_id as "agencyId", k.id from api_key k where k.id = any ($1) and ${inUse}`,
    values: [[...new Set(holders.map(({ keyId }) => keyId))]],
  });
  return new Set(rows.map(({ agencyId, id }) => `${agencyId} ${id}`));
}

/** By agency, when its provider was set. */
async function providersInForce(
  { everyAgency }: Store,
  holders: readonly KeyHolder[],
): Promise<Map<string, number>> {
  if (holders.length === 0) return new Map();
  const { rows } = await everyAgency.query<{ agencyId: string; setAt: Date }>({
    name: 'providers-in-force',
    text: 'select agency_id as "agencyId", set_at as "setAt" from identity_provider where agency_id = any ($1)',
    values: [[...new Set(holders.map(({ agencyId }) => agencyId))]],
  });
  return new Map(rows.map(({ agencyId, setAt }) => [agencyId, setAt.getTime()]));
}
