import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { KeyHolder } from '../store/api-keys';
import { HttpError } from './http-error';
import type { SignIn } from './sign-in';

/** Wrong keys that one address may try in a window. */
const guessesMax = 60;
const windowSeconds = 60;

/** So many right keys are remembered at most. */
const rememberedMax = 10_000;

/**
 * Has an address that has tried many wrong keys wait, before anything is looked up: keys cannot be guessed, and the
 * database is left in peace. A key that this process has seen to be right may pass, wherever it comes from: many
 * clients may share one address.
 */
export function limitGuesses(signIn: SignIn) {
  const wrong = new RateLimiterMemory({ points: guessesMax, duration: windowSeconds });
  const right = new Set<string>();

  return async (authorization: string | undefined, address: string): Promise<KeyHolder> => {
    // Who brings no key is told so, which costs nothing.
    if (!authorization) return signIn(authorization);
    const digest = digestOf(authorization);
    const guesses = await wrong.get(address);
    const mustWait = guesses !== null && guesses.consumedPoints >= guessesMax && guesses.msBeforeNext > 0;
    if (mustWait && !right.has(digest)) throw tooMany(guesses.msBeforeNext);
    try {
      const holder = await signIn(authorization);
      if (right.size >= rememberedMax) right.clear();
      right.add(digest);
      return holder;
    } catch (error) {
      // Not before: a client that starts with many requests at once has tried nothing wrong.
      if (error instanceof HttpError && error.code === 'UNAUTHENTICATED') {
        right.delete(digest);
        await wrong.penalty(address);
      }
      throw error;
    }
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function tooMany(waitMilliseconds: number): HttpError {
  const seconds = Math.max(1, Math.ceil(waitMilliseconds / 1000));
  return rateLimited(`Too many wrong keys from this address; try again in ${seconds} seconds.`, seconds);
}

export function rateLimited(message: string, seconds: number): HttpError {
  return new HttpError('RATE_LIMITED', message, { 'retry-after': String(seconds) });
}
