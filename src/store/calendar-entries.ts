import type { Instant } from '../domain/instant';
import { toRfc3339 } from '../domain/instant';
import type { Action } from '../domain/recommendation/recommend';
import type { Queryable, Store } from './data-source';
import { whileLocked } from './lock';

/** Something that is to be done on an application of a member, when it can next be done. */
export interface DueAction {
  applicationId: string;
  /** From when, without a break, it is recommended as it is. */
  from: Instant;
  action: Action;
  candidateName: string;
  positionTitle: string;
  employerName: string;
  recipientName: string | null;
}

export const dueActionsMax = 250;

/**
 * What is to be done on the applications that a member looks after, now and until a moment ahead, what is due first
 * first. What is put forward by one rule on the same events is one matter, however it turns out if nobody takes it up:
 * of each matter only what comes first is told, since the rest is what comes of leaving that undone.
 */
export async function dueActions(
  store: Store,
  agencyId: string,
  memberId: string,
  at: Instant,
  until: Instant,
): Promise<DueAction[]> {
  // The recipient is a column of its own: computed in the condition, it would be compared with every person of the agency.
  const { rows } = await store.of(agencyId).query<DueAction>({
    name: 'due-actions',
    text: `select d.application_id as "applicationId", (extract(epoch from d.from_at) * 1000)::float8 as "from",
        d.action, c.name as "candidateName", j.title as "positionTitle", e.name as "employerName",
        k.name as "recipientName"
      from (
        select a.candidate_id, a.job_posting_id, a.employer_id, p.application_id, p.from_at, p.place, p.action,
          (p.action #>> '{recipient,contactId}')::uuid as contact_id, rank() over (partition by p.application_id, p.action #> '{because,0,rule}',
            p.action #> '{because,0,events}' order by p.from_at) as turn
        from application a
        join planned_action p on p.agency_id = a.agency_id and p.application_id = a.id
        where a.agency_id = $1 and a.assignee_id = $2 and p.rank is not null
          and (p.until_at is null or p.until_at > $3::timestamptz) and p.from_at < $4::timestamptz) d
      join candidate c on c.agency_id = $1 and c.id = d.candidate_id
      join job_posting j on j.agency_id = $1 and j.id = d.job_posting_id
      join employer e on e.agency_id = $1 and e.id = d.employer_id
      left join contact k on k.agency_id = $1 and k.id = d.contact_id
      where d.turn = 1
      order by coalesce(d.action -> 'dueAt', d.action -> 'opensAt')::float8, d.application_id, d.place
      limit ${dueActionsMax}`,
    values: [agencyId, memberId, toRfc3339(at), toRfc3339(until)],
  });
  return rows;
}

/** An entry of a calendar, and the digest of all that is told of it. */
export interface Told {
  uid: string;
  digest: Buffer;
}

/** How often an entry has changed since it was first told, and when it last did. */
export interface Stamp {
  sequence: number;
  modifiedAt: Instant;
}

/** The stamp of each entry by its uid, as of what the feed tells now. Nothing is written where nothing has changed. */
export async function stampEntries(
  store: Store,
  agencyId: string,
  feedId: string,
  entries: readonly Told[],
): Promise<Map<string, Stamp>> {
  const known = await readStamps(store.of(agencyId), agencyId, feedId);
  const changed = entries.filter(({ uid, digest }) => !known.get(uid)?.digest.equals(digest));
  if (changed.length === 0 && known.size === entries.length) return known;
  const lock = async (db: Queryable) => {
    await db.query('select from calendar_feed where agency_id = $1 and id = $2 for no key update', [
      agencyId,
      feedId,
    ]);
  };
  return whileLocked(store, agencyId, lock, async (db) => {
    await db.query('delete from calendar_entry where agency_id = $1 and feed_id = $2 and uid <> all ($3)', [
      agencyId,
      feedId,
      entries.map(({ uid }) => uid),
    ]);
    await db.query(
      `insert into calendar_entry as e (agency_id, feed_id, uid, digest)
       select $1, $2, told.* from unnest($3::text[], $4::bytea[]) told
       on conflict (agency_id, feed_id, uid) do update
       set digest = excluded.digest, sequence = e.sequence + 1, modified_at = now()
       where e.digest <> excluded.digest`,
      [agencyId, feedId, changed.map(({ uid }) => uid), changed.map(({ digest }) => digest)],
    );
    return readStamps(db, agencyId, feedId);
  });
}

async function readStamps(
  db: Queryable,
  agencyId: string,
  feedId: string,
): Promise<Map<string, Stamp & Told>> {
  const { rows } = await db.query<Stamp & Told>({
    name: 'calendar-entries',
    text: `select uid, digest, sequence, (extract(epoch from modified_at) * 1000)::float8 as "modifiedAt"
      from calendar_entry where agency_id = $1 and feed_id = $2`,
    values: [agencyId, feedId],
  });
  return new Map(rows.map((row) => [row.uid, row]));
}
