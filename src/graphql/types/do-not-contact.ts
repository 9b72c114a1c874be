import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { DoNotContactView } from '../../store/do-not-contact';
import type { EmployerRow } from '../../store/entities';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Application } from './application';
import { contactOf, Event } from './event';
import { toEvent } from './events';
import { Contact, Employer } from './people';

@ObjectType({
  simpleResolvers: true,
  description: 'That somebody asked not to be contacted. It stays, also where it has been withdrawn.',
})
export class DoNotContact {
  constructor(private readonly view: DoNotContactView) {}

  @Field(() => ID, { description: 'For withdrawDoNotContact.' }) get id() {
    return toGlobalId('DoNotContact', this.view.id);
  }
  @Field(() => DateTime, { description: 'When it was said.' }) get saidAt() {
    return this.view.saidAt;
  }
  @Field(() => String, { nullable: true, description: 'Free text.' }) get note() {
    return this.view.note;
  }
  @Field(() => Actor, { description: 'Who recorded it.' }) get recordedBy() {
    return this.view.recordedBy;
  }
  @Field(() => DateTime, { description: 'When it was recorded.' }) get recordedAt() {
    return this.view.recordedAt;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was taken back; null while it is in force.',
  })
  get withdrawnAt() {
    return this.view.withdrawal?.at ?? null;
  }
  @Field(() => Actor, { nullable: true, description: 'Who took it back.' }) get withdrawnBy() {
    return this.view.withdrawal?.by ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Why it was taken back.' }) get withdrawalReason() {
    return this.view.withdrawal?.reason ?? null;
  }
  @Field(() => String, {
    simple: false,
    description: 'Who said so; of a response on an application, the name of whom it is about.',
  })
  async saidBy(@Ctx() context: Context): Promise<string> {
    if (this.view.saidBy !== null) return this.view.saidBy;
    return ((await this.contact(context)) ?? (await this.employer(context))).name;
  }
  @Field(() => Contact, {
    nullable: true,
    simple: false,
    description: 'The person who is not to be contacted; null: nobody at the employer is.',
  })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.view.contactId);
  }
  @Field(() => Employer, { simple: false, description: 'At which employer.' })
  async employer(@Ctx() { employers }: Context): Promise<Employer> {
    return new Employer((await employers.load(this.view.employerId)) as EmployerRow);
  }
  @Field(() => Application, {
    nullable: true,
    simple: false,
    description: 'Where it came as a response: on which application.',
  })
  async application(@Ctx() { applications }: Context): Promise<Application | null> {
    const { applicationId } = this.view;
    const view = applicationId ? await applications.load(applicationId) : null;
    return view && new Application(view);
  }
  @Field(() => Event, {
    nullable: true,
    simple: false,
    description: 'Where it came as a response: the event. Retracting or correcting it takes this back.',
  })
  async event(@Ctx() { events }: Context): Promise<Event | null> {
    const event = this.view.applicationId ? await events.load(this.view.id) : null;
    return event && toEvent(event);
  }
}
