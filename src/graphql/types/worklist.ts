import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import type { ApplicationView } from '../../store/queries/applications';
import type { WorklistRow } from '../../store/queries/worklist';
import type { Context } from '../context';
import { makeConnection } from '../paging';
import { Application } from './application';
import { RecommendedAction } from './recommended-action';

@ObjectType({ simpleResolvers: true, description: 'An action that can be taken at the moment asked for.' })
export class WorklistEntry {
  constructor(
    private readonly row: WorklistRow,
    private readonly at: Instant,
  ) {}

  @Field(() => Application, { simple: false, description: 'On which application.' })
  async application(@Ctx() { applications }: Context): Promise<Application> {
    return new Application((await applications.load(this.row.applicationId)) as ApplicationView);
  }

  @Field(() => RecommendedAction, { simple: false, description: 'What to do.' })
  async action(@Ctx() { applications }: Context): Promise<RecommendedAction> {
    const view = (await applications.load(this.row.applicationId)) as ApplicationView;
    return new RecommendedAction(this.row.action, { until: this.row.until }, this.at, view);
  }
}

export const WorklistConnection = makeConnection('Worklist', () => WorklistEntry);
