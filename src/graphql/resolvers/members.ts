import { Arg, Args, Ctx, Field, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { MemberRow } from '../../store/entities';
import { createMember, updateMember } from '../../store/members';
import { listMembers, type ReferenceFilter } from '../../store/queries/reference';
import type { Context } from '../context';
import { localId } from '../ids';
import { CreateMemberInput, UpdateMemberInput } from '../inputs/member-inputs';
import { keys, PageArgs, toConnection, toPage } from '../paging';
import { idempotencyFor, MemberPayload, mutate } from '../payload';
import { Needs } from '../rights';
import { Member, MemberConnection } from '../types/member';
import { searched, whereDescription } from './queries';
import { given } from './reference';

@InputType({ description: 'Which members.' })
export class MemberWhere {
  @Field(() => String, { nullable: true, description: 'The name has this in it.' }) nameContains?:
    | string
    | null;
  @Field(() => Boolean, { nullable: true, description: 'Active, or not any more.' }) active?: boolean | null;
}

@Resolver()
export class MemberResolver {
  @Needs('READ')
  @Query(() => MemberConnection, { description: 'Who works at the agency, in the order of recording.' })
  async members(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => MemberWhere, { nullable: true, description: whereDescription })
    where?: MemberWhere | null,
  ) {
    const filter: ReferenceFilter = {
      contains: searched('nameContains', where?.nameContains),
      active: where?.active ?? null,
    };
    const list = ['members', filter];
    const slice = await listMembers(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new Member(node), key })) },
      list,
    );
  }

  @Needs('MEMBERS')
  @Mutation(() => MemberPayload, {
    description: 'Records somebody who works at the agency.',
  })
  createMember(@Ctx() context: Context, @Arg('input', () => CreateMemberInput) input: CreateMemberInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const facts = { name: input.name, email: input.email ?? null, active: true };
      return member(
        context,
        await createMember(store, session, facts, idempotencyFor('createMember', input)),
      );
    });
  }

  @Needs('MEMBERS')
  @Mutation(() => MemberPayload, {
    description: 'Changes a member; one who has left is no longer active.',
  })
  updateMember(@Ctx() context: Context, @Arg('input', () => UpdateMemberInput) input: UpdateMemberInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { id, idempotencyKey: _, ...changes } = input;
      const key = idempotencyFor('updateMember', input);
      return member(
        context,
        await updateMember(store, session, localId(id, 'Member'), given(changes, ['email']), key),
      );
    });
  }
}

async function member({ members }: Context, id: string) {
  return { member: new Member((await members.load(id)) as MemberRow) };
}
