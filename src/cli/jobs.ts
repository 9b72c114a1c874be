import { setTimeout as sleep } from 'node:timers/promises';
import type { Attributes } from '@opentelemetry/api';
import type { Logger } from '../http/log';
import type { Store } from '../store/data-source';
import {
  claimJob,
  dropFiles,
  failJob,
  finishJob,
  type Job,
  type JobKind,
  keepJob,
  type Lease,
  type Progress,
  releaseJob,
} from '../store/jobs';
import { inSpan } from '../store/spans';

const lookAgainMilliseconds = 5_000;
/** However often it is woken. */
const lookAgainMillisecondsMin = 500;
const keepMilliseconds = 2_000;
const dropMilliseconds = 60_000;

/** What cannot be done however often it is tried; the message is for whoever has asked for it. */
export class JobFailure extends Error {
  override name = 'JobFailure';
}

/** Does a job from its beginning, and answers its result. It tells how far it is, and ends soon once it is to stop. */
export type Run = (job: Job & Lease, progress: Progress, stopping: AbortSignal) => Promise<object>;

export type Runs = Readonly<Record<JobKind, Run>>;

export interface Jobs {
  /** Resolves once nothing of it runs any more; what was under way goes back into the queue. */
  stop(): Promise<void>;
}

/** Does jobs in the background, one at a time: its own and those of other processes on the database alike. */
export function startJobs(store: Store, log: Logger, runs: Runs): Jobs {
  const stopping = new AbortController();
  const running = keepWorking(store, log, runs, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function keepWorking(store: Store, log: Logger, runs: Runs, stopping: AbortSignal): Promise<void> {
  let woken = new AbortController();
  const unsubscribe = store.wakeUp.subscribe(() => woken.abort());
  let droppedAt = Number.NEGATIVE_INFINITY;
  while (!stopping.aborted) {
    woken = new AbortController();
    try {
      const job = await claimJob(store.everyAgency);
      if (job) {
        await work(store, log, runs[job.kind], job, stopping);
        continue;
      }
      if (performance.now() - droppedAt > dropMilliseconds) {
        droppedAt = performance.now();
        await dropFiles(store.everyAgency);
      }
    } catch (error) {
      if (!stopping.aborted) log.error({ error }, 'Looking for jobs failed; it is tried again');
    }
    await pause(lookAgainMillisecondsMin, stopping);
    await pause(lookAgainMilliseconds, AbortSignal.any([stopping, woken.signal]));
  }
  await unsubscribe();
}

async function work(
  store: Store,
  log: Logger,
  run: Run,
  job: Job & Lease,
  stopping: AbortSignal,
): Promise<void> {
  const progress: Progress = { done: 0, total: null };
  const lost = new AbortController();
  const keeping = setInterval(() => {
    keepJob(store.of(job.agencyId), job, progress).then(
      (isOurs) => isOurs || lost.abort(),
      // Without the database nothing goes on, and the lease runs out.
      () => undefined,
    );
  }, keepMilliseconds);
  const told = { jobId: job.id, kind: job.kind };
  try {
    log.info({ ...told, attempt: job.attempts }, 'Job begun');
    await inSpan('job', { attributes: attributesOf(job) }, async () => {
      const result = await run(job, progress, AbortSignal.any([stopping, lost.signal]));
      if (await finishJob(store.of(job.agencyId), job, result, progress)) log.info(told, 'Job done');
    });
  } catch (error) {
    if (error instanceof JobFailure) {
      await failJob(store.of(job.agencyId), job, error.message);
      log.info(told, 'Job failed');
    } else if (!lost.signal.aborted) {
      if (!stopping.aborted) log.error({ ...told, error }, 'Job broken off; it is tried again');
      await releaseJob(store.of(job.agencyId), job, stopping.aborted);
    }
  } finally {
    clearInterval(keeping);
  }
}

function attributesOf({ kind, agencyId, id }: Job): Attributes {
  return { 'followline.job_kind': kind, 'followline.agency_id': agencyId, 'followline.job_id': id };
}

async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
}
