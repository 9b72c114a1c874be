import { Duration as LuxonDuration } from 'luxon';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Interview as InterviewState, OwnPromise } from '../../domain/application';
import { InterviewFormat } from '../../domain/vocabulary';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { DateTime, Duration } from '../scalars';
import { contactOf, contactsOf } from './event';
import { Contact } from './people';

@ObjectType({ simpleResolvers: true, description: 'An interview, held or still to come.' })
export class Interview {
  constructor(
    private readonly interview: InterviewState,
    private readonly number: number,
  ) {}

  @Field(() => ID, { description: 'The id of the event that recorded it; for cancelInterview.' }) get id() {
    return toGlobalId('Event', this.interview.id);
  }
  @Field(() => DateTime, { description: 'When it starts or started.' }) get startsAt() {
    return this.interview.startsAt;
  }
  @Field(() => DateTime, { description: 'When it ends or ended.' }) get endsAt() {
    return this.interview.endsAt;
  }
  @Field(() => Duration, { description: 'How long it takes or took.' }) get duration() {
    const { startsAt, endsAt } = this.interview;
    return LuxonDuration.fromMillis(endsAt - startsAt)
      .rescale()
      .toISO();
  }
  @Field(() => InterviewFormat, { description: 'How it is held.' }) get format() {
    return this.interview.format;
  }
  @Field(() => Boolean, { description: 'Is it recorded as held?' }) get held() {
    return this.interview.held;
  }
  @Field(() => Int, { description: '1 for the first round, by when they start.' }) get round() {
    return this.number;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the candidate was prepared for it.' })
  get preparedAt() {
    return this.interview.preparedAt;
  }
  @Field(() => [String], { description: 'What was discussed.' }) get topics() {
    return this.interview.topics;
  }
  @Field(() => [Contact], { simple: false, description: 'Who holds it.' })
  contacts(@Ctx() context: Context): Promise<Contact[]> {
    return contactsOf(context, this.interview.contactIds);
  }
}

@ObjectType({ simpleResolvers: true, description: 'Something that the agency has promised the employer.' })
export class AgencyPromise {
  constructor(private readonly promise: OwnPromise) {}

  @Field(() => ID, { description: 'The id of the event that recorded it; for keptPromiseId.' }) get id() {
    return toGlobalId('Event', this.promise.id);
  }
  @Field(() => String, { description: 'What.' }) get what() {
    return this.promise.what;
  }
  @Field(() => DateTime, { description: 'When it was promised.' }) get promisedAt() {
    return this.promise.madeAt;
  }
  @Field(() => DateTime, { description: 'By when.' }) get dueAt() {
    return this.promise.dueAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was kept.' }) get keptAt() {
    return this.promise.keptAt;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'To whom.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.promise.contactId);
  }
}
