import type { Instant } from '../instant';

/**
 * The clock of an evaluation: it is asked whether an instant has been reached, never read. It remembers
 * what it was asked, and so knows until when every answer that it gave still holds.
 */
export class Clock {
  /** The earliest instant asked about that is still ahead; null where nothing will change. */
  holdsUntil: Instant | null = null;

  constructor(private readonly now: Instant) {}

  /** From that very instant on: true. */
  reached(instant: Instant): boolean {
    if (instant <= this.now) return true;
    if (this.holdsUntil === null || instant < this.holdsUntil) this.holdsUntil = instant;
    return false;
  }
}
