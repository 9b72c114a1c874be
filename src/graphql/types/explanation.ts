import { Field, ObjectType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import type { Explanation as Explained } from '../../domain/recommendation/explain';
import { ActionKind, ExplanationStatus } from '../../domain/vocabulary';
import type { ActionPlace } from '../message-facts';
import { DateTime } from '../scalars';
import { AppliedRule } from './applied-rule';
import { RecommendedAction } from './recommended-action';

@ObjectType({ simpleResolvers: true, description: 'Why an action is recommended, or why not.' })
export class ExplanationEntry {
  constructor(
    private readonly explained: Explained,
    private readonly at: Instant,
    private readonly place: ActionPlace,
  ) {}

  @Field(() => ActionKind, { description: 'Which action.' }) get kind() {
    return this.explained.kind;
  }
  @Field(() => ExplanationStatus, { description: 'Is it recommended?' }) get status() {
    return this.explained.status;
  }
  @Field(() => String, { description: 'Why, or why not, for a person.' }) get reason() {
    return this.explained.reason;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'From when it can be taken if nothing more happens; null: never.',
  })
  get opensAt() {
    return this.explained.opensAt;
  }
  @Field(() => RecommendedAction, {
    nullable: true,
    description: 'What is recommended, at that moment or, with its urgency then, at opensAt.',
  })
  get action() {
    const { action, status, opensAt, until } = this.explained;
    const then = status === 'OPEN' ? this.at : (opensAt ?? this.at);
    return action && new RecommendedAction(action, { until }, then, this.place);
  }
  @Field(() => [AppliedRule], { description: 'The rules behind it, in the order in which they applied.' })
  get because() {
    return this.explained.because.map((applied) => new AppliedRule(applied));
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'For every kind of action why it is recommended on an application at a moment, or why not.',
})
export class Explanation {
  @Field(() => DateTime, { description: 'The moment asked for.' }) at: Instant;
  @Field(() => [ExplanationEntry], {
    description: 'One or more for every kind: all that are open, or every rule that has a reason against it.',
  })
  entries: ExplanationEntry[];
}
