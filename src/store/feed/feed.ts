import type { Instant } from '../../domain/instant';
import type { Store } from '../data-source';
import { headsOf } from '../queries/changes';
import type { WorklistFilter } from '../queries/worklist-filter';
import { outsideSpans } from '../spans';
import { AgencyFeed, type EventFilter } from './agency';
import { Worklists } from './worklists';

/**
 * What happens at the agencies that somebody follows, read from the log by position. At each wake-up one statement
 * tells which of them have moved; only these are read.
 */
export class Feed {
  private readonly agencies = new Map<string, { feed: AgencyFeed; followers: number }>();
  private readonly worklists: Worklists;
  private unsubscribe: (() => Promise<void>) | null = null;
  private looking: Promise<void> | null = null;
  private nextLook: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.worklists = new Worklists(store, onFault);
  }

  /** Ends what runs in the background; those who follow must have ended before. */
  async stop(): Promise<void> {
    await this.unsubscribe?.();
    this.worklists.stop();
    await this.looking?.catch(() => undefined);
  }

  /** Events after a position, or from now on where it is null. */
  async *events(agencyId: string, after: number | null, filter: EventFilter, ended: AbortSignal) {
    yield* this.following(agencyId, (agency, { position }) =>
      agency.eventsAfter(after ?? position, filter, ended),
    );
  }

  /** Yields now, and each time that the application has changed or been planned anew. */
  async *application(agencyId: string, applicationId: string, ended: AbortSignal) {
    yield* this.following(agencyId, (agency) => agency.changesOf(applicationId, ended));
  }

  /** Yields the moment now, and each at which the worklist may look different from the one before. */
  async *worklist(agencyId: string, filter: WorklistFilter, ended: AbortSignal): AsyncGenerator<Instant> {
    yield* this.following(agencyId, (agency) => this.worklists.changesOf(agency, filter, ended));
  }

  private async *following<T>(
    agencyId: string,
    follow: (agency: AgencyFeed, head: { position: number }) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const entry = this.agencies.get(agencyId) ?? { feed: new AgencyFeed(this.store, agencyId), followers: 0 };
    this.agencies.set(agencyId, entry);
    entry.followers += 1;
    try {
      this.unsubscribe ??= this.store.wakeUp.subscribe(this.wake, this.onFault);
      // Where others follow already, the head may lie behind; what is new from now on must not seem to be old.
      await this.look();
      yield* follow(entry.feed, entry.feed.head as { position: number });
    } finally {
      entry.followers -= 1;
      if (entry.followers === 0) this.agencies.delete(agencyId);
    }
  }

  private readonly wake = () => {
    this.look().catch(this.onFault);
  };

  /** Resolves once a look that began after the call has ended: of many calls, one look serves all. */
  private look(): Promise<void> {
    if (!this.looking) {
      this.looking = outsideSpans(() => this.lookOnce()).finally(() => {
        this.looking = null;
      });
      return this.looking;
    }
    this.nextLook ??= this.looking
      .catch(() => undefined)
      .then(() => {
        this.nextLook = null;
        return this.look();
      });
    return this.nextLook;
  }

  private async lookOnce(): Promise<void> {
    const ids = [...this.agencies.keys()];
    if (ids.length === 0) return;
    const heads = await headsOf(this.store, ids);
    await Promise.all(heads.map((head) => this.agencies.get(head.agencyId)?.feed.advance(head)));
    this.worklists.onMoved();
  }
}
