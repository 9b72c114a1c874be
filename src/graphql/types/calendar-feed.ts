import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { CalendarFeedRow } from '../../store/entities';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Member, memberOf } from './member';

@Needs('MEMBERS')
@ObjectType({
  simpleResolvers: true,
  description:
    'What a member has to do, as a calendar at a secret address, to which any calendar can subscribe.',
})
export class CalendarFeed {
  constructor(private readonly row: Omit<CalendarFeedRow, 'secretHash'>) {}

  @Field(() => ID, { description: 'Opaque; for revokeCalendarFeed.' }) get id() {
    return toGlobalId('CalendarFeed', this.row.id);
  }
  @Field(() => String, { description: 'What calendars call it.' }) get name() {
    return this.row.name;
  }
  @Field(() => Member, { simple: false, description: 'Whose next steps it tells.' })
  async member(@Ctx() context: Context): Promise<Member> {
    return (await memberOf(context, this.row.memberId)) as Member;
  }
  @Field(() => DateTime, { description: 'When it was made.' }) get createdAt() {
    return this.row.createdAt;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a calendar last asked for it, to the minute; null: never.',
  })
  get lastFetchedAt() {
    return this.row.lastFetchedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'Since when there is nothing at its address.' })
  get revokedAt() {
    return this.row.revokedAt;
  }
}

export const CalendarFeedConnection = makeConnection('CalendarFeed', () => CalendarFeed);
