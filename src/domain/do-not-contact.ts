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
  const rootOf = new Map<string, string>();
  /** What stands, or stood before it was retracted, by the root. */
  const facts = new Map<string, SaidFact>();
  const asked = new Map<string, Omit<AskedByResponse, 'contactId'> & { said: SaidFact }>();
  for (const event of [...events].sort((one, other) => one.version - other.version)) {
    const { recordedAt, actor: recordedBy } = event;
    const fact = factOf(event);
    const corrects = event.type === 'EventCorrected' || event.type === 'EventRetracted';
    const eventId = corrects ? (rootOf.get(event.data.eventId) ?? event.eventId) : event.eventId;
    rootOf.set(event.eventId, eventId);
    if (fact) facts.set(eventId, fact);
    const before = asked.get(eventId);
    if (fact?.data.response === 'DO_NOT_CONTACT') {
      const { note } = fact.data;
      const told = { eventId, saidAt: saidAt(fact), note, recordedBy, recordedAt };
      asked.set(eventId, { ...told, said: fact, withdrawal: null });
    } else if (before && corrects && before.withdrawal === null) {
      const withdrawal = { at: recordedAt, by: recordedBy, reason: event.data.reason };
      asked.set(eventId, { ...before, withdrawal });
    }
  }
  return [...asked.values()].map(({ said, ...one }) => ({ ...one, contactId: contactOf(said, facts) }));
}

type SaidFact = (ContactAttempted | ResponseReceived) & { occurredAt: Instant };

/** What an event says of an attempt or a response: its own, or what takes the place of another's. */
function factOf(event: Event): SaidFact | null {
  if (event.type === 'EventCorrected') return event.data.replacement;
  return event.type === 'ContactAttempted' || event.type === 'ResponseReceived' ? event : null;
}

/** A response that names nobody comes from whom the attempt went to that it answers. */
function contactOf(fact: SaidFact, facts: ReadonlyMap<string, SaidFact>): string | null {
  const answered = fact.type === 'ResponseReceived' ? facts.get(fact.data.attemptId ?? '') : undefined;
  return fact.data.contactId ?? answered?.data.contactId ?? null;
}

function saidAt(fact: SaidFact): Instant {
  return (fact.type === 'ContactAttempted' ? fact.data.respondedAt : null) ?? fact.occurredAt;
}
