import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { InterviewFormat } from '../../domain/vocabulary';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { DateTime, LocalDateScalar } from '../scalars';
import { contactsOf, Event, EventOf } from './event';
import { Node } from './node';
import { Contact } from './people';

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
  description: 'An interview that is still to come was moved.',
})
export class InterviewMoved extends EventOf<'InterviewMoved'> {
  @Field(() => ID, { description: 'The interview.' }) get interviewId() {
    return toGlobalId('Event', this.data.interviewId);
  }
  @Field(() => DateTime, { description: 'When it starts now.' }) get startsAt() {
    return this.data.startsAt;
  }
  @Field(() => DateTime, { description: 'When it ends now.' }) get endsAt() {
    return this.data.endsAt;
  }
  @Field(() => InterviewFormat, { description: 'How it is held now.' }) get format() {
    return this.data.format;
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
  @Field(() => [Contact], { simple: false, description: 'Who holds it now.' })
  contacts(@Ctx() context: Context): Promise<Contact[]> {
    return contactsOf(context, this.data.contactIds);
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'The candidate is prepared for an interview.',
})
export class InterviewPrepared extends EventOf<'InterviewPrepared'> {
  @Field(() => ID, { description: 'The interview.' }) get interviewId() {
    return toGlobalId('Event', this.data.interviewId);
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.data.note;
  }
}
