import type { EntityManager } from 'typeorm';
import { DomainError, refusal } from '../domain/errors';
import type { Actor } from '../domain/events';
import type { Instant } from '../domain/instant';
import {
  makePolicy,
  type Policy,
  type PolicyLayer,
  type PolicyScope,
  type PolicyValues,
  withLayer,
} from '../domain/policy';
import { coherenceProblems, layerProblems } from '../domain/policy-problems';
import type { PolicyPreset } from '../domain/vocabulary';
import type { Idempotency } from './append';
import type { Queryable, Store } from './data-source';
import { AgencyRow, EmployerRow, JobPostingRow, PolicyRow } from './entities';
import { policyLayersOf } from './load';
import { clientOf } from './lock';
import type { Session } from './prepare';
import { Conditions, fetchPage, type Page, type Slice } from './queries/keyset';
import { once } from './reference';
import { plansLeft, replan } from './replan';

/** What a policy is set for: an employer, a posting, or with neither the agency as a whole. */
export interface PolicyTarget {
  employerId: string | null;
  jobPostingId: string | null;
}

export const wholeAgency: PolicyTarget = { employerId: null, jobPostingId: null };

/** A version as it was set, by whom and when. */
export interface PolicyVersionView extends PolicyLayer, PolicyTarget {
  version: number;
  setBy: Actor;
  setAt: Instant;
}

/** What is in force for a target, and the versions that it is made of, the most general first. */
export interface PolicyView {
  target: PolicyTarget;
  policy: Policy;
  layers: PolicyVersionView[];
}

interface ViewRow {
  id: string;
  version: number;
  layers: PolicyVersionView[] | null;
}

/** The policy in force for the agency as a whole. */
export async function currentPolicy(store: Store, agencyId: string): Promise<PolicyView> {
  const { rows } = await store.of(agencyId).query<ViewRow>({
    name: 'current-policy',
    text: `select g.id, g.policy_version as version, ${policyLayersOf('g.policy_version')} as layers
      from agency g where g.id = $1`,
    values: [agencyId],
  });
  return toView(rows[0] ?? { id: agencyId, version: 0, layers: null }, wholeAgency);
}

/** The policies in force for the agency's employers among these, by id. */
export async function policiesOfEmployers(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, PolicyView>> {
  const { rows } = await db.query<ViewRow>({
    name: 'policies-of-employers',
    text: `select e.id, greatest(g.policy_version, e.policy_version) as version,
        ${policyLayersOf('g.policy_version, e.policy_version')} as layers
      from employer e join agency g on g.id = e.agency_id where e.agency_id = $1 and e.id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, toView(row, { employerId: row.id, jobPostingId: null })]));
}

/** The same for its postings. */
export async function policiesOfPostings(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, PolicyView>> {
  const { rows } = await db.query<ViewRow>({
    name: 'policies-of-postings',
    text: `select j.id, greatest(g.policy_version, e.policy_version, j.policy_version) as version,
        ${policyLayersOf('g.policy_version, e.policy_version, j.policy_version')} as layers
      from job_posting j join agency g on g.id = j.agency_id
      join employer e on e.agency_id = j.agency_id and e.id = j.employer_id
      where j.agency_id = $1 and j.id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, toView(row, { employerId: null, jobPostingId: row.id })]));
}

function toView({ version, layers }: ViewRow, target: PolicyTarget): PolicyView {
  return { target, policy: makePolicy(layers ?? [], version), layers: layers ?? [] };
}

const selectVersion = `
  select p.version, p.preset, p.overrides, p.set_by as "setBy", p.employer_id as "employerId",
    p.job_posting_id as "jobPostingId", (extract(epoch from p.set_at) * 1000)::float8 as "setAt",
    case when p.employer_id is not null then 'EMPLOYER' when p.job_posting_id is not null then 'JOB_POSTING'
      else 'AGENCY' end as scope, json_build_array(p.version) as key
  from policy p`;

/** All that was ever set, the latest first; of an employer or a posting, where one is named. */
export async function listPolicyVersions(
  store: Store,
  agencyId: string,
  { employerId, jobPostingId }: PolicyTarget,
  page: Page,
): Promise<Slice<PolicyVersionView & { key: unknown[] }>> {
  const conditions = new Conditions().and('p.agency_id = ?', agencyId);
  if (employerId) conditions.and('p.employer_id = ?', employerId);
  if (jobPostingId) conditions.and('p.job_posting_id = ?', jobPostingId);
  const order = { columns: [{ sql: 'p.version', type: 'integer' }], descending: true };
  return fetchPage<PolicyVersionView & { key: unknown[] }>(
    store.of(agencyId),
    selectVersion,
    conditions,
    order,
    page,
  );
}

export function scopeOf({ employerId, jobPostingId }: PolicyTarget): PolicyScope {
  if (employerId) return 'EMPLOYER';
  return jobPostingId ? 'JOB_POSTING' : 'AGENCY';
}

