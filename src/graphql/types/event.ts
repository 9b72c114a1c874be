import { Field, ID, Int, InterfaceType } from 'type-graphql';
import type { Fact } from '../../domain/events';
import type { EventView } from '../../store/queries/events';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Node } from './node';
import { Contact } from './people';

/** The data of an event of that type. */
type DataOf<T extends Fact['type']> = Extract<Fact, { type: T }>['data'];

@Needs('APPLICATIONS')
@InterfaceType({ implements: Node, description: 'Something that happened on an application. Immutable.' })
export abstract class Event implements Node {
  constructor(protected readonly event: EventView) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Event', this.event.eventId);
  }
  @Field(() => String, { description: 'The name of the object type.' }) get type() {
    return this.event.type;
  }
  @Field(() => String, {
    description: 'Its place in the agency’s log, without gap, in the order of recording.',
  })
  get position() {
    return this.event.position;
  }
  @Field(() => Int, { description: 'Its place in the application’s history, 1 for the submission.' })
  get version() {
    return this.event.version;
  }
  @Field(() => ID, { description: 'The application that it belongs to.' }) get applicationId() {
    return toGlobalId('Application', this.event.applicationId);
  }
  @Field(() => DateTime, { description: 'When it happened.' }) get occurredAt() {
    return this.event.occurredAt;
  }
  @Field(() => String, { description: 'Where it happened, IANA.' }) get timeZone() {
    return this.event.timeZone;
  }
  @Field(() => DateTime, { description: 'When it was recorded.' }) get recordedAt() {
    return this.event.recordedAt;
  }
  @Field(() => Actor, { description: 'Who recorded it.' }) get actor() {
    return this.event.actor;
  }
  @Field(() => ID, { nullable: true, description: 'The event that has corrected or retracted it.' })
  get supersededBy() {
    return this.event.supersededBy && toGlobalId('Event', this.event.supersededBy);
  }
}

/** An event of one type, with its data. */
export abstract class EventOf<T extends Fact['type']> extends Event {
  protected get data(): DataOf<T> {
    return this.event.data as DataOf<T>;
  }
}

export async function contactOf({ contacts }: Context, contactId: string | null): Promise<Contact | null> {
  const row = contactId ? await contacts.load(contactId) : null;
  return row && new Contact(row);
}

export async function contactsOf({ contacts }: Context, contactIds: string[]): Promise<Contact[]> {
  const rows = await Promise.all(contactIds.map((id) => contacts.load(id)));
  return rows.flatMap((row) => (row ? [new Contact(row)] : []));
}
