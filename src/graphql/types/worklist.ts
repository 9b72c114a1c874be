import { Field, ObjectType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import type { WorklistRow } from '../../store/queries/worklist';
import { makeConnection } from '../paging';
import { Application } from './application';
import { RecommendedAction } from './recommended-action';

@ObjectType({ simpleResolvers: true, description: 'An action that can be taken at the moment asked for.' })
export class WorklistEntry {
  constructor(
    private readonly row: WorklistRow,
    private readonly at: Instant,
  ) {}

  @Field(() => Application, { description: 'On which application.' })
  get application(): Application {
    return new Application({ ...this.row.application, steps: null });
  }

  @Field(() => RecommendedAction, { description: 'What to do.' })
  get action(): RecommendedAction {
    const { action, until, application } = this.row;
    return new RecommendedAction(action, { until }, this.at, application);
  }
}

export const WorklistConnection = makeConnection('Worklist', () => WorklistEntry);
