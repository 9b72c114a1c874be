import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import type { ImportInput } from '../http/import-route';
import type { Store } from '../store/data-source';
import { keepRefusals } from '../store/import-files';
import type { Progress } from '../store/jobs';
import type { ImportDone, ImportMessage, ImportTask } from './import-thread';
import { JobFailure, type Run } from './jobs';

/** A file as large as they may be takes less than half of it. */
const heapMegabytesMax = 1024;

/**
 * Imports a file in a thread of its own. That may be ended at any moment: all that it records has a key made of its
 * content, so whoever begins anew completes it and doubles nothing.
 */
export function importJob(store: Store, connection: PoolConfig): Run {
  return async (job, progress, stopping) => {
    const { agencyId, id: jobId } = job;
    const task = { connection, agencyId, jobId, input: job.input as ImportInput };
    const { result, refused } = await inThread(task, progress, stopping);
    await keepRefusals(store.of(agencyId), job, refused);
    return result;
  };
}

function inThread(workerData: ImportTask, progress: Progress, stopping: AbortSignal): Promise<ImportDone> {
  const worker = new Worker(join(__dirname, 'import-thread.js'), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  });
  const stop = () => void worker.terminate();
  stopping.addEventListener('abort', stop);
  return new Promise<ImportDone>((resolve, reject) => {
    worker.on('message', (message: ImportMessage) => {
      if ('progress' in message) Object.assign(progress, message.progress);
      else if ('done' in message) resolve(message.done);
      else reject(new JobFailure(message.failure));
    });
    worker.on('error', (error: Error & { code?: string }) => {
      const isTooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isTooLarge ? new JobFailure('The file is too large to be imported at once: split it.') : error);
    });
    worker.on('exit', () => reject(new Error('The thread of the import has ended.')));
  }).finally(() => stopping.removeEventListener('abort', stop));
}