/** So many plans are made anew before a change of the policy is answered. */
const firstSlice = 100;

/**
 * Puts a new version in force. The first open applications are planned anew before this answers, the rest
 * in the background; until then each answers by the new policy when asked, and the worklist by the old one.
 */
export async function setPolicy(
  store: Store,
  { agencyId, actor }: Session,
  preset: PolicyPreset | null,
  overrides: Partial<PolicyValues>,
  idempotency: Idempotency | null,
  target: PolicyTarget = wholeAgency,
): Promise<void> {
  const layer = { scope: scopeOf(target), preset, overrides };
  await once(store, agencyId, idempotency, async (manager) => {
    const version = await nextVersion(manager, agencyId, target);
    await refuseProblems(await clientOf(manager), agencyId, target, layer);
    await manager.insert(PolicyRow, { agencyId, version, ...target, preset, overrides, setBy: actor });
    const { employerId, jobPostingId } = target;
    const inForce = { policyVersion: version };
    if (employerId) await manager.update(EmployerRow, { agencyId, id: employerId }, inForce);
    else if (jobPostingId) await manager.update(JobPostingRow, { agencyId, id: jobPostingId }, inForce);
    else await manager.update(AgencyRow, { id: agencyId }, inForce);
    return agencyId;
  });
  await replan(store, agencyId, { most: firstSlice });
  plansLeft.emit('left');
}

/** Locks, in the order of src/store/lock.ts, what the policy is of, and then the agency, which counts the versions. */
async function nextVersion(manager: EntityManager, agencyId: string, target: PolicyTarget): Promise<number> {
  const { employerId, jobPostingId } = target;
  const id = jobPostingId ?? employerId;
  if (id) {
    const table = jobPostingId ? 'job_posting' : 'employer';
    const lock = `select id from ${table} where agency_id = $1 and id = $2 for no key update`;
    const rows = await manager.query(lock, [agencyId, id]);
    if (rows.length === 0) throw unknownTarget(target);
  }
  await manager.increment(AgencyRow, { id: agencyId }, 'lastPolicyVersion', 1);
  const { lastPolicyVersion } = await manager.findOneByOrFail(AgencyRow, { id: agencyId });
  return lastPolicyVersion;
}

function unknownTarget({ jobPostingId }: PolicyTarget): DomainError {
  return jobPostingId
    ? refusal('NOT_FOUND', 'jobPostingId', 'No job posting has this id.')
    : refusal('NOT_FOUND', 'employerId', 'No employer has this id.');
}

/**
 * Refuses a layer that is wrong in itself, that does not fit what stands above it, or that what is set below does
 * not fit. As of one moment only where the agency is locked.
 * @throws DomainError with every problem of the first kind that there is.
 */
export async function refuseProblems(
  db: Queryable,
  agencyId: string,
  target: PolicyTarget,
  layer: PolicyLayer,
): Promise<void> {
  const wrong = layerProblems(layer);
  if (wrong.length > 0) throw new DomainError(wrong);
  const [above, ...below] = await layersAround(db, agencyId, target);
  if (!above) throw unknownTarget(target);
  const incoherent = coherenceProblems(withLayer(above, layer), layer);
  if (incoherent.length > 0) throw new DomainError(incoherent);
  for (const layers of below) {
    const [first] = coherenceProblems(withLayer(layers, layer), layer);
    if (!first) continue;
    const where = layers.at(-1)?.scope === 'JOB_POSTING' ? 'a job posting' : 'an employer';
    const message = `${first.message} So it would be in the policy of ${where}, which has values of its own.`;
    throw new DomainError([{ ...first, message }]);
  }
}

/** The layers of the target itself, and those of whatever below it has a layer of its own. */
async function layersAround(
  db: Queryable,
  agencyId: string,
  { employerId, jobPostingId }: PolicyTarget,
): Promise<PolicyLayer[][]> {
  const { rows } = await db.query<{ layers: PolicyLayer[] | null }>({
    name: 'policy-layers-around',
    text: `
      select ${policyLayersOf('g.policy_version, coalesce(t.employer, 0), coalesce(t.posting, 0)')} as layers
      from agency g join (
        select 0 as place, null::integer as employer, null::integer as posting
          where $2::uuid is null and $3::uuid is null
        union all
        select case when e.id = $2 then 0 else 1 end, e.policy_version, null from employer e
          where e.agency_id = $1 and $3::uuid is null
            and (e.id = $2 or $2::uuid is null and e.policy_version > 0)
        union all
        select case when j.id = $3 then 0 else 2 end, e.policy_version, j.policy_version
          from job_posting j join employer e on e.agency_id = j.agency_id and e.id = j.employer_id
          where j.agency_id = $1 and (j.id = $3 or $3::uuid is null and j.policy_version > 0
            and (e.id = $2 or $2::uuid is null))
      ) t on true
      where g.id = $1 order by t.place`,
    values: [agencyId, employerId, jobPostingId],
  });
  return rows.map(({ layers }) => layers ?? []);
}
