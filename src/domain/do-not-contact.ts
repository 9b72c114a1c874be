import type { Actor, ContactAttempted, Event, ResponseReceived } from './events';
import type { Instant } from './instant';

/** That somebody asked, by a response on an application, not to be contacted; what was asked stays. */
export interface AskedByResponse {
  /** The event that recorded it, whatever has been corrected since. */
  eventId: string;
  /** Null: the employer as a whole. */
  contactId: string | null;
  saidAt: Instant;
  note: string | null;
  recordedBy: Actor;
  recordedAt: Instant;
  /** By the event that retracted it, or corrected it to something else. */
  withdrawal: { at: Instant; by: Actor; reason: string } | null;
}

/** Everything of the kind in the history of one application, whether it stands or not, by the time of recording. */
export function askedByResponses(events: readonly Event[]): AskedByResponse[] {
  const asked = new Map<string, AskedByResponse>();
  const rootOf = new Map<string, string>();
  const contactOf = new Map<string, string | null>();
  for (const event of [...events].sort((one, other) => one.version - other.version)) {
    const { recordedAt, actor } = event;
    const fact = factOf(event);
    const corrects = event.type === 'EventCorrected' || event.type === 'EventRetracted';
    const root = corrects ? (rootOf.get(event.data.eventId) ?? event.eventId) : event.eventId;
    rootOf.set(event.eventId, root);
    if (fact) contactOf.set(root, contactIn(fact, contactOf));
    const before = asked.get(root);
    if (fact?.data.response === 'DO_NOT_CONTACT') {
      asked.set(root, {
        eventId: root,
        contactId: contactOf.get(root) ?? null,
        saidAt: saidAt(fact),
        note: fact.data.note,
        recordedBy: actor,
        recordedAt,
        withdrawal: null,
      });
    } else if (before && corrects) {
      const withdrawal = { at: recordedAt, by: actor, reason: event.data.reason };
      asked.set(root, { ...before, withdrawal: before.withdrawal ?? withdrawal });
    }
  }
  return [...asked.values()];
}

type SaidFact = (ContactAttempted | ResponseReceived) & { occurredAt: Instant };

/** What an event says of an attempt or a response: its own, or what takes the place of another's. */
function factOf(event: Event): SaidFact | null {
  if (event.type === 'EventCorrected') return event.data.replacement;
  return event.type === 'ContactAttempted' || event.type === 'ResponseReceived' ? event : null;
}

/** A response that names nobody comes from whom the attempt went to that it answers. */
function contactIn(fact: SaidFact, contactOf: ReadonlyMap<string, string | null>): string | null {
  const attempted = fact.type === 'ResponseReceived' ? (fact.data.attemptId ?? '') : '';
  return fact.data.contactId ?? contactOf.get(attempted) ?? null;
}

function saidAt(fact: SaidFact): Instant {
  return (fact.type === 'ContactAttempted' ? fact.data.respondedAt : null) ?? fact.occurredAt;
}
