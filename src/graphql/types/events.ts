import { Ctx, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Fact, PostingFacts } from '../../domain/events';
import type { Instant, LocalDate } from '../../domain/instant';
import {
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from '../../domain/vocabulary';
import type { CandidateRow, JobPostingRow } from '../../store/entities';
import type { EventView } from '../../store/queries/events';
import type { Context } from '../context';
import { EventTypeName } from '../enums';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { DateTime, LocalDateScalar } from '../scalars';
import { Actor } from './actor';
import { Node } from './node';
import { Candidate, Contact, JobPosting } from './people';

/** The data of an event of that type. */
type DataOf<T extends Fact['type']> = Extract<Fact, { type: T }>['data'];

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
abstract class EventOf<T extends Fact['type']> extends Event {
  protected get data(): DataOf<T> {
    return this.event.data as DataOf<T>;
  }
}

async function contactOf({ contacts }: Context, contactId: string | null): Promise<Contact | null> {
  const row = contactId ? await contacts.load(contactId) : null;
  return row && new Contact(row);
}

async function contactsOf({ contacts }: Context, contactIds: string[]): Promise<Contact[]> {
  const rows = await Promise.all(contactIds.map((id) => contacts.load(id)));
  return rows.flatMap((row) => (row ? [new Contact(row)] : []));
}

@ObjectType({ simpleResolvers: true, description: 'What a job posting says.' })
export class PostingInstructions {
  @Field(() => Boolean, { nullable: true, description: 'No phone calls.' }) noPhoneCalls?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'No follow-up.' }) noFollowUp?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Only qualified applicants are contacted.' })
  onlyQualifiedContacted?: boolean;
  @Field(() => String, { nullable: true, description: 'General address.' }) generalEmail?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Taken down since.' }) takenDownAt?: Instant | null;
  @Field(() => DateTime, { nullable: true, description: 'Closed since.' }) closedAt?: Instant | null;
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'The application was submitted.',
})
export class ApplicationSubmitted extends EventOf<'ApplicationSubmitted'> {
  @Field(() => ApplicationChannel, { description: 'How.' }) get channel() {
    return this.data.channel;
  }
  @Field(() => PostingInstructions, { description: 'What the posting said at that time.' })
  get posting(): PostingFacts {
    return this.data.posting;
  }
  @Field(() => Candidate, { simple: false, description: 'Who applied.' })
  async candidate(@Ctx() { candidates }: Context): Promise<Candidate> {
    return new Candidate((await candidates.load(this.data.candidateId)) as CandidateRow);
  }
  @Field(() => JobPosting, { simple: false, description: 'For what.' })
  async jobPosting(@Ctx() { jobPostings }: Context): Promise<JobPosting> {
    return new JobPosting((await jobPostings.load(this.data.jobPostingId)) as JobPostingRow);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'Somebody was contacted.' })
