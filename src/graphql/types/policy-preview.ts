import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { Instant, LocalDate } from '../../domain/instant';
import type { Preview, PreviewChange, PreviewedAction } from '../../store/preview';
import type { ApplicationView } from '../../store/queries/applications';
import type { Context } from '../context';
import { Needs } from '../rights';
import { DateTime, LocalDateScalar } from '../scalars';
import { Application } from './application';
import { RecommendedAction } from './recommended-action';

@ObjectType({ simpleResolvers: true, description: 'How many actions can be taken at some time on a day.' })
export class PolicyPreviewDay {
  @Field(() => LocalDateScalar, { description: 'In the agency’s zone; today counts from now on.' })
  date: LocalDate;
  @Field(() => Int, { description: 'Under the policy in force.' }) current: number;
  @Field(() => Int, { description: 'Under the proposed one.' }) proposed: number;
}

@ObjectType({ simpleResolvers: true, description: 'An application that would be told something else.' })
export class PolicyPreviewChange {
  constructor(
    private readonly change: PreviewChange,
    private readonly at: Instant,
  ) {}

  @Field(() => Application, { simple: false, description: 'Which application.' })
  async application(@Ctx() context: Context): Promise<Application> {
    return new Application(await this.view(context));
  }
  @Field(() => DateTime, { description: 'From when on.' }) get changesAt() {
    return this.change.changesAt;
  }
  @Needs('APPLICATIONS')
  @Field(() => RecommendedAction, { simple: false, description: 'What is next under the policy in force.' })
  current(@Ctx() context: Context): Promise<RecommendedAction> {
    return this.action(context, this.change.current);
  }
  @Needs('APPLICATIONS')
  @Field(() => RecommendedAction, {
    simple: false,
    description: 'What would be next under the proposed one.',
  })
  proposed(@Ctx() context: Context): Promise<RecommendedAction> {
    return this.action(context, this.change.proposed);
  }

  private async action(context: Context, { action, until }: PreviewedAction): Promise<RecommendedAction> {
    return new RecommendedAction(action, { until }, this.at, await this.view(context));
  }

  private async view({ applications }: Context): Promise<ApplicationView> {
    return (await applications.load(this.change.applicationId)) as ApplicationView;
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a policy would lead to, if nothing more happened to the applications that it is for.',
})
export class PolicyPreview {
  constructor(
    private readonly preview: Preview,
    private readonly at: Instant,
  ) {}

  @Field(() => Int, { description: 'Open applications that the policy is for.' }) get total() {
    return this.preview.total;
  }
  @Field(() => Int, {
    description: 'So many of them were looked at, the most recently active ones: at most 2,000.',
  })
  get considered() {
    return this.preview.considered;
  }
  @Field(() => [PolicyPreviewDay], { description: 'Each of the coming days, today first.' }) get days() {
    return this.preview.days;
  }
  @Field(() => Int, { description: 'How many would be told something else within these days.' })
  get changed() {
    return this.preview.changed;
  }
  @Field(() => [PolicyPreviewChange], {
    description: 'These applications, the one that changes first first; at most 100.',
  })
  get changes() {
    return this.preview.changes.map((change) => new PolicyPreviewChange(change, this.at));
  }
}
