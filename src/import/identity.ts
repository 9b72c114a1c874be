import type { Event } from '../domain/events';
import type { EntryCommand } from './entry';

/**
 * What makes an entry the one it is: two with the same identity are one. Of an attempt it is when it was
 * made, how and to whom; what came of it may be filled in later.
 */
export function identityOf(command: EntryCommand): string {
  switch (command.type) {
    case 'RecordContactAttempt': {
      const { attemptedAt, method, contactId, recipientRole } = command;
      return identity('ContactAttempted', attemptedAt, method, contactId ?? recipientRole);
    }
    case 'RecordResponse':
      return identity('ResponseReceived', command.receivedAt, command.method, command.response);
    case 'RecordInterview':
      return identity('InterviewHeld', command.startedAt);
    case 'ScheduleInterview':
      return identity('InterviewScheduled', command.startsAt);
    case 'CloseApplication':
      return identity('ApplicationClosed', command.closedAt, command.outcome);
  }
}

/** The identity of what an event records; null for events that no line leads to. */
export function identityOfEvent({ occurredAt, type, data }: Event): string | null {
  switch (type) {
    case 'ContactAttempted':
      return identity(type, occurredAt, data.method, data.contactId ?? data.recipientRole);
    case 'ResponseReceived':
      return identity(type, occurredAt, data.method, data.response);
    case 'InterviewHeld':
      return identity(type, data.startedAt);
    case 'InterviewScheduled':
      return identity(type, data.startsAt);
    case 'ApplicationClosed':
      return identity(type, occurredAt, data.outcome);
    default:
      return null;
  }
}

function identity(type: Event['type'], ...parts: (string | number | null)[]): string {
  return JSON.stringify([type, ...parts]);
}
