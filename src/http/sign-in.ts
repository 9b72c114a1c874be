import { holderOf, type KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { HttpError } from './http-error';
import { sharing } from './sharing';

/** Whom a request with this Authorization header speaks for. */
export type SignIn = (authorization: string | undefined) => Promise<KeyHolder>;

/** What RFC 6750 lets a token consist of; longer than any key of ours. */
const bearer = /^Bearer +([\w.~+/-]{1,512}=*) *$/i;

/**
 * Every key is looked up after its request has come: one that is revoked is refused from then on. What it
 * answers with throws an HttpError where the header holds no key in use, or none can be looked up.
 */
export function makeSignIn(store: Store): SignIn {
  const lookUp = sharing((key) => holderOf(store, key));
  return async (authorization) => {
    if (!authorization) throw refusal('Sign in with the header "Authorization: Bearer KEY".');
    const key = bearer.exec(authorization)?.[1];
    if (!key) throw refusal('The Authorization header must read "Bearer KEY".');
    const holder = await lookUp(key).catch(cannotLookUp);
    if (!holder)
      throw refusal(
        'This API key is not known, has been revoked, or has expired.',
        ', error="invalid_token"',
      );
    return holder;
  };
}

function refusal(message: string, detail = ''): HttpError {
  return new HttpError('UNAUTHENTICATED', message, {
    'www-authenticate': `Bearer realm="followline"${detail}`,
  });
}

/** So simple a statement fails for one reason only: the database does not answer as it should. */
function cannotLookUp(cause: unknown): never {
  const error = new HttpError('SERVICE_UNAVAILABLE', 'The database is not available; try again soon.', {
    'retry-after': '5',
  });
  throw Object.assign(error, { cause });
}