export class ContactAttempted extends EventOf<'ContactAttempted'> {
  @Field(() => ContactMethod, { description: 'How.' }) get method() {
    return this.data.method;
  }
  @Field(() => ContactPurpose, { nullable: true, description: 'What for, where that was said.' })
  get purpose() {
    return this.data.purpose;
  }
  @Field(() => RecipientRole, { nullable: true, description: 'To whom, where no person was named.' })
  get recipientRole() {
    return this.data.recipientRole;
  }
  @Field(() => ContactResponse, { description: 'What came of it, as recorded with it.' }) get response() {
    return this.data.response;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the response came.' }) get respondedAt() {
    return this.data.respondedAt;
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  get decisionExpectedOn() {
    return this.data.decisionExpectedOn;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the employer promised to be in touch.' })
  get promisedAt() {
    return this.data.promisedAt;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.contactId);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'The other side was heard.' })
export class ResponseReceived extends EventOf<'ResponseReceived'> {
  @Field(() => ID, { nullable: true, description: 'The attempt that it answers.' }) get attemptId() {
    return this.data.attemptId && toGlobalId('ContactAttempt', this.data.attemptId);
  }
  @Field(() => ContactMethod, { description: 'How it came.' }) get method() {
    return this.data.method;
  }
  @Field(() => ContactResponse, { description: 'What it was.' }) get response() {
    return this.data.response;
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  get decisionExpectedOn(): LocalDate | null {
    return this.data.decisionExpectedOn;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the employer promised to be in touch.' })
  get promisedAt() {
    return this.data.promisedAt;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.contactId);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'An interview was agreed on.' })
export class InterviewScheduled extends EventOf<'InterviewScheduled'> {
  @Field(() => DateTime, { description: 'When it starts.' }) get startsAt() {
    return this.data.startsAt;
  }
  @Field(() => DateTime, { description: 'When it ends.' }) get endsAt() {
    return this.data.endsAt;
  }
  @Field(() => InterviewFormat, { description: 'How it is held.' }) get format() {
    return this.data.format;
  }
  @Field(() => [Contact], { simple: false, description: 'Who holds it.' })
  contacts(@Ctx() context: Context): Promise<Contact[]> {
    return contactsOf(context, this.data.contactIds);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'An interview was held.' })
export class InterviewHeld extends EventOf<'InterviewHeld'> {
  @Field(() => DateTime, { description: 'When it started.' }) get startedAt() {
    return this.data.startedAt;
  }
  @Field(() => DateTime, { description: 'When it ended.' }) get endedAt() {
    return this.data.endedAt;
  }
  @Field(() => InterviewFormat, { description: 'How it was held.' }) get format() {
    return this.data.format;
  }
  @Field(() => [String], { description: 'What was discussed.' }) get topics() {
    return this.data.topics;
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  get decisionExpectedOn() {
    return this.data.decisionExpectedOn;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
  @Field(() => [Contact], { simple: false, description: 'Who held it.' })
  contacts(@Ctx() context: Context): Promise<Contact[]> {
    return contactsOf(context, this.data.contactIds);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'An interview was called off.' })
export class InterviewCancelled extends EventOf<'InterviewCancelled'> {
  @Field(() => ID, { description: 'The event that scheduled it.' }) get interviewId() {
    return toGlobalId('Event', this.data.interviewId);
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'A person was found to have a role here.',
})
export class ContactIdentified extends EventOf<'ContactIdentified'> {
  @Field(() => RecipientRole, { description: 'Which role.' }) get role() {
    return this.data.role;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.contactId);
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'The job posting changed.' })
export class PostingChanged extends EventOf<'PostingChanged'> {
  @Field(() => PostingInstructions, { description: 'What it says from then on; null for what stayed.' })
  get changes(): Partial<PostingFacts> {
    return this.data.changes;
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'The next step was put off.' })
export class ActionDeferred extends EventOf<'ActionDeferred'> {
  @Field(() => DateTime, { description: 'Until when, unless something happens before.' }) get until() {
    return this.data.until;
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'The application was closed.' })
export class ApplicationClosed extends EventOf<'ApplicationClosed'> {
  @Field(() => ApplicationOutcome, { description: 'How it ended.' }) get outcome() {
    return this.data.outcome;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'The application was opened again.',
})
export class ApplicationReopened extends EventOf<'ApplicationReopened'> {
  @Field(() => String, { description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'An event was wrong; this is what happened.',
})
export class EventCorrected extends EventOf<'EventCorrected'> {
  @Field(() => ID, { description: 'The event that was wrong.' }) get eventId() {
    return toGlobalId('Event', this.data.eventId);
  }
  @Field(() => String, { description: 'Why it was wrong.' }) get reason() {
    return this.data.reason;
  }
  @Field(() => EventTypeName, { description: 'ContactAttempted or ResponseReceived, as that was.' })
  get replacementType() {
    return this.data.replacement.type;
  }
  @Field(() => DateTime, { description: 'When it really happened.' }) get happenedAt() {
    return this.data.replacement.occurredAt;
  }
  @Field(() => ContactMethod, { description: 'How it really was.' }) get method() {
    return this.data.replacement.data.method;
  }
  @Field(() => ContactResponse, { description: 'What the response really was.' }) get response() {
    return this.data.replacement.data.response;
  }
  @Field(() => ContactPurpose, {
    nullable: true,
    description: 'Of an attempt: what for, where that was said.',
  })
  get purpose() {
    return this.attempt?.purpose ?? null;
  }
  @Field(() => RecipientRole, {
    nullable: true,
    description: 'Of an attempt: to whom, where no person was named.',
  })
  get recipientRole() {
    return this.attempt?.recipientRole ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'Of an attempt: when the response came.' })
  get respondedAt() {
    return this.attempt?.respondedAt ?? null;
  }
  @Field(() => ID, { nullable: true, description: 'Of a response: the attempt that it answers.' })
  get attemptId() {
    const { replacement } = this.data;
    const attemptId = replacement.type === 'ResponseReceived' ? replacement.data.attemptId : null;
    return attemptId && toGlobalId('ContactAttempt', attemptId);
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  get decisionExpectedOn() {
    return this.data.replacement.data.decisionExpectedOn;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the employer promised to be in touch.' })
  get promisedAt() {
    return this.data.replacement.data.promisedAt;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.replacement.data.note;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.replacement.data.contactId);
  }

  private get attempt() {
    const { replacement } = this.data;
    return replacement.type === 'ContactAttempted' ? replacement.data : null;
  }
}

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'An event never happened.' })
export class EventRetracted extends EventOf<'EventRetracted'> {
  @Field(() => ID, { description: 'The event that was wrong.' }) get eventId() {
    return toGlobalId('Event', this.data.eventId);
  }
  @Field(() => String, { description: 'Why it was wrong.' }) get reason() {
    return this.data.reason;
  }
}

const classes: { [T in Fact['type']]: new (event: EventView) => Event } = {
  ApplicationSubmitted,
  ContactAttempted,
  ResponseReceived,
  InterviewScheduled,
  InterviewHeld,
  InterviewCancelled,
  ContactIdentified,
  PostingChanged,
  ActionDeferred,
  ApplicationClosed,
  ApplicationReopened,
  EventCorrected,
  EventRetracted,
};
export const eventClasses = Object.values(classes);

/** The event as an object of its type. */
export const toEvent = (event: EventView): Event => new classes[event.type](event);

export const EventConnection = makeConnection<Event>('Event', () => Event);
