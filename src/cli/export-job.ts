import { exportLines } from '../http/exports/lines';
import { heading, textOf } from '../http/exports/text';
import type { Store } from '../store/data-source';
import { countExported, type ExportFormat, type ExportInput } from '../store/exports';
import { addChunk, clearFile } from '../store/job-files';
import type { Lease } from '../store/jobs';
import type { Run } from './jobs';

const chunkBytes = 1024 * 1024;

/** Makes the file of an export and keeps it in the database, where every process finds it. */
export function exportJob(store: Store): Run {
  return async (job, progress, stopping) => {
    const input = job.input as ExportInput & { format: ExportFormat };
    const { kind, format } = input;
    progress.total = await countExported(store, job.agencyId, input);
    await clearFile(store.of(job.agencyId), job);
    const file = new File(store, job);
    await file.write(heading(kind, format));
    for await (const { lines, applications } of exportLines(store, job.agencyId, input)) {
      stopping.throwIfAborted();
      await file.write(textOf(kind, format, lines));
      file.rows += lines.length;
      progress.done += applications;
    }
    await file.flush();
    return { rowCount: file.rows, bytes: file.bytes };
  };
}

class File {
  rows = 0;
  bytes = 0;
  private parts: Buffer[] = [];
  private waiting = 0;
  private number = 0;

  constructor(
    private readonly store: Store,
    private readonly lease: Lease,
  ) {}

  async write(text: string): Promise<void> {
    const part = Buffer.from(text);
    this.parts.push(part);
    this.waiting += part.length;
    this.bytes += part.length;
    if (this.waiting >= chunkBytes) await this.flush();
  }

  async flush(): Promise<void> {
    const chunk = Buffer.concat(this.parts);
    this.parts = [];
    this.waiting = 0;
    if (!(await addChunk(this.store.of(this.lease.agencyId), this.lease, this.number++, chunk)))
      throw new Error('The job is not ours any more.');
  }
}
