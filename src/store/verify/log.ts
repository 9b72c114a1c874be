import type { Queryable } from '../data-source';
import type { Report } from './problems';

const batchSize = 10_000;

interface Batch {
  count: number;
  lastPosition: string;
  head: Buffer;
  faults: { position: string; isGap: boolean; isForged: boolean }[] | null;
}

/**
 * Positions come without gap from 1, each event is chained to the one before, and the last is the log's
 * head. Answers how many events there are.
 */
export async function verifyLog(db: Queryable, agencyId: string, report: Report): Promise<number> {
  let count = 0;
  let position = '0';
  let head: Buffer = Buffer.alloc(0);
  for (let isFull = true; isFull; ) {
    const batch = await chained(db, agencyId, position, head);
    for (const fault of batch.faults ?? []) {
      if (fault.isGap) report(`events are missing before position ${fault.position}.`);
      if (fault.isForged) report(`the event at position ${fault.position} does not match its hash.`);
    }
    if (batch.count > 0) [position, head] = [batch.lastPosition, batch.head];
    count += batch.count;
    isFull = batch.count === batchSize;
  }
  const { rows } = await db.query<{ lastPosition: string; head: Buffer }>({
    text: 'select last_position::text as "lastPosition", head from agency_log where agency_id = $1',
    values: [agencyId],
  });
  if (rows[0]?.lastPosition !== position || !rows[0].head.equals(head)) {
    report(`the last event, at position ${position}, is not the one that the log ends with.`);
  }
  return count;
}

/** The events after a position, each compared with the hash that follows from it and the one before. */
async function chained(db: Queryable, agencyId: string, after: string, head: Buffer): Promise<Batch> {
  const { rows } = await db.query<Batch>({
    name: 'verify-log',
    text: `
      with linked as materialized (
        select e.position, e.hash, lag(e.position, 1, $2::bigint) over log as previous,
          event_hash(lag(e.hash, 1, $3::bytea) over log, e) as computed
        from event e where e.agency_id = $1 and e.position > $2
        window log as (order by e.position) order by e.position limit $4)
      select count(*)::integer as count, max(position)::text as "lastPosition",
        (select hash from linked order by position desc limit 1) as head,
        json_agg(json_build_object('position', position::text, 'isGap', position <> previous + 1,
          'isForged', hash <> computed) order by position)
          filter (where position <> previous + 1 or hash <> computed) as faults
      from linked`,
    values: [agencyId, after, head, batchSize],
  });
  return rows[0] as Batch;
}
