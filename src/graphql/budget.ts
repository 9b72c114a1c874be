import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { toRfc3339 } from '../domain/instant';

/** How long what has been spent counts, from the first of it. */
export const windowSeconds = 60;

/** What an operation cost, and what is left: `extensions.cost` of every answer. All but `requested` are null where nothing is limited. */
export interface Cost {
  requested: number;
  /** Points in each window. */
  limit: number | null;
  remaining: number | null;
  /** When all of them are there again. */
  resetAt: string | null;
}

/** What each key may spend in this process. */
export class Budget {
  private readonly limiter: RateLimiterMemory | null;

  /** Zero points: nothing is limited. */
  constructor(readonly pointsPerMinute: number) {
    this.limiter =
      pointsPerMinute > 0
        ? new RateLimiterMemory({ points: pointsPerMinute, duration: windowSeconds })
        : null;
  }

  /** @throws GraphQLError RATE_LIMITED where the key has not so many points left; then it spends none. */
  async spend(key: string, points: number): Promise<Cost> {
    const { limiter } = this;
    if (!limiter) return unlimited(points);
    try {
      return this.cost(points, await limiter.consume(key, points));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      await limiter.reward(key, points);
      throw rateLimited(inSeconds(refusal));
    }
  }

  /** For what has been done already: it counts, and is not refused. */
  async charge(key: string, points: number): Promise<Cost> {
    return this.limiter ? this.cost(points, await this.limiter.penalty(key, points)) : unlimited(points);
  }

  /** How long a key has to wait that has nothing left; null where it has. */
  async secondsToWait(key: string): Promise<number | null> {
    const spent = await this.limiter?.get(key);
    return spent && spent.remainingPoints <= 0 && spent.msBeforeNext > 0 ? inSeconds(spent) : null;
  }

  private cost(requested: number, { remainingPoints, msBeforeNext }: RateLimiterRes): Cost {
    const resetAt = toRfc3339(Date.now() + msBeforeNext);
    return { requested, limit: this.pointsPerMinute, remaining: remainingPoints, resetAt };
  }
}

function unlimited(requested: number): Cost {
  return { requested, limit: null, remaining: null, resetAt: null };
}

function inSeconds({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

function rateLimited(seconds: number): GraphQLError {
  const http = { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) };
  // Apollo takes a Map, whatever other servers of GraphQL declare.
  const extensions: Record<string, unknown> = { code: 'RATE_LIMITED', http };
  return new GraphQLError(waitFor(seconds), { extensions });
}

export const waitFor = (seconds: number) => `This key has spent its points; try again in ${seconds} seconds.`;
