import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { fold } from '../../domain/fold';
import type { Instant } from '../../domain/instant';
import { explain, explainBefore } from '../../domain/recommendation/explain';
import type { Context } from '../context';
import { localId } from '../ids';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Explanation, ExplanationEntry } from '../types/explanation';

@Resolver()
export class ExplanationResolver {
  @Needs('APPLICATIONS')
  @Query(() => Explanation, {
    nullable: true,
    description:
      'For every kind of action why it is recommended, or why not; of a moment in the past, on what had happened by then.',
  })
  async explain(
    @Ctx() { circumstances, histories }: Context,
    @Arg('applicationId', () => ID, { description: 'Of an application.' }) applicationId: string,
    @Arg('at', () => DateTime, { nullable: true, description: 'The moment asked for; now, unless said.' })
    at?: Instant | null,
  ): Promise<Explanation | null> {
    const loaded = await circumstances.load(localId(applicationId, 'Application'));
    if (!loaded) return null;
    const moment = at ?? Date.now();
    const { candidateId, jobPostingId, submittedAt, lastOccurredAt } = loaded.state;
    const isPast = moment < lastOccurredAt;
    const state = isPast ? fold((await histories.load(loaded.applicationId)) ?? [], moment) : loaded.state;
    const explained =
      moment < submittedAt ? explainBefore(submittedAt) : explain({ ...loaded, state }, moment);
    const place = { id: loaded.applicationId, candidateId, jobPostingId, state };
    const entries = explained.map((one) => new ExplanationEntry(one, moment, place));
    return { at: moment, entries };
  }
}
