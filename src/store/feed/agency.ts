import type { EventType } from '../../domain/events';
import type { Store } from '../data-source';
import { type Head, revisionsOf } from '../queries/changes';
import { type EventView, listEvents } from '../queries/events';
import { Waiters } from './waiters';

/** So many of the latest events are kept for all who read them: whoever is further behind reads the log itself. */
const recentMax = 256;

const pageSize = 100;

export interface EventFilter {
  applicationId: string | null;
  types: EventType[] | null;
}

interface Watched {
  followers: number;
  /** As of the last look; 0 before the first. */
  revision: number;
}

/**
 * One agency, as followed by one process. New events are read once, however many follow. Nothing is queued for
 * anybody: each follower goes on from its own position when it is ready for more, so that a slow one costs nothing.
 */
export class AgencyFeed {
  /** Null before the first look. */
  head: Head | null = null;
  private readers = 0;
  /** Without gap, and up to the head; empty while nobody reads events. */
  private recent: EventView[] = [];
  private readonly watched = new Map<string, Watched>();
  private readonly waiters = new Waiters();

  constructor(
    private readonly store: Store,
    readonly agencyId: string,
  ) {}

  /** @throws where the database does not answer; the next call makes up for it. */
  async advance(head: Head): Promise<void> {
    const known = this.head;
    if (known && head.position <= known.position && head.planRevision <= known.planRevision) return;
    const position = known ? await this.readEvents(known.position, head.position) : head.position;
    if (this.watched.size > 0) await this.readRevisions();
    this.head = { ...head, position };
    this.waiters.wake();
  }

  /** The events after a position as they come, each once and in order, until the signal is given. */
  async *eventsAfter(start: number, filter: EventFilter, ended: AbortSignal): AsyncGenerator<EventView> {
    this.readers += 1;
    try {
      for (let position = start; !ended.aborted; ) {
        const end = this.head?.position ?? 0;
        if (position >= end) {
          await this.waiters.next(ended);
          continue;
        }
        const recent = this.recentAfter(position);
        if (recent) {
          position += 1;
          if (matches(recent, filter)) yield recent;
          continue;
        }
        const { rows, hasNext } = await this.page(position, filter);
        for (const { node } of rows) {
          if (ended.aborted) return;
          yield node;
          position = Number(node.position);
        }
        // All up to `end` was there before the page was read.
        if (!hasNext) position = Math.max(position, end);
      }
    } finally {
      this.readers -= 1;
      if (this.readers === 0) this.recent = [];
    }
  }

  /** Yields now, and each time after the application has been written again, once for all that came meanwhile. */
  async *changesOf(applicationId: string, ended: AbortSignal): AsyncGenerator<void> {
    const watched = this.watched.get(applicationId) ?? { followers: 0, revision: 0 };
    this.watched.set(applicationId, watched);
    watched.followers += 1;
    try {
      let seen = (await revisionsOf(this.store, this.agencyId, [applicationId])).get(applicationId) ?? 0;
      yield;
      while (!ended.aborted) {
        if (watched.revision > seen) {
          seen = watched.revision;
          yield;
        } else {
          await this.waiters.next(ended);
        }
      }
    } finally {
      watched.followers -= 1;
      if (watched.followers === 0) this.watched.delete(applicationId);
    }
  }

  private recentAfter(position: number): EventView | undefined {
    const [first] = this.recent;
    return first && this.recent[position + 1 - Number(first.position)];
  }

  private page(position: number, filter: EventFilter) {
    const page = { size: pageSize, backward: false, after: [String(position)], before: null };
    return listEvents(this.store, this.agencyId, filter, page);
  }

  /** Reads what is new, if anybody wants it. Answers the position of the last event that is known then. */
  private async readEvents(from: number, to: number): Promise<number> {
    const start = Math.max(from, to - recentMax);
    // What nobody has read up to here cannot be gone on with.
    const goesOn = start === from && Number(this.recent.at(-1)?.position) === from;
    const events = goesOn ? [...this.recent] : [];
    let position = start;
    while (this.readers > 0 && position < to) {
      const { rows } = await this.page(position, { applicationId: null, types: null });
      events.push(...rows.map(({ node }) => node));
      position = Number(events.at(-1)?.position);
    }
    this.recent = this.readers > 0 ? events.slice(-recentMax) : [];
    return Math.max(position, to);
  }

  private async readRevisions(): Promise<void> {
    const revisions = await revisionsOf(this.store, this.agencyId, [...this.watched.keys()]);
    for (const [id, revision] of revisions) {
      const watched = this.watched.get(id);
      if (watched) watched.revision = Math.max(watched.revision, revision);
    }
  }
}

function matches({ applicationId, type }: EventView, filter: EventFilter): boolean {
  if (filter.applicationId && filter.applicationId !== applicationId) return false;
  return !filter.types || filter.types.includes(type);
}
