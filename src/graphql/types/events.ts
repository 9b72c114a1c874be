import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { Fact, PostingFacts } from '../../domain/events';
import type { Instant, LocalDate } from '../../domain/instant';
import {
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  RecipientRole,
} from '../../domain/vocabulary';
import type { CandidateRow, JobPostingRow } from '../../store/entities';
import type { EventView } from '../../store/queries/events';
import type { Context } from '../context';
import { EventTypeName } from '../enums';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { DateTime, LocalDateScalar } from '../scalars';
import { contactOf, Event, EventOf } from './event';
import {
  InterviewCancelled,
  InterviewHeld,
  InterviewMoved,
  InterviewPrepared,
  InterviewScheduled,
} from './interview-events';
import { Node } from './node';
import { Candidate, Contact, JobPosting } from './people';
import {
  ActionDeferred,
  ActionDismissed,
  ActionPinned,
  ApplicationAssigned,
  PromiseMade,
} from './step-events';

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
  @Field(() => DateTime, { nullable: true, description: 'Until when the employer wants an answer.' })
  get answerDueAt() {
    return this.data.answerDueAt ?? null;
  }
  @Field(() => ID, { nullable: true, description: 'The promise of the agency’s that this keeps.' })
  get keptPromiseId() {
    return this.data.keptPromiseId ? toGlobalId('Event', this.data.keptPromiseId) : null;
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
  @Field(() => DateTime, { nullable: true, description: 'Until when the employer wants an answer.' })
  get answerDueAt() {
    return this.data.answerDueAt ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.contactId);
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
  @Field(() => DateTime, { nullable: true, description: 'Until when the employer wants an answer.' })
  get answerDueAt() {
    return this.data.replacement.data.answerDueAt ?? null;
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
  InterviewMoved,
  InterviewPrepared,
  InterviewHeld,
  InterviewCancelled,
  ContactIdentified,
  PromiseMade,
  PostingChanged,
  ActionDeferred,
  ActionPinned,
  ActionDismissed,
  ApplicationAssigned,
  ApplicationClosed,
  ApplicationReopened,
  EventCorrected,
  EventRetracted,
};
export const eventClasses = Object.values(classes);

/** The event as an object of its type. */
export const toEvent = (event: EventView): Event => new classes[event.type](event);

export const EventConnection = makeConnection<Event>('Event', () => Event);
export const EventEdge = EventConnection.Edge;
