import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { type PolicyParameter, policyParameterNames, policyParameters } from '../../domain/policy';
import { guidesOf } from '../../domain/practices';
import type { AppliedRule as Applied } from '../../domain/recommendation/recommend';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { Event } from './event';
import { toEvent } from './events';

@ObjectType({ simpleResolvers: true, description: 'A value of the policy that a rule has used.' })
export class PolicyValueUsed {
  @Field(() => String, { description: 'The name of the field of PolicyValues.' }) name: PolicyParameter;
  @Field(() => String, { description: 'The value that was used, such as 7 or true.' }) value: string;
  @Field(() => String, { description: 'What it says, with its unit.' }) text: string;
}

@ObjectType({ simpleResolvers: true, description: 'A rule that made a recommendation what it is.' })
export class AppliedRule {
  constructor(private readonly applied: Applied) {}

  @Field(() => String, { description: 'Stable name, in kebab case.' }) get rule() {
    return this.applied.rule;
  }
  @Field(() => [String], { description: 'The practices it rests on, such as T1.' }) get practices() {
    return this.applied.practices as string[];
  }
  @Field(() => String, { description: 'What it says here, for a person.' }) get text() {
    return this.applied.text;
  }
  @Field(() => [String], { description: 'The titles of the guides that the practices come from.' })
  get guides() {
    return guidesOf(this.applied.practices);
  }
  @Field(() => [PolicyValueUsed], { description: 'The values of the policy that it rests on.' })
  get policyValues(): PolicyValueUsed[] {
    const { values } = this.applied;
    return policyParameterNames
      .filter((name) => name in values)
      .map((name) => ({ name, value: String(values[name]), text: policyParameters[name].text }));
  }
  @Field(() => [ID], {
    description: 'The events that it rests on; one that has been corrected keeps the id that it had first.',
  })
  get eventIds() {
    return this.applied.events.map((id) => toGlobalId('Event', id));
  }
  @Field(() => [Event], { simple: false, description: 'The same as eventIds, each with what it says.' })
  async events(@Ctx() { events }: Context): Promise<Event[]> {
    const views = await Promise.all(this.applied.events.map((id) => events.load(id)));
    return views.flatMap((view) => (view ? [toEvent(view)] : []));
  }
}
