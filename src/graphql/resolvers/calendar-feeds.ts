import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { createCalendarFeed, revokeCalendarFeed } from '../../store/calendar-feeds';
import type { CalendarFeedRow } from '../../store/entities';
import { listCalendarFeeds, type ReferenceFilter } from '../../store/queries/reference';
import type { Context } from '../context';
import { localId, optionalLocalId } from '../ids';
import { CreateCalendarFeedInput, RevokeCalendarFeedInput } from '../inputs/calendar-feed-inputs';
import { keys, PageArgs, toConnection, toPage } from '../paging';
import { CalendarFeedPayload, CreateCalendarFeedPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { CalendarFeed, CalendarFeedConnection } from '../types/calendar-feed';
import { whereDescription } from './queries';

@InputType({ description: 'Which calendar feeds.' })
export class CalendarFeedWhere {
  @Field(() => ID, { nullable: true, description: 'Of this member.' }) memberId?: string | null;
}

@Resolver()
export class CalendarFeedResolver {
  @Needs('MEMBERS')
  @Query(() => CalendarFeedConnection, {
    description: 'The calendar feeds, also those that are revoked, in the order in which they were made.',
  })
  async calendarFeeds(
    @Ctx() context: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => CalendarFeedWhere, { nullable: true, description: whereDescription })
    where?: CalendarFeedWhere | null,
  ) {
    const { store, session } = context;
    const filter: ReferenceFilter = { memberId: optionalLocalId(where?.memberId, 'Member') };
    const list = ['calendarFeeds', filter];
    const slice = await listCalendarFeeds(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new CalendarFeed(node), key })) },
      list,
    );
  }

  @Needs('MEMBERS')
  @Mutation(() => CreateCalendarFeedPayload, {
    description: 'Makes a calendar of what a member has to do, at a secret address that is told once.',
  })
  createCalendarFeed(
    @Ctx() context: Context,
    @Arg('input', () => CreateCalendarFeedInput) input: CreateCalendarFeedInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const feed = { memberId: localId(input.memberId, 'Member'), name: input.name ?? null };
      const key = idempotencyFor('createCalendarFeed', input);
      const { id, secret } = await createCalendarFeed(store, session, feed, key);
      return { ...(await found(context, id)), path: secret && `/calendars/${secret}.ics` };
    });
  }

  @Needs('MEMBERS')
  @Mutation(() => CalendarFeedPayload, {
    description: 'From now on there is nothing at the address of this calendar feed.',
  })
  revokeCalendarFeed(
    @Ctx() context: Context,
    @Arg('input', () => RevokeCalendarFeedInput) input: RevokeCalendarFeedInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('revokeCalendarFeed', input);
      return found(context, await revokeCalendarFeed(store, session, localId(input.id, 'CalendarFeed'), key));
    });
  }
}

async function found({ calendarFeeds }: Context, id: string) {
  return { calendarFeed: new CalendarFeed((await calendarFeeds.load(id)) as CalendarFeedRow) };
}
