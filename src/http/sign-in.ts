import { makeOutbound, type Outbound } from '../outbound/outbound';
import { holderOf, type KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import type { Scope } from '../store/scopes';
import { HttpError } from './http-error';
import { makeKeySets } from './key-sets';
import { sharing } from './sharing';
import { holderOfToken, isToken } from './tokens';

/** Whom a request with this Authorization header speaks for. */
export type SignIn = (authorization: string | undefined) => Promise<KeyHolder>;

/** What RFC 6750 lets a token consist of; longer than any key of ours, or token with claims for people. */
const bearer = /^Bearer +([\w.~+/-]{1,8192}=*) *$/i;

/**
 * Every key, and the identity provider of every token, is looked up after its request has come, in one statement:
 * what is revoked is refused from then on. What it answers with throws an HttpError where the header holds nothing
 * that is in use, or it cannot be looked up.
 */
export function makeSignIn(store: Store, outbound: Outbound = makeOutbound([])): SignIn {
  const keySets = makeKeySets(outbound);
  const lookUp = sharing((given) =>
    isToken(given) ? holderOfToken(store, keySets, given) : holderOf(store, given),
  );
  return async (authorization) => {
    if (!authorization) throw refusal('Sign in with the header "Authorization: Bearer KEY".');
    const key = bearer.exec(authorization)?.[1];
    if (!key) throw refusal('The Authorization header must read "Bearer KEY".');
    const holder = await lookUp(key).catch(cannotLookUp);
    if (!holder) throw refusal(isToken(key) ? tokenRefused : keyRefused, ', error="invalid_token"');
    return holder;
  };
}

const keyRefused = 'This API key is not known, has been revoked, or has expired.';
/** Why, is for whoever runs the provider to find out: a forger need not be told. */
const tokenRefused =
  'This token is not accepted: of another issuer or audience, wrongly signed, or not valid now.';
/** @throws HttpError FORBIDDEN where the holder lacks what a route needs. */
export function requireScope(holder: KeyHolder, scope: Scope): KeyHolder {
  // What is not of GraphQL is never of one candidate alone.
  if (holder.candidateId === null && holder.scopes.includes(scope)) return holder;
  throw new HttpError(
    'FORBIDDEN',
    `This needs the scope ${scope}, which a ${holder.role} does not have here.`,
  );
}

function refusal(message: string, detail = ''): HttpError {
  return new HttpError('UNAUTHENTICATED', message, {
    'www-authenticate': `Bearer realm="followline"${detail}`,
  });
}

/** So simple a statement fails for one reason only: the database does not answer as it should. */
function cannotLookUp(cause: unknown): never {
  if (cause instanceof HttpError) throw cause;
  const error = new HttpError('SERVICE_UNAVAILABLE', 'The database is not available; try again soon.', {
    'retry-after': '5',
  });
  throw Object.assign(error, { cause });
}
