import { createHash } from 'node:crypto';
import type { Event, PostingFacts } from '../domain/events';
import type { Idempotency } from '../store/append';
import type { Store } from '../store/data-source';
import type { JobPostingRow } from '../store/entities';
import { idempotencyOf, storedReply } from '../store/idempotency';
import { loadHistories } from '../store/load';
import { rowsByIds } from '../store/reference';
import type { ImportPlan, PlannedApplication } from './plan';

export type Sort = 'candidate' | 'employer' | 'contact' | 'posting' | 'application';

/** What earlier imports have led to, of the things in a plan. */
export interface Recorded {
  /** By sort and key, as `recordedId` reads it. */
  ids: Map<string, string>;
  /** By the application's id. */
  histories: Map<string, readonly Event[]>;
  /** By the posting's key. */
  postings: Map<string, PostingFacts>;
}

const idsInOneStatement = 200;

export const nothingRecorded = (): Recorded => ({
  ids: new Map(),
  histories: new Map(),
  postings: new Map(),
});

export function recordedId({ ids }: Recorded, sort: Sort, key: string): string | undefined {
  return ids.get(`${sort} ${key}`);
}

export function rememberId({ ids }: Recorded, sort: Sort, key: string, id: string): void {
  ids.set(`${sort} ${key}`, id);
}

/**
 * The idempotency key of what a line leads to, made of its content: whoever imports the same again is
 * answered with what is there. Only the key counts as the request: a fact that is added to the file later,
 * such as a phone number, does not make another person.
 */
export function importKey(sort: string, ...content: string[]): Idempotency {
  const digest = createHash('sha256')
    .update(JSON.stringify([sort, ...content]))
    .digest('hex');
  return idempotencyOf(`import:${digest}`, content) as Idempotency;
}

/** Reads what is there already; writes nothing. */
export async function loadRecorded(store: Store, agencyId: string, plan: ImportPlan): Promise<Recorded> {
  const recorded = nothingRecorded();
  const named: [Sort, readonly { key: string }[]][] = [
    ['candidate', plan.candidates],
    ['employer', plan.employers],
    ['contact', plan.contacts],
    ['posting', plan.postings],
    ['application', plan.applications],
  ];
  for (const [sort, things] of named) {
    for (const { key } of things) {
      const reply = await storedReply(store.of(agencyId), agencyId, importKey(sort, key));
      const id = reply?.entityId ?? reply?.applicationIds[0];
      if (id) rememberId(recorded, sort, key, id);
    }
  }
  await loadPostings(store, agencyId, plan, recorded);
  await reloadHistories(store, agencyId, plan.applications, recorded);
  return recorded;
}

/** The histories of these applications as they are now. */
export async function reloadHistories(
  store: Store,
  agencyId: string,
  applications: readonly PlannedApplication[],
  recorded: Recorded,
): Promise<void> {
  const ids = applications.flatMap(({ key }) => recordedId(recorded, 'application', key) ?? []);
  for (let start = 0; start < ids.length; start += idsInOneStatement) {
    const some = ids.slice(start, start + idsInOneStatement);
    for (const [id, events] of await loadHistories(store.of(agencyId), agencyId, some))
      recorded.histories.set(id, events);
  }
}

async function loadPostings(
  store: Store,
  agencyId: string,
  plan: ImportPlan,
  recorded: Recorded,
): Promise<void> {
  const keyById = new Map<string, string>();
  for (const { key } of plan.postings) {
    const id = recordedId(recorded, 'posting', key);
    if (id) keyById.set(id, key);
  }
  const rows = await rowsByIds<JobPostingRow>(store.of(agencyId), 'job_posting', agencyId, [
    ...keyById.keys(),
  ]);
  for (const [id, { takenDownAt, closedAt, ...facts }] of rows) {
    const { noPhoneCalls, noFollowUp, onlyQualifiedContacted, generalEmail } = facts;
    recorded.postings.set(keyById.get(id) ?? '', {
      noPhoneCalls,
      noFollowUp,
      onlyQualifiedContacted,
      generalEmail,
      takenDownAt: takenDownAt?.getTime() ?? null,
      closedAt: closedAt?.getTime() ?? null,
    });
  }
}
