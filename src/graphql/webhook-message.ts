import type { EventType } from '../domain/events';
import type { DeliveryRow } from '../store/webhooks/deliveries';
import { toGlobalId } from './ids';

/** The type of the messages that tell of events of a type: ContactAttempted is `application.contact_attempted`. */
export function messageTypeOf(eventType: EventType): string {
  const words = eventType.replace(/^Application/, '').match(/[A-Z][a-z]+/g) as string[];
  return `application.${words.join('_').toLowerCase()}`;
}

/** The type of messages that tell of nothing. */
export const testMessageType = 'webhook.test';

type Told = Pick<DeliveryRow, 'messageId' | 'webhookId' | 'event' | 'createdAt'>;

export const messageType = ({ event }: Told) => (event ? messageTypeOf(event.type) : testMessageType);

/** As the header webhook-id gives it. */
export const messageId = ({ messageId }: Told) => `msg_${messageId.replaceAll('-', '')}`;

/**
 * What is sent: which event, in the ids of the API, and nothing of what it says, least of all names or notes. Whoever
 * is told asks the API. The same for every attempt.
 */
export function messageBody(delivery: Told): string {
  const { event, webhookId, createdAt } = delivery;
  const type = messageType(delivery);
  if (!event) {
    const data = { webhookId: toGlobalId('Webhook', webhookId) };
    return JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
  }
  return JSON.stringify({
    type,
    timestamp: event.recordedAt.toISOString(),
    data: {
      eventId: toGlobalId('Event', event.eventId),
      applicationId: toGlobalId('Application', event.applicationId),
      position: event.position,
      version: event.version,
      occurredAt: event.occurredAt.toISOString(),
      recordedAt: event.recordedAt.toISOString(),
      stage: event.stage,
    },
  });
}

/** What goes with every attempt, beside the signature. */
export function messageHeaders(delivery: Told, requestedAt: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Followline-Webhooks/1',
    'webhook-id': messageId(delivery),
    'webhook-timestamp': String(Math.floor(requestedAt.getTime() / 1000)),
  };
}
