import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { Attempt } from '../../domain/application';
import { ContactMethod, ContactPurpose, ContactResponse, RecipientRole } from '../../domain/vocabulary';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Contact } from './people';

@ObjectType({
  simpleResolvers: true,
  description: 'A contact attempt as it stands: date, time, method, response.',
})
export class ContactAttempt {
  constructor(private readonly attempt: Attempt) {}

  @Field(() => ID, { description: 'For recordResponse; stays the same through corrections.' }) get id() {
    return toGlobalId('ContactAttempt', this.attempt.id);
  }
  @Field(() => DateTime, { description: 'When it was made.' }) get attemptedAt() {
    return this.attempt.attemptedAt;
  }
  @Field(() => String, { description: 'Where it was made, IANA.' }) get timeZone() {
    return this.attempt.timeZone;
  }
  @Field(() => ContactMethod, { description: 'How it was made.' }) get method() {
    return this.attempt.method;
  }
  @Field(() => ContactPurpose, { nullable: true, description: 'As recorded, or as the situation suggests.' })
  get purpose() {
    return this.attempt.purpose;
  }
  @Field(() => RecipientRole, { nullable: true, description: 'To whom, where no person was named.' })
  get recipientRole() {
    return this.attempt.recipientRole;
  }
  @Field(() => ContactResponse, { description: 'What came of it, as known by now.' }) get response() {
    return this.attempt.response;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the response came, where that was later.' })
  get respondedAt() {
    return this.attempt.respondedAt;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.attempt.note;
  }
  @Field(() => Actor, { description: 'Who recorded it.' }) get attemptedBy() {
    return this.attempt.actor;
  }
  @Field(() => DateTime, { description: 'When it was recorded.' }) get recordedAt() {
    return this.attempt.recordedAt;
  }
  @Field(() => Boolean, { description: 'Has it been corrected?' }) get corrected() {
    return this.attempt.corrected;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person it went to.' })
  async contact(@Ctx() { contacts }: Context): Promise<Contact | null> {
    const row = this.attempt.contactId ? await contacts.load(this.attempt.contactId) : null;
    return row && new Contact(row);
  }
}

export const ContactAttemptConnection = makeConnection('ContactAttempt', () => ContactAttempt);
