import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool, type PoolConfig } from 'pg';
import { outsideSpans } from './spans';

const channel = 'followline';

/** A process tells the others at most this often, however much it writes. */
const noticeMilliseconds = 50;

/** Also without notice, in case one was lost; a little different each time, so that processes do not ask all at once. */
const lookAnywayMilliseconds = 5_000;

/** Who does not answer for so long is gone. */
const answerMillisecondsMax = 5_000;

const firstRetryMilliseconds = 50;

interface Listener {
  wake(): void;
  lost(error: unknown): void;
}

/**
 * Tells readers of the log, in this process and in all others on the database, that something may have changed. It
 * says neither what nor where: a reader catches up by position, so that a notice lost, late or doubled changes nothing.
 */
export class WakeUp {
  private readonly listeners = new Set<Listener>();
  private listening: { stopping: AbortController; ended: Promise<void> } | null = null;
  private notice: Promise<void> | null = null;
  private isNoticeOwed = false;

  constructor(
    private readonly pool: Pool,
    private readonly connection: PoolConfig,
  ) {}

  /** For after each commit that appends events or makes plans anew. */
  announce(): void {
    this.wakeAll();
    this.isNoticeOwed = true;
    this.notice ??= outsideSpans(() => this.sendNotices());
  }

  /** Resolves once the other processes have been told of everything so far. */
  async flush(): Promise<void> {
    await this.notice;
  }

  /**
   * Calls `wake` when something may have changed, and at least every few seconds; `lost` when notices of other
   * processes cannot be received for a while. Answers what ends it, which resolves once no connection is left of it.
   */
  subscribe(wake: () => void, lost: (error: unknown) => void = () => undefined): () => Promise<void> {
    const listener = { wake, lost };
    this.listeners.add(listener);
    this.listening ??= this.startListening();
    return async () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0 || !this.listening) return;
      const { stopping, ended } = this.listening;
      this.listening = null;
      stopping.abort();
      await ended;
    };
  }

  private wakeAll(): void {
    for (const { wake } of this.listeners) wake();
  }

  /** Beside the statements that write: a notice within them would have all commits wait for each other. */
  private async sendNotices(): Promise<void> {
    while (this.isNoticeOwed) {
      this.isNoticeOwed = false;
      // Without it the others look anyway, if later.
      await this.pool.query(`notify ${channel}`).catch(() => undefined);
      await pause(noticeMilliseconds);
    }
    this.notice = null;
  }

  private startListening() {
    const stopping = new AbortController();
    return { stopping, ended: this.keepListening(stopping.signal) };
  }

  private async keepListening(stopping: AbortSignal): Promise<void> {
    let retryMilliseconds = firstRetryMilliseconds;
    while (!stopping.aborted) {
      try {
        await this.listen(stopping, () => {
          retryMilliseconds = firstRetryMilliseconds;
        });
      } catch (error) {
        for (const { lost } of this.listeners) lost(error);
        await pause(retryMilliseconds, stopping);
        retryMilliseconds = Math.min(2 * retryMilliseconds, lookAnywayMilliseconds);
        this.wakeAll();
      }
    }
  }

  /** @throws when the connection is lost, or cannot be made. */
  private async listen(stopping: AbortSignal, onConnected: () => void): Promise<void> {
    const client = new Client({
      ...this.connection,
      connectionTimeoutMillis: answerMillisecondsMax,
      query_timeout: answerMillisecondsMax,
      keepAlive: true,
    });
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('The connection for notices has ended.')));
    });
    lost.catch(() => undefined);
    client.on('notification', () => this.wakeAll());
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      onConnected();
      while (!stopping.aborted) {
        // First of all for what was written while nobody listened.
        this.wakeAll();
        await Promise.race([lost, pause(lookAnywayMilliseconds * (0.9 + 0.2 * Math.random()), stopping)]);
        // Half a connection, from which nothing would ever come, is noticed by asking.
        if (!stopping.aborted) await client.query('select 1');
      }
    } finally {
      await Promise.race([client.end().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
    }
  }
}

async function pause(milliseconds: number, stopping?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => undefined);
}
