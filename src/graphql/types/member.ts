import { Field, ID, ObjectType } from 'type-graphql';
import type { MemberRow } from '../../store/entities';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Node } from './node';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Somebody who works at the agency.' })
export class Member implements Node {
  constructor(private readonly row: MemberRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Member', this.row.id);
  }
  @Field(() => String, { description: 'Full name.' }) get name() {
    return this.row.name;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  get email() {
    return this.row.email;
  }
  @Field(() => Boolean, { description: 'Can anything be assigned to this member?' }) get active() {
    return this.row.active;
  }
  @Field(() => DateTime, { description: 'When this was recorded.' }) get createdAt() {
    return this.row.createdAt;
  }
}

export async function memberOf({ members }: Context, memberId: string | null): Promise<Member | null> {
  const row = memberId ? await members.load(memberId) : null;
  return row && new Member(row);
}

export const MemberConnection = makeConnection('Member', () => Member);
