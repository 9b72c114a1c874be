import { makePolicy, type Policy, type PolicyLayer, type PolicyValues } from '../domain/policy';
import type { PolicyPreset } from '../domain/vocabulary';
import type { Idempotency } from './append';
import type { Store } from './data-source';
import { AgencyRow, PolicyRow } from './entities';
import type { Session } from './prepare';
import { once } from './reference';
import { replan } from './replan';

/** The policy in force. */
export async function currentPolicy({ pool }: Store, agencyId: string): Promise<Policy> {
  const { rows } = await pool.query<{ version: number } & PolicyLayer>({
    name: 'current-policy',
    text: `select g.policy_version as version, p.preset, p.overrides from agency g
      left join policy p on p.agency_id = g.id and p.version = g.policy_version where g.id = $1`,
    values: [agencyId],
  });
  const row = rows[0];
  return makePolicy(row?.overrides ? [row] : [], row?.version ?? 0);
}

/**
 * Puts a new version in force. The first open applications are planned anew before this answers, the rest
 * in the background; until then each answers by the new policy when asked, and the worklist by the old one.
 */
export async function setPolicy(
  store: Store,
  { agencyId, actor }: Session,
  preset: PolicyPreset,
  overrides: Partial<PolicyValues>,
  idempotency: Idempotency | null,
): Promise<void> {
  await once(store, agencyId, idempotency, async (manager) => {
    await manager.increment(AgencyRow, { id: agencyId }, 'lastPolicyVersion', 1);
    const { lastPolicyVersion: version } = await manager.findOneByOrFail(AgencyRow, { id: agencyId });
    await manager.update(AgencyRow, { id: agencyId }, { policyVersion: version });
    await manager.insert(PolicyRow, { agencyId, version, preset, overrides, setBy: actor });
    return agencyId;
  });
  await replan(store, agencyId);
}
