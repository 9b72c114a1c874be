import { createHash, randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { refusal } from '../domain/errors';
import type { Idempotency } from './append';
import type { Store } from './data-source';
import { CalendarFeedRow, MemberRow } from './entities';
import type { Session } from './prepare';
import { once } from './reference';

/** A feed as whoever knows its secret finds it. */
export interface CalendarFeed {
  agencyId: string;
  id: string;
  memberId: string;
  name: string;
  /** The agency's. */
  timeZone: string;
}

export interface CreatedFeed {
  id: string;
  /** Shown this once: null where a repeated request is answered. */
  secret: string | null;
}

/** Only this is stored of a secret: it is long and random, so a plain digest cannot be searched. */
const digest = (secret: string) => createHash('sha256').update(secret).digest();

/** A new feed of a member; `name` null is that of the member. */
export async function createCalendarFeed(
  store: Store,
  { agencyId }: Session,
  { memberId, name }: { memberId: string; name: string | null },
  idempotency: Idempotency | null,
): Promise<CreatedFeed> {
  const created = { id: newId(), secret: randomBytes(24).toString('base64url') };
  const id = await once(store, agencyId, idempotency, async (manager) => {
    const member = await manager.findOneBy(MemberRow, { agencyId, id: memberId });
    if (!member) throw refusal('NOT_FOUND', 'memberId', 'No member has this id.');
    await manager.insert(CalendarFeedRow, {
      ...{ agencyId, id: created.id, memberId },
      name: name ?? `Next steps of ${member.name}`,
      secretHash: digest(created.secret),
    });
    return created.id;
  });
  return id === created.id ? created : { id, secret: null };
}

/** From now on it answers as one that never was. One that is revoked already stays as it is. */
export function revokeCalendarFeed(
  store: Store,
  { agencyId }: Session,
  id: string,
  idempotency: Idempotency | null,
): Promise<string> {
  return once(store, agencyId, idempotency, async (manager) => {
    const [, found] = await manager.query(
      'update calendar_feed set revoked_at = coalesce(revoked_at, now()) where agency_id = $1 and id = $2',
      [agencyId, id],
    );
    if (found === 0) throw refusal('NOT_FOUND', 'id', 'No calendar feed has this id.');
    return id;
  });
}

/** The feed with this secret, noting that it was fetched; null for one that is unknown or revoked. */
export async function feedBySecret({ everyAgency }: Store, secret: string): Promise<CalendarFeed | null> {
  const { rows } = await everyAgency.query<CalendarFeed>({
    name: 'calendar-feed-by-secret',
    text: `with fetched as (
        update calendar_feed set last_fetched_at = now() where secret_hash = $1 and revoked_at is null
          and (last_fetched_at is null or last_fetched_at < now() - interval '1 minute'))
      select f.agency_id as "agencyId", f.id, f.member_id as "memberId", f.name, g.time_zone as "timeZone"
      from calendar_feed f join agency g on g.id = f.agency_id
      where f.secret_hash = $1 and f.revoked_at is null`,
    values: [digest(secret)],
  });
  return rows[0] ?? null;
}
