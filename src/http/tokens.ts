import { createHash } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { type AgencyProvider, providerOfToken } from '../store/identity-providers';
import { scopesOfRole } from '../store/scopes';
import { HttpError } from './http-error';
import { type KeySets, ProviderUnavailable } from './key-sets';

const subjectLengthMax = 255;
const nameLengthMax = 200;

/** Has it the form of a JWT? A key of an operator's own may have dots too, but no header of a JWT. */
export function isToken(text: string): boolean {
  const [header, ...rest] = text.split('.');
  if (rest.length !== 2 || !header?.startsWith('ey')) return false;
  try {
    return typeof JSON.parse(Buffer.from(header, 'base64url').toString('utf8')).alg === 'string';
  } catch {
    return false;
  }
}

/**
 * Who comes with a token of the identity provider of an agency; null for a token that nobody accepts: of another
 * issuer or audience, wrongly signed, too old, expired or not valid yet.
 * @throws HttpError where it gives no role here, or the provider cannot be asked for its keys.
 */
export async function holderOfToken(
  store: Store,
  keySets: KeySets,
  token: string,
): Promise<KeyHolder | null> {
  const told = unverified(token);
  const provider = told && (await providerOfToken(store, told.issuer, told.audiences));
  const payload = provider && (await verified(token, provider, keySets));
  if (!payload?.sub || payload.sub.length > subjectLengthMax || !isStorable(payload.sub)) return null;
  return toHolder(payload as Verified, provider as AgencyProvider);
}

/** What a token says of itself, by which its provider is found; nothing else of it counts before it is verified. */
function unverified(token: string): { issuer: string; audiences: string[] } | null {
  try {
    const { iss, aud } = decodeJwt(token);
    const audiences = [aud].flat().filter((one) => typeof one === 'string' && isStorable(one)) as string[];
    if (typeof iss !== 'string' || !isStorable(iss) || audiences.length === 0) return null;
    return { issuer: iss, audiences };
  } catch {
    return null;
  }
}

async function verified(
  token: string,
  provider: AgencyProvider,
  keySets: KeySets,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, await keySets(provider), {
      issuer: provider.issuer,
      audience: provider.audience,
      algorithms: provider.algorithms,
      clockTolerance: provider.clockToleranceSeconds,
      maxTokenAge: provider.tokenAgeSecondsMax,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    return payload;
  } catch (error) {
    if (isProvidersFault(error)) throw cannotAsk(error);
    return null;
  }
}

/** What the library says of a key set that is none; what it says of a token is the token's fault. */
const faults = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT', 'ERR_JWK_INVALID']);

function isProvidersFault(error: unknown): boolean {
  return (
    error instanceof ProviderUnavailable || !(error instanceof errors.JOSEError) || faults.has(error.code)
  );
}

function cannotAsk(cause: unknown): HttpError {
  const message = 'The identity provider cannot be asked for its keys; try again soon.';
  const error = new HttpError('IDENTITY_PROVIDER_UNAVAILABLE', message, { 'retry-after': '5' });
  return Object.assign(error, { cause });
}

/** With what is required of every token. */
type Verified = JWTPayload & { sub: string; exp: number; iat: number };

function toHolder(payload: Verified, provider: AgencyProvider): KeyHolder {
  const values = valuesOf(payload, provider.roleClaim);
  const role = provider.roles.find(({ value }) => values.includes(value))?.role;
  if (!role) throw new HttpError('FORBIDDEN', 'This token is valid, but it gives no role here.');
  const { agencyId, agencyName, timeZone, setAt } = provider;
  const name = nameOf(payload);
  return {
    ...{ keyId: idOf(agencyId, payload.sub), keyName: name, role, scopes: scopesOfRole[role] },
    ...{ agencyId, agencyName, timeZone, candidateId: null, allowedOperations: null },
    actor: { kind: 'USER', id: payload.sub, name },
    expiresAt: new Date(endOf(payload, provider) * 1000),
    providerSetAt: setAt,
  };
}

/** It goes into logs, where a subject, which may be an address, does not. */
function idOf(agencyId: string, subject: string): string {
  return `user-${createHash('sha256').update(`${agencyId} ${subject}`).digest('base64url').slice(0, 22)}`;
}

/** When it is over, in seconds: it expires, or is too old. */
function endOf(
  { exp, iat }: Verified,
  { tokenAgeSecondsMax, clockToleranceSeconds }: AgencyProvider,
): number {
  return Math.min(exp, iat + tokenAgeSecondsMax) + clockToleranceSeconds;
}

/** A claim by its name, or else by the way to it: `roles`, `https://agency.example/roles`, `realm_access.roles`. */
function valuesOf(payload: JWTPayload, claim: string): unknown[] {
  const own = (holder: unknown, name: string): unknown =>
    typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
      ? (holder as Record<string, unknown>)[name]
      : undefined;
  return [own(payload, claim) ?? claim.split('.').reduce(own, payload as unknown)].flat();
}

/** For people to read; it goes into the record. */
function nameOf({ sub, name, preferred_username, email }: JWTPayload): string {
  const names = [name, preferred_username, email].filter(
    (one) => typeof one === 'string' && one.trim() && isStorable(one),
  );
  return String(names[0] ?? sub)
    .slice(0, nameLengthMax)
    .toWellFormed();
}

/** Text that PostgreSQL can hold. */
const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();
