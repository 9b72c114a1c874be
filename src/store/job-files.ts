import type { Queryable } from './data-source';
import type { Lease } from './jobs';

/** Makes room for the file of an export that begins anew. */
export async function clearFile(db: Queryable, { agencyId, id }: Lease): Promise<void> {
  await db.query('delete from job_chunk where agency_id = $1 and job_id = $2', [agencyId, id]);
}

/** Adds a part to the file of a job; false where whoever does has lost its lease, or the job is cancelled. */
export async function addChunk(
  db: Queryable,
  { agencyId, id, lease }: Lease,
  number: number,
  content: Buffer,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with held as (
       select agency_id, id from job
       where agency_id = $1 and id = $2 and lease = $3 and state = 'RUNNING' for update)
     insert into job_chunk (agency_id, job_id, number, content) select agency_id, id, $4, $5 from held`,
    [agencyId, id, lease, number, content],
  );
  return rowCount === 1;
}

/** The file of a job, part by part: only one of them is held at a time. */
export async function* readFile(db: Queryable, agencyId: string, jobId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const { rows } = await db.query<{ content: Buffer }>({
      name: 'job-chunk',
      text: 'select content from job_chunk where agency_id = $1 and job_id = $2 and number = $3',
      values: [agencyId, jobId, number],
    });
    if (!rows[0]) return;
    yield rows[0].content;
  }
}
