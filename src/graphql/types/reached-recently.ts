import { Ctx, Field, ObjectType } from 'type-graphql';
import { ContactMethod } from '../../domain/vocabulary';
import type { ApplicationView } from '../../store/queries/applications';
import type { Reached } from '../../store/queries/reached';
import type { Context } from '../context';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Application } from './application';

@ObjectType({
  simpleResolvers: true,
  description: 'That somebody at the agency has turned to the same person just before.',
})
export class ReachedRecently {
  constructor(private readonly reached: Reached) {}

  @Field(() => DateTime, { description: 'When.' }) get attemptedAt() {
    return this.reached.attemptedAt;
  }
  @Field(() => ContactMethod, { description: 'How.' }) get method() {
    return this.reached.method;
  }
  @Field(() => Actor, { description: 'Who recorded it.' }) get attemptedBy() {
    return this.reached.attemptedBy;
  }
  @Field(() => Boolean, {
    description: 'Does it count as a nudge? Thanks, answers and promises kept do not.',
  })
  get presses() {
    return this.reached.presses;
  }
  @Field(() => Application, { simple: false, description: 'On which application; perhaps this one.' })
  async application(@Ctx() { applications }: Context): Promise<Application> {
    return new Application((await applications.load(this.reached.applicationId)) as ApplicationView);
  }
}
