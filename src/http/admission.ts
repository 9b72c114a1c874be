import { type Budget, waitFor } from '../graphql/budget';
import type { Outbound } from '../outbound/outbound';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { limitGuesses, rateLimited } from './limit-guesses';
import { makeSignIn } from './sign-in';

/**
 * Whom a request from an address speaks for, over whatever transport.
 * @throws HttpError where it may not be served, or not yet.
 */
export type Admit = (authorization: string | undefined, address: string) => Promise<KeyHolder>;

export function makeAdmission(store: Store, budget: Budget, outbound: Outbound): Admit {
  const signIn = limitGuesses(makeSignIn(store, outbound));
  return async (authorization, address) => {
    const holder = await signIn(authorization, address);
    const seconds = await budget.secondsToWait(holder.keyId);
    if (seconds !== null) throw rateLimited(waitFor(seconds), seconds);
    return holder;
  };
}
