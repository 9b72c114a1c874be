import type { Store } from '../../src/store/data-source';
import { verify } from '../../src/store/verify';

export interface LoggedEvent {
  position: number;
  applicationId: string;
  version: number;
  eventId: string;
}

/** An agency's events in the order of the log. */
export async function logOf({ everyAgency }: Store, agencyId: string): Promise<LoggedEvent[]> {
  const { rows } = await everyAgency.query<LoggedEvent>(
    `select position::float8 as position, application_id as "applicationId", version, event_id as "eventId"
     from event where agency_id = $1 order by position`,
    [agencyId],
  );
  return rows;
}

/** 1, 2, 3 … */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** No problem is found, no position is missing, and each of the acknowledged events is there once. */
export async function expectSound(store: Store, agencyId: string, acknowledged: string[]): Promise<void> {
  expect((await verify(store)).problems).toEqual([]);
  const log = await logOf(store, agencyId);
  expect(log.map(({ position }) => position)).toEqual(upTo(log.length));
  const recorded = new Set(log.map(({ eventId }) => eventId));
  expect(recorded.size).toBe(log.length);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(acknowledged.filter((eventId) => !recorded.has(eventId))).toEqual([]);
}

const tables = [
  ...['agency', 'api_key', 'policy', 'candidate', 'employer', 'contact', 'job_posting', 'agency_log'],
  ...['application', 'event', 'planned_action', 'do_not_contact', 'do_not_contact_request', 'command'],
  ...['calendar_feed', 'calendar_entry', 'webhook', 'webhook_delivery', 'webhook_attempt'],
  ...['job', 'job_chunk', 'import_refusal'],
];

/** All that is stored, as one digest a table: what has been changed by nothing is the same before and after. */
export async function contents({ everyAgency }: Store): Promise<Record<string, string>> {
  const digests = tables.map(
    (table) => `(select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from ${table} t)
      as ${table}`,
  );
  const { rows } = await everyAgency.query(`select ${digests.join(', ')}`);
  return rows[0];
}
