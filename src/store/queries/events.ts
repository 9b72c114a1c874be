import type { EventType } from '../../domain/events';
import { type Instant, toRfc3339 } from '../../domain/instant';
import { decodeEvent, type EventJson, type StoredEvent } from '../codec';
import type { Store } from '../data-source';
import { Conditions, fetchPage, type Page, type Slice } from './keyset';

/** An event with the one that has corrected or retracted it, if any. */
export type EventView = StoredEvent & { supersededBy: string | null };

export interface EventFilter {
  applicationId?: string | null;
  types?: EventType[] | null;
  /** Only what was known then. */
  asOf?: Instant | null;
}

const selectEvent = (asOf: string) => `
  select event_json(e) as event,
    (select s.event_id from event s where s.agency_id = e.agency_id and s.application_id = e.application_id
      and s.version > e.version and s.type in ('EventCorrected', 'EventRetracted')
      and s.data ->> 'eventId' = e.event_id::text ${asOf} limit 1) as "supersededBy",
    json_build_array(e.position::text) as key
  from event e`;

interface EventRow {
  event: EventJson;
  supersededBy: string | null;
  key: unknown[];
}

/** Events in the order in which they were recorded; of one application, that is the order of its versions. */
export async function listEvents(
  store: Store,
  agencyId: string,
  filter: EventFilter,
  page: Page,
): Promise<Slice<{ node: EventView; key: unknown[] }>> {
  const conditions = new Conditions();
  let knownThen = '';
  if (filter.asOf != null) {
    conditions.and('e.recorded_at <= ?::timestamptz', toRfc3339(filter.asOf));
    knownThen = 'and s.recorded_at <= $1::timestamptz';
  }
  conditions.and('e.agency_id = ?', agencyId);
  if (filter.applicationId) conditions.and('e.application_id = ?', filter.applicationId);
  if (filter.types) conditions.and('e.type = any (?)', filter.types);
  const order = { columns: [{ sql: 'e.position', type: 'bigint' }], descending: false };
  const slice = await fetchPage<EventRow>(
    store.of(agencyId),
    selectEvent(knownThen),
    conditions,
    order,
    page,
  );
  return { ...slice, rows: slice.rows.map((row) => ({ node: toView(row), key: row.key })) };
}

/** The agency's events among these, by id. */
export async function eventsByIds(
  store: Store,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, EventView>> {
  const { rows } = await store.of(agencyId).query<EventRow>({
    name: 'events-by-ids',
    text: `${selectEvent('')} where e.agency_id = $1 and e.event_id = any ($2)`,
    values: [agencyId, ids],
  });
  return new Map(rows.map((row) => [row.event.eventId, toView(row)]));
}

function toView({ event, supersededBy }: EventRow): EventView {
  return { ...decodeEvent(event), supersededBy };
}
