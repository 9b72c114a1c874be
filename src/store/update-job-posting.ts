import type { EntityManager } from 'typeorm';
import { refusal } from '../domain/errors';
import type { PostingFacts } from '../domain/events';
import type { Instant } from '../domain/instant';
import { append, type Idempotency } from './append';
import type { Queryable, Store } from './data-source';
import { JobPostingRow } from './entities';
import { inTurn } from './in-turn';
import { type Loaded, loadApplications } from './load';
import { clientOf, lockApplications } from './lock';
import { prepare, type Request, type Session } from './prepare';
import { once } from './reference';

/** What may change about a posting; what is not named stays. */
export type JobPostingChanges = Partial<PostingFacts> & { title?: string };

/**
 * Changes a posting and tells every application to it, all in one transaction: those that are open now, and
 * those that are closed and may be reopened.
 */
export async function updateJobPosting(
  store: Store,
  session: Session,
  id: string,
  changes: JobPostingChanges,
  idempotency: Idempotency | null,
): Promise<string> {
  const updated = await inTurn([id], () =>
    once(store, session.agencyId, idempotency, (manager, takeKey) =>
      change(manager, session, id, changes, takeKey),
    ),
  );
  store.wakeUp.announce();
  return updated;
}

async function change(
  manager: EntityManager,
  session: Session,
  id: string,
  changes: JobPostingChanges,
  takeKey: (id: string) => Promise<void>,
): Promise<string> {
  const { agencyId } = session;
  const before = await manager.findOne(JobPostingRow, {
    where: { agencyId, id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!before) throw refusal('NOT_FOUND', 'id', 'No job posting has this id.');
  const { title, takenDownAt, closedAt, ...instructions } = changes;
  await manager.update(
    JobPostingRow,
    { agencyId, id },
    {
      ...instructions,
      ...(title === undefined ? {} : { title }),
      ...(takenDownAt === undefined ? {} : { takenDownAt: toDate(takenDownAt) }),
      ...(closedAt === undefined ? {} : { closedAt: toDate(closedAt) }),
      revision: before.revision + 1,
    },
  );
  const differing = differences(before, changes);
  if (differing.length === 0) return id;
  const client = await clientOf(manager);
  const applicationIds = await applicationsTo(client, agencyId, id);
  await lockApplications(client, agencyId, applicationIds);
  const known = await loadApplications(client, agencyId, applicationIds);
  const requests = [...known.values()].flatMap((loaded) => requestsFor(loaded, differing));
  if (requests.length === 0) return id;
  const batches = await prepare(client, session, requests, known);
  await takeKey(id);
  const { status } = await append(client, agencyId, batches, null);
  // Nothing of it can have changed since the locks were taken.
  if (status !== 'appended') throw new Error(`the change of a job posting was answered with ${status}`);
  return id;
}

/** No others come to be: a submission waits for whoever changes the posting. */
async function applicationsTo(db: Queryable, agencyId: string, jobPostingId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from application where agency_id = $1 and job_posting_id = $2 order by id',
    [agencyId, jobPostingId],
  );
  return rows.map(({ id }) => id);
}

type Fact = [keyof PostingFacts, PostingFacts[keyof PostingFacts]];

/** The facts that are not as they were. */
function differences(before: JobPostingRow, { title: _, ...facts }: JobPostingChanges): Fact[] {
  return (Object.entries(facts) as Fact[]).filter(([key, value]) => {
    const known = before[key];
    return value !== undefined && (known instanceof Date ? known.getTime() : known) !== value;
  });
}

/** One event for each moment: that it was taken down or closed happened when it did, instructions change now. */
function requestsFor({ applicationId, now }: Loaded, facts: Fact[]): Request[] {
  const byMoment = new Map<Instant, Partial<PostingFacts>>();
  for (const [key, value] of facts) {
    const happenedAt =
      (key === 'takenDownAt' || key === 'closedAt') && typeof value === 'number' ? value : now;
    byMoment.set(happenedAt, { ...byMoment.get(happenedAt), [key]: value });
  }
  return [...byMoment]
    .sort(([one], [other]) => one - other)
    .map(([changedAt, changes]) => ({
      applicationId,
      command: { type: 'ChangePosting', changes, changedAt },
      expectedVersion: null,
    }));
}

function toDate(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}
