import { Arg, Ctx, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import type { Feed } from '../../store/feed/feed';
import type { EventView } from '../../store/queries/events';
import type { Context } from '../context';
import { endable } from '../endable';
import { localId } from '../ids';
import { type EdgeOf, keys, toConnection, toPage } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Application } from '../types/application';
import type { Event } from '../types/event';
import { EventEdge, toEvent } from '../types/events';
import { EventWhere, eventsWhere, whereDescription } from './queries';
import { toFilter, WorklistWhere, whereArgument } from './worklist';

/** What a subscription has beside what any operation has. */
export interface LiveContext extends Context {
  feed: Feed;
}

interface Subscribed<Args> {
  args: Args;
  context: LiveContext;
}

@ObjectType({ simpleResolvers: true, description: 'The worklist may look different.' })
export class WorklistChange {
  constructor(at: Instant) {
    this.at = at;
  }

  @Field(() => DateTime, { description: 'As of when: ask for the worklist again.' }) at: Instant;
}

interface EventsArgs {
  after?: string | null;
  where?: EventWhere | null;
}

/** Each execution forgets what the one before has loaded. */
@Resolver()
export class LiveResolver {
  @Needs('READ')
  @Subscription(() => EventEdge, {
    description:
      'Each event as it is recorded, in the order of the query `events`, none left out and none twice: after a cursor of that list with the same filter, or from now on.',
    subscribe: ({ args, context: { feed, holder } }: Subscribed<EventsArgs>) => {
      const { filter, list } = eventsWhere(args.where);
      const { after } = toPage({ first: 1, after: args.after }, list, keys.position);
      const position = after && Number(after[0]);
      return endable((ended) => feed.events(holder.agencyId, position, filter, ended));
    },
  })
  eventRecorded(
    @Root() event: EventView,
    @Ctx() context: LiveContext,
    @Arg('after', () => String, {
      nullable: true,
      description: 'After this cursor; from now on, unless said.',
    })
    _after?: string | null,
    @Arg('where', () => EventWhere, { nullable: true, description: whereDescription })
    where?: EventWhere | null,
  ): EdgeOf<Event> {
    context.forget();
    const rows = [{ node: toEvent(event), key: [event.position] }];
    const page = toConnection<Event>({ rows, hasPrevious: false, hasNext: false }, eventsWhere(where).list);
    return page.edges[0] as EdgeOf<Event>;
  }

  @Needs('APPLICATIONS')
  @Subscription(() => Application, {
    nullable: true,
    description:
      'The application now, and again after each event on it and each time that it is planned anew; what comes in quick succession is told once. Null, and no more, where there is none for this agency.',
    subscribe: ({ args, context }: Subscribed<{ applicationId: string }>) =>
      endable((ended) => applicationChanges(context, localId(args.applicationId, 'Application'), ended)),
  })
  async applicationChanged(
    @Ctx() context: LiveContext,
    @Arg('applicationId', () => ID, { description: 'Of an application.' }) applicationId: string,
  ): Promise<Application | null> {
    context.forget();
    const view = await context.applications.load(localId(applicationId, 'Application'));
    return view && new Application(view);
  }

  @Needs('APPLICATIONS')
  @Subscription(() => WorklistChange, {
    description:
      'Now, and then at most about once a second, whenever the worklist may look different: something was recorded, plans were made anew, or time has made an action open or lapse. Of the filter it heeds whom and where an application is for, and who looks after it. It does not tell that an entry gets more urgent, which follows from its times.',
    subscribe: ({ args, context: { feed, holder } }: Subscribed<{ where?: WorklistWhere | null }>) =>
      endable((ended) => feed.worklist(holder.agencyId, toFilter(args.where), ended)),
  })
  worklistChanged(
    @Root() at: Instant,
    @Ctx() context: LiveContext,
    @Arg('where', () => WorklistWhere, whereArgument) _where?: WorklistWhere | null,
  ): WorklistChange {
    context.forget();
    return new WorklistChange(at);
  }
}

async function* applicationChanges(
  context: LiveContext,
  id: string,
  ended: AbortSignal,
): AsyncGenerator<true> {
  const { feed, holder, applications } = context;
  if (!(await applications.load(id))) {
    yield true;
    return;
  }
  for await (const _ of feed.application(holder.agencyId, id, ended)) yield true;
}
