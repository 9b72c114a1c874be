import type { Actor } from '../../domain/events';
import { type Instant, toRfc3339 } from '../../domain/instant';
import type { ContactMethod } from '../../domain/vocabulary';
import type { Store } from '../data-source';

/** An attempt towards a person, by anybody at the agency. */
export interface Reached {
  applicationId: string;
  attemptedAt: Instant;
  method: ContactMethod;
  presses: boolean;
  attemptedBy: Actor;
}

/** A person, and the moment before which is looked. */
export interface PersonAt {
  contactId: string;
  at: Instant;
}

const reachedMax = 20;

/**
 * For each person who of the agency has turned to them in the 7 days before a moment, on whatever
 * application, the latest first, at most 20.
 */
export async function reachedRecently(
  store: Store,
  agencyId: string,
  asked: readonly PersonAt[],
): Promise<Reached[][]> {
  const { rows } = await store.of(agencyId).query<{ reached: Reached[] | null }>({
    name: 'reached-recently',
    text: `select (select json_agg(json_build_object('applicationId', t.application_id,
        'attemptedAt', (extract(epoch from t.attempted_at) * 1000)::bigint, 'method', t.method,
        'presses', t.presses, 'attemptedBy', t.attempted_by) order by t.attempted_at desc, t.attempt_id desc)
      from (select * from person_attempt p
        where p.agency_id = $1 and p.contact_id = asked.contact_id
          and p.attempted_at between asked.at - interval '168 hours' and asked.at
        order by p.attempted_at desc, p.attempt_id desc limit ${reachedMax}) t) as reached
      from unnest($2::uuid[], $3::timestamptz[]) with ordinality as asked(contact_id, at, place)
      order by asked.place`,
    values: [agencyId, asked.map(({ contactId }) => contactId), asked.map(({ at }) => toRfc3339(at))],
  });
  return rows.map(({ reached }) => reached ?? []);
}
