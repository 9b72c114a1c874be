import { v7 as newId } from 'uuid';
import type { Queryable, Store } from './data-source';
import type { Lease } from './jobs';
import type { Session } from './prepare';
import { Conditions, fetchPage, type Page, type Slice } from './queries/keyset';

const chunkBytes = 1024 * 1024;

/** Lines beyond are counted, but not told one by one. */
export const refusalsMax = 10_000;

/** Something about a line of a file that was not imported. */
export interface Refusal {
  line: number;
  /** The title of the column; null where it is the line as a whole. */
  column: string | null;
  message: string;
}

/**
 * Keeps a file as it comes and queues the job that imports it; what breaks off is queued by nobody, and goes after a
 * while. Only a part of it is held at a time.
 */
export async function receiveImport(
  store: Store,
  { agencyId, actor }: Session,
  input: object,
  content: AsyncIterable<Buffer>,
): Promise<string> {
  const id = newId();
  const db = store.of(agencyId);
  await db.query(
    `insert into job (agency_id, id, kind, state, input, created_by) values ($1, $2, 'IMPORT', 'UPLOADING', $3, $4)`,
    [agencyId, id, JSON.stringify(input), JSON.stringify(actor)],
  );
  let number = 0;
  for await (const chunk of inChunks(content)) {
    await db.query('insert into job_chunk (agency_id, job_id, number, content) values ($1, $2, $3, $4)', [
      agencyId,
      id,
      number++,
      chunk,
    ]);
  }
  await db.query(`update job set state = 'QUEUED' where agency_id = $1 and id = $2 and state = 'UPLOADING'`, [
    agencyId,
    id,
  ]);
  store.wakeUp.announce();
  return id;
}

async function* inChunks(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length < chunkBytes) continue;
    yield Buffer.concat(parts);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts);
}

/** Keeps what was refused, in place of what an earlier attempt has found; the first of it, if it is very much. */
export async function keepRefusals(
  db: Queryable,
  { agencyId, id, lease }: Lease,
  refused: readonly Refusal[],
): Promise<void> {
  await db.query('delete from import_refusal where agency_id = $1 and job_id = $2', [agencyId, id]);
  const kept = refused.slice(0, refusalsMax);
  await db.query(
    `insert into import_refusal (agency_id, job_id, number, line, column_title, message)
     select j.agency_id, j.id, r.number, r.line, r.title, r.message
     from job j, unnest($4::integer[], $5::text[], $6::text[]) with ordinality r (line, title, message, number)
     where j.agency_id = $1 and j.id = $2 and j.lease = $3`,
    [
      agencyId,
      id,
      lease,
      kept.map(({ line }) => line),
      kept.map(({ column }) => column),
      kept.map(({ message }) => message),
    ],
  );
}

/** In the order of the file. */
export async function listRefusals(
  store: Store,
  agencyId: string,
  jobId: string,
  page: Page,
): Promise<Slice<{ node: Refusal; key: unknown[] }>> {
  const conditions = new Conditions().and('agency_id = ?', agencyId).and('job_id = ?', jobId);
  const order = { columns: [{ sql: 'number', type: 'integer' }], descending: false };
  const select = 'select number, line, column_title as "column", message from import_refusal';
  const slice = await fetchPage<Refusal & { number: number }>(
    store.of(agencyId),
    select,
    conditions,
    order,
    page,
  );
  return { ...slice, rows: slice.rows.map(({ number, ...node }) => ({ node, key: [number] })) };
}
