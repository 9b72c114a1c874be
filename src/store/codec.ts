import type { Actor, Event, Fact } from '../domain/events';
import type { Instant, TimeZone } from '../domain/instant';

/** An event with its place in the agency's log. */
export type StoredEvent = Event & { applicationId: string; position: string };

/** An event as `event_json` in the database gives it. */
export interface EventJson {
  eventId: string;
  applicationId: string;
  position: string;
  version: number;
  type: Fact['type'];
  schemaVersion: 1;
  occurredAt: Instant;
  recordedAt: Instant;
  timeZone: TimeZone;
  actor: Actor;
  data: unknown;
}

/** In stored data these hold an instant, as RFC 3339, so that the record can be read without the program. */
const isInstantKey = (key: string) => key.endsWith('At') || key === 'until';

/** The data of an event as it is stored. */
export function encodeData(data: unknown): unknown {
  return mapInstants(data, (value) => (typeof value === 'number' ? new Date(value).toISOString() : value));
}

/** The event that was stored. */
export function decodeEvent(json: EventJson): StoredEvent {
  const data = mapInstants(json.data, (value) => (typeof value === 'string' ? Date.parse(value) : value));
  return { ...json, data } as StoredEvent;
}

function mapInstants(value: unknown, change: (instant: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapInstants(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      isInstantKey(key) ? change(item) : mapInstants(item, change),
    ]),
  );
}
