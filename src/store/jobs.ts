import { v7 as newId } from 'uuid';
import { refusal } from '../domain/errors';
import type { Actor } from '../domain/events';
import type { Idempotency } from './append';
import type { Queryable, Store } from './data-source';
import type { Session } from './prepare';
import { Conditions, fetchPage, type Page, type Slice } from './queries/keyset';
import { once } from './reference';

export const JobState = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const;
export type JobState = keyof typeof JobState;

export type JobKind = 'EXPORT' | 'IMPORT';

/** Work that is done in the background, by whichever process takes it up. */
export interface Job<Input = unknown, Result = unknown> {
  agencyId: string;
  id: string;
  kind: JobKind;
  state: JobState;
  input: Input;
  createdBy: Actor;
  done: number;
  total: number | null;
  result: Result | null;
  /** For a person. */
  failure: string | null;
  attempts: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When its file goes, or has gone. */
  expiresAt: Date | null;
}

/** The right to work on a job: whoever has been silent for too long has lost it to another. */
export interface Lease {
  agencyId: string;
  id: string;
  lease: string;
}

const leaseSeconds = 20;
const attemptsMax = 5;
const fileDays = 7;

/** What the file of an upload that came to no end is kept for. */
const uploadHoursMax = 1;

const selectJob = `select agency_id as "agencyId", id, kind, state, input, created_by as "createdBy", done, total,
  result, failure, attempts, created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt",
  expires_at as "expiresAt" from job`;

/** Queues a job, and wakes those that may take it up. */
export async function queueJob(
  store: Store,
  { agencyId, actor }: Session,
  kind: JobKind,
  input: object,
  idempotency: Idempotency | null,
): Promise<string> {
  const queued = await once(store, agencyId, idempotency, async (manager) => {
    const id = newId();
    await manager.query(
      `insert into job (agency_id, id, kind, state, input, created_by) values ($1, $2, $3, 'QUEUED', $4, $5)`,
      [agencyId, id, kind, JSON.stringify(input), JSON.stringify(actor)],
    );
    return id;
  });
  store.wakeUp.announce();
  return queued;
}

