const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each attempt the next one follows, as Standard Webhooks suggests; after the last there is none. */
export const retryDelays = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** A receiver may ask for longer; it is asked again after this. */
export const retryAfterMillisecondsMax = 24 * HOUR;

/** Each delay is up to so much of itself shorter or longer, so that what failed together does not return together. */
export const jitter = 0.1;

/**
 * How long to wait after so many failed attempts, in milliseconds; null: no more attempts. Never shorter than the
 * receiver has asked for. `random` is from 0 to 1.
 */
export function retryDelay(
  failedAttempts: number,
  askedMilliseconds: number | null,
  random: number,
): number | null {
  const delay = retryDelays[failedAttempts - 1];
  if (delay === undefined) return null;
  const spread = Math.round(delay * (1 + jitter * (2 * random - 1)));
  // What has been asked for is only lengthened, for the same reason.
  const asked = Math.round((askedMilliseconds ?? 0) * (1 + jitter * random));
  return Math.max(spread, asked);
}

/** What Retry-After says, in seconds or as a date, in milliseconds from now; null where it says nothing usable. */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  const isSeconds = /^\d+$/.test(text);
  // A date begins with the day of the week; other text might be taken for some date or other.
  const milliseconds = isSeconds
    ? Number(text) * SECOND
    : /^[a-z]{3}/i.test(text)
      ? Date.parse(text) - now
      : NaN;
  if (Number.isNaN(milliseconds)) return null;
  return Math.min(Math.max(milliseconds, 0), retryAfterMillisecondsMax);
}
