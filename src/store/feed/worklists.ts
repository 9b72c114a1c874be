import type { Instant } from '../../domain/instant';
import type { Store } from '../data-source';
import { type Head, type Span, type Touched, touchedOf } from '../queries/changes';
import type { WorklistFilter } from '../queries/worklist-filter';
import type { AgencyFeed } from './agency';
import { Waiters } from './waiters';

/** Nobody is told more often, however much happens. */
const lookMilliseconds = 1_000;

/** Where more applications than this are touched at once, all who follow the agency's worklist are told. */
const touchedMax = 200;

interface Follower {
  filter: WorklistFilter;
  /** When the worklist changed of which the follower has not yet been told. */
  changedAt: Instant | null;
}

/** An agency with those who follow its worklist, and up to where they have been told. */
interface Followed {
  agency: AgencyFeed;
  followers: Set<Follower>;
  head: Head;
  until: Instant;
  waiters: Waiters;
}

/**
 * Tells when worklists may look different: something was recorded, plans were made anew, or time has made a step
 * begin. Once a second one statement looks for that, at all agencies whose worklists are followed.
 */
export class Worklists {
  private readonly followed = new Map<string, Followed>();
  private timer: NodeJS.Timeout | null = null;
  private lookedAt = 0;
  private isLooking = false;

  constructor(
    private readonly store: Store,
    private readonly onFault: (error: unknown) => void,
  ) {}

  async *changesOf(agency: AgencyFeed, filter: WorklistFilter, ended: AbortSignal): AsyncGenerator<Instant> {
    const now = Date.now();
    const follower: Follower = { filter, changedAt: now };
    const followed = this.follow(agency, now);
    followed.followers.add(follower);
    try {
      while (!ended.aborted) {
        const { changedAt } = follower;
        if (changedAt === null) {
          await followed.waiters.next(ended);
        } else {
          follower.changedAt = null;
          yield changedAt;
        }
      }
    } finally {
      followed.followers.delete(follower);
      if (followed.followers.size === 0) this.followed.delete(agency.agencyId);
      if (this.followed.size === 0) this.stop();
    }
  }

  /** Heads have moved: a look is worth while at once, unless one has just been taken. */
  onMoved(): void {
    if (this.followed.size > 0 && Date.now() - this.lookedAt >= lookMilliseconds) void this.look();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private follow(agency: AgencyFeed, now: Instant): Followed {
    this.timer ??= setInterval(() => void this.look(), lookMilliseconds);
    const known = this.followed.get(agency.agencyId);
    if (known) return known;
    const head = agency.head as Head;
    const followed = { agency, head, until: now, followers: new Set<Follower>(), waiters: new Waiters() };
    this.followed.set(agency.agencyId, followed);
    return followed;
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    this.lookedAt = Date.now();
    await this.tell(this.lookedAt).catch(this.onFault);
    this.isLooking = false;
  }

  private async tell(now: Instant): Promise<void> {
    const looks = [...this.followed.values()].map((each) => ({ each, head: each.agency.head as Head }));
    const spans = looks.map(({ each, head }) => spanOf(each, head));
    const touched = await touchedOf(this.store, spans, now, touchedMax + 1);
    const byAgency = new Map<string, Touched[]>(spans.map(({ agencyId }) => [agencyId, []]));
    for (const one of touched) byAgency.get(one.agencyId)?.push(one);
    for (const { each, head } of looks) {
      const here = byAgency.get(head.agencyId) ?? [];
      const isAll = head.planRevision > each.head.planRevision || here.length > touchedMax;
      Object.assign(each, { head, until: now });
      for (const follower of each.followers) {
        if (isAll || here.some((one) => concerns(follower.filter, one))) follower.changedAt = now;
      }
      each.waiters.wake();
    }
  }
}

function spanOf({ agency, head: before, until }: Followed, head: Head): Span {
  return { agencyId: agency.agencyId, after: before.position, upTo: head.position, since: until };
}

/** By whom and where an application is, not by what is to be done: that may just have been something else. */
function concerns(filter: WorklistFilter, touched: Touched): boolean {
  const { candidateId, employerId, jobPostingId, assigneeId, unassigned } = filter;
  if (candidateId && candidateId !== touched.candidateId) return false;
  if (employerId && employerId !== touched.employerId) return false;
  if (jobPostingId && jobPostingId !== touched.jobPostingId) return false;
  if (touched.isReassigned) return true;
  if (assigneeId && assigneeId !== touched.assigneeId) return false;
  return unassigned == null || unassigned === (touched.assigneeId === null);
}