/** The agency's jobs among these, by id. */
export async function jobsByIds(
  db: Queryable,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, Job>> {
  const { rows } = await db.query<Job>({
    name: 'jobs-by-ids',
    text: `${selectJob} where agency_id = $1 and id = any ($2) and state <> 'UPLOADING'`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The agency's jobs of a kind, the latest first. */
export async function listJobs(
  store: Store,
  agencyId: string,
  kind: JobKind,
  page: Page,
): Promise<Slice<{ node: Job; key: unknown[] }>> {
  const conditions = new Conditions()
    .and('agency_id = ?', agencyId)
    .and('kind = ?', kind)
    .and(`state <> 'UPLOADING'`);
  const order = { columns: [{ sql: 'id', type: 'uuid' }], descending: true };
  const slice = await fetchPage<Job>(store.of(agencyId), selectJob, conditions, order, page);
  return { ...slice, rows: slice.rows.map((node) => ({ node, key: [node.id] })) };
}

/** Whoever runs it stops within seconds; what an import has recorded by then stays. */
export function cancelJob(
  store: Store,
  { agencyId }: Session,
  kind: JobKind,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const [jobs] = await manager.query(
      `update job set state = case when state in ('QUEUED', 'RUNNING') then 'CANCELLED' else state end,
         finished_at = coalesce(finished_at, now()), expires_at = coalesce(expires_at, now())
       where agency_id = $1 and id = $2 and kind = $3 and state <> 'UPLOADING' returning state`,
      [agencyId, id, kind],
    );
    if (jobs.length === 0) throw refusal('NOT_FOUND', 'id', 'No job of this kind has this id.');
    if (jobs[0].state !== 'CANCELLED') throw refusal('JOB_FINISHED', 'id', 'The job has come to its end.');
    return id;
  });
}

/**
 * Takes up the job that has waited longest, or one whose worker has not been heard of; null where there is none. One
 * that has ended its worker again and again is given up.
 */
export async function claimJob(db: Queryable): Promise<(Job & Lease) | null> {
  await db.query(
    `update job set state = 'FAILED', failure = 'It was begun ${attemptsMax} times, and never came to its end.',
       finished_at = now(), expires_at = now()
     where state = 'RUNNING' and lease_until < now() and attempts >= ${attemptsMax}`,
  );
  const { rows } = await db.query<Job & Lease>({
    name: 'claim-job',
    text: `update job set state = 'RUNNING', lease = $1, lease_until = now() + interval '${leaseSeconds} s',
        attempts = attempts + 1, started_at = coalesce(started_at, now()), done = 0, total = null
      where (agency_id, id) = (
        select agency_id, id from job
        where state = 'QUEUED' and not_before <= now() or state = 'RUNNING' and lease_until < now()
        order by created_at limit 1 for update skip locked)
      returning agency_id as "agencyId", id, kind, state, input, created_by as "createdBy", done, total, result,
        failure, attempts, lease, created_at as "createdAt", started_at as "startedAt",
        finished_at as "finishedAt", expires_at as "expiresAt"`,
    values: [newId()],
  });
  return rows[0] ?? null;
}

const isHeld = `agency_id = $1 and id = $2 and lease = $3 and state = 'RUNNING'`;
const values = ({ agencyId, id, lease }: Lease) => [agencyId, id, lease];

/** Tells how far it is, and that somebody is at work; false where the lease is lost or the job cancelled. */
export async function keepJob(db: Queryable, lease: Lease, { done, total }: Progress): Promise<boolean> {
  const { rowCount } = await db.query(
    `update job set done = $4, total = $5, lease_until = now() + interval '${leaseSeconds} s' where ${isHeld}`,
    [...values(lease), done, total],
  );
  return rowCount === 1;
}

export interface Progress {
  done: number;
  total: number | null;
}

/** False where the lease is lost or the job cancelled, here and below. */
export async function finishJob(
  db: Queryable,
  lease: Lease,
  result: object,
  progress: Progress,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update job set state = 'DONE', result = $4, done = $5, total = $6, finished_at = now(),
       expires_at = now() + case when kind = 'EXPORT' then interval '${fileDays} days' else interval '0' end
     where ${isHeld}`,
    [...values(lease), JSON.stringify(result), progress.done, progress.total],
  );
  return rowCount === 1;
}

export async function failJob(db: Queryable, lease: Lease, failure: string): Promise<void> {
  await db.query(
    `update job set state = 'FAILED', failure = $4, finished_at = now(), expires_at = now() where ${isHeld}`,
    [...values(lease), failure],
  );
}

/** Puts a job back for another try; one that was only interrupted does not count as tried. */
export async function releaseJob(db: Queryable, lease: Lease, interrupted: boolean): Promise<void> {
  await db.query(
    `update job set lease = null, lease_until = null, attempts = attempts - $4,
       not_before = now() + (1 - $4) * attempts * interval '5 s',
       state = case when $4 = 0 and attempts >= ${attemptsMax} then 'FAILED' else 'QUEUED' end,
       failure = case when $4 = 0 and attempts >= ${attemptsMax} then 'Something went wrong here.' end,
       finished_at = case when $4 = 0 and attempts >= ${attemptsMax} then now() end,
       expires_at = case when $4 = 0 and attempts >= ${attemptsMax} then now() end
     where ${isHeld}`,
    [...values(lease), interrupted ? 1 : 0],
  );
}

/** Files of jobs that are over for good, and uploads that have come to no end. */
export async function dropFiles(db: Queryable): Promise<void> {
  await db.query(
    `with gone as (select agency_id, id from job where expires_at <= now() order by expires_at limit 100),
       dropped as (delete from job_chunk c using gone g where c.agency_id = g.agency_id and c.job_id = g.id)
     update job j set expires_at = null from gone g where j.agency_id = g.agency_id and j.id = g.id`,
  );
  await db.query(
    `with gone as (select agency_id, id from job where state = 'UPLOADING'
         and created_at < now() - interval '${uploadHoursMax} h' limit 100),
       dropped as (delete from job_chunk c using gone g where c.agency_id = g.agency_id and c.job_id = g.id)
     update job j set state = 'CANCELLED', finished_at = now() from gone g
     where j.agency_id = g.agency_id and j.id = g.id`,
  );
}
