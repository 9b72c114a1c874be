import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { refusal } from '../domain/errors';
import type { PostingFacts } from '../domain/events';
import type { Instant } from '../domain/instant';
import { append, type Idempotency } from './append';
import type { Store } from './data-source';
import { JobPostingRow } from './entities';
import { inTurn } from './in-turn';
import { loadApplications } from './load';
import { prepare, type Request, type Session } from './prepare';
import { once } from './reference';

/** What may change about a posting; what is not named stays. */
export type JobPostingChanges = Partial<PostingFacts> & { title?: string };

/** The employer or the policy has changed between reading and writing; the whole is tried again. */
class Overtaken extends Error {}

const triesMax = 8;

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
  for (let tries = 1; ; tries++) {
    try {
      return await inTurn([id], () =>
        once(store, session.agencyId, idempotency, (manager) => change(manager, session, id, changes)),
      );
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (tries === triesMax)
        throw refusal('VERSION_CONFLICT', 'id', 'The employer or the policy keeps changing; try again.');
    }
  }
}

async function change(
  manager: EntityManager,
  session: Session,
  id: string,
  changes: JobPostingChanges,
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
  const client = (await manager.queryRunner?.connect()) as PoolClient;
  const { rows } = await client.query<{ id: string; now: Instant }>(
    `select id, floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now from application
     where agency_id = $1 and job_posting_id = $2 order by id for update`,
    [agencyId, id],
  );
  const requests = rows.flatMap((row) => requestsFor(row.id, before, changes, row.now));
  if (requests.length === 0) return id;
  const known = await loadApplications(
    client,
    agencyId,
    rows.map((row) => row.id),
  );
  const reply = await append(client, agencyId, await prepare(client, session, requests, known), null);
  if (reply.status !== 'appended') throw new Overtaken();
  return id;
}

/** One event for each moment: that it was taken down or closed happened when it did, instructions change now. */
function requestsFor(
  applicationId: string,
  before: JobPostingRow,
  changes: JobPostingChanges,
  now: Instant,
): Request[] {
  const { title: _, ...facts } = changes;
  const byMoment = new Map<Instant, Partial<PostingFacts>>();
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    const known = before[key as keyof PostingFacts];
    if ((known instanceof Date ? known.getTime() : known) === value) continue;
    const happenedAt =
      (key === 'takenDownAt' || key === 'closedAt') && typeof value === 'number' ? value : now;
    byMoment.set(happenedAt, { ...byMoment.get(happenedAt), [key]: value });
  }
  return [...byMoment]
    .sort(([one], [other]) => one - other)
    .map(([changedAt, differing]) => ({
      applicationId,
      command: { type: 'ChangePosting', changes: differing, changedAt },
      expectedVersion: null,
    }));
}

function toDate(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}
