import { DateTime } from 'luxon';

/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A calendar day without a zone, YYYY-MM-DD. */
export type LocalDate = string;

/** An IANA time zone, such as America/Chicago. */
export type TimeZone = string;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The moment in words for a person in that zone: "Fri 27 Mar 2026 00:00". */
export function inWords(at: Instant, zone: TimeZone): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('ccc d LLL yyyy HH:mm');
}

/** RFC 3339 in UTC with milliseconds. */
export function toRfc3339(at: Instant): string {
  return new Date(at).toISOString();
}
