import { type Budget, waitFor } from '../graphql/budget';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { limitGuesses, rateLimited } from './limit-guesses';
import { makeSignIn } from './sign-in';

/**
 * Whom a request from an address speaks for, over whatever transport.
 * @throws HttpError where it may not be served, or not yet.
 */
export type Admit = (authorization: string | undefined, address: string) => Promise<KeyHolder>;

export function makeAdmission(store: Store, budget: Budget): Admit {
  const signIn = limitGuesses(makeSignIn(store));
  return async (authorization, address) => {
    const holder = await signIn(authorization, address);
    const seconds = await budget.secondsToWait(holder.keyId);
    if (seconds !== null) throw rateLimited(waitFor(seconds), seconds);
    return holder;
  };
}
