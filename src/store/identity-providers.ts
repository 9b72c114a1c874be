import { DomainError, refusal } from '../domain/errors';
import type { Actor } from '../domain/events';
import type { KeyHolder } from './api-keys';
import type { Idempotency } from './append';
import type { Store } from './data-source';
import { once } from './reference';
import { type ApiKeyRole, scopesOfRole } from './scopes';

/** Which value of a token's claim gives which role. */
export interface RoleOfValue {
  value: string;
  role: ApiKeyRole;
}

export interface ProviderFacts {
  issuer: string;
  audience: string;
  /** Null: found by the issuer's discovery document. */
  jwksUri: string | null;
  algorithms: string[];
  clockToleranceSeconds: number;
  /** How long ago a token may have been issued, however long it is said to last. */
  tokenAgeSecondsMax: number;
  roleClaim: string;
  /** The first whose value a token has counts. */
  roles: RoleOfValue[];
}

export interface ProviderView extends ProviderFacts {
  setBy: Actor;
  setAt: Date;
}

/** A provider with the agency that has named it. */
export interface AgencyProvider extends ProviderView {
  agencyId: string;
  agencyName: string;
  timeZone: string;
}

const columns = `p.issuer, p.audience, p.jwks_uri as "jwksUri", p.algorithms,
  p.clock_tolerance_seconds as "clockToleranceSeconds", p.token_age_seconds_max as "tokenAgeSecondsMax",
  p.role_claim as "roleClaim", p.roles, p.set_by as "setBy", p.set_at as "setAt"`;

/** Whose tokens these are; null where nobody accepts them, or it is not clear for which agency they are. */
export async function providerOfToken(
  { everyAgency }: Store,
  issuer: string,
  audiences: readonly string[],
): Promise<AgencyProvider | null> {
  const { rows } = await everyAgency.query<AgencyProvider>({
    name: 'provider-of-token',
    text: `select ${columns}, g.id as "agencyId", g.name as "agencyName", g.time_zone as "timeZone"
      from identity_provider p join agency g on g.id = p.agency_id
      where p.issuer = $1 and p.audience = any ($2) limit 2`,
    values: [issuer, audiences],
  });
  return rows.length === 1 ? (rows[0] as AgencyProvider) : null;
}

export async function providerOfAgency(store: Store, agencyId: string): Promise<ProviderView | null> {
  const { rows } = await store.of(agencyId).query<ProviderView>({
    name: 'provider-of-agency',
    text: `select ${columns} from identity_provider p where p.agency_id = $1`,
    values: [agencyId],
  });
  return rows[0] ?? null;
}

/** In force from the answer on, on every node: each request looks its token's provider up. */
export async function setProvider(
  store: Store,
  { agencyId, scopes, actor }: Pick<KeyHolder, 'agencyId' | 'scopes' | 'actor'>,
  facts: ProviderFacts,
  idempotency: Idempotency | null,
): Promise<void> {
  for (const [index, { role }] of facts.roles.entries()) {
    const beyond = scopesOfRole[role].find((scope) => !scopes.includes(scope));
    if (beyond)
      throw new DomainError([
        {
          code: 'BEYOND_OWN_RIGHTS',
          field: ['roles', String(index), 'role'],
          message: `It gives the scope ${beyond}, which you do not have.`,
        },
      ]);
  }
  await once(store, agencyId, idempotency, async (manager) => {
    await manager
      .query(
        `insert into identity_provider as p (agency_id, issuer, audience, jwks_uri, algorithms,
          clock_tolerance_seconds, token_age_seconds_max, role_claim, roles, set_by, set_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())
        on conflict (agency_id) do update set issuer = excluded.issuer, audience = excluded.audience,
          jwks_uri = excluded.jwks_uri, algorithms = excluded.algorithms,
          clock_tolerance_seconds = excluded.clock_tolerance_seconds,
          token_age_seconds_max = excluded.token_age_seconds_max, role_claim = excluded.role_claim,
          roles = excluded.roles, set_by = excluded.set_by, set_at = excluded.set_at`,
        [
          ...[agencyId, facts.issuer, facts.audience, facts.jwksUri, facts.algorithms],
          ...[facts.clockToleranceSeconds, facts.tokenAgeSecondsMax, facts.roleClaim],
          ...[JSON.stringify(facts.roles), JSON.stringify(actor)],
        ],
      )
      .catch(audienceTaken);
    return agencyId;
  });
}

function audienceTaken(error: { constraint?: string }): never {
  if (error.constraint !== 'identity_provider_issuer_audience_key') throw error;
  throw refusal(
    'AUDIENCE_TAKEN',
    'audience',
    'Tokens of this issuer for this audience sign in elsewhere already.',
  );
}

/** From the answer on nobody signs in with a token. */
export async function removeProvider(
  store: Store,
  agencyId: string,
  issuer: string,
  idempotency: Idempotency | null,
): Promise<void> {
  await once(store, agencyId, idempotency, async (manager) => {
    const text = 'delete from identity_provider where agency_id = $1 and issuer = $2';
    const [, removed] = await manager.query(text, [agencyId, issuer]);
    if (removed === 0)
      throw refusal('NOT_FOUND', 'issuer', 'This is not the issuer of the provider that is set.');
    return agencyId;
  });
}
