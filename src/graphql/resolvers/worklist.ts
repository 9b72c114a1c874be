import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { ActionKind, ContactMethod, Urgency } from '../../domain/vocabulary';
import { worklist } from '../../store/queries/worklist';
import { worklistCounts } from '../../store/queries/worklist-counts';
import type { WorklistFilter } from '../../store/queries/worklist-filter';
import type { Context } from '../context';
import { optionalLocalId } from '../ids';
import { ForwardPageArgs, keys, toConnection, toPage } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { ReachedRecently } from '../types/reached-recently';
import { RecommendedAction } from '../types/recommended-action';
import { WorklistConnection, WorklistEntry } from '../types/worklist';
import { WorklistCounts } from '../types/worklist-counts';
import { whereDescription } from './queries';

@InputType({ description: 'Which entries of the worklist.' })
export class WorklistWhere {
  @Field(() => [ActionKind], { nullable: true, description: 'One of these actions.' }) kinds?:
    | ActionKind[]
    | null;
  @Field(() => [ContactMethod], { nullable: true, description: 'By one of these methods.' })
  methods?: ContactMethod[] | null;
  @Field(() => [Urgency], { nullable: true, description: 'So pressing at the moment asked for.' })
  urgencies?: Urgency[] | null;
  @Field(() => ID, { nullable: true, description: 'For this candidate.' }) candidateId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Towards this employer.' }) employerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'On this posting.' }) jobPostingId?: string | null;
  @Field(() => ID, { nullable: true, description: 'To this person.' }) contactId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Assigned to this member, as of now.' })
  assigneeId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Assigned to nobody, as of now; false: to somebody.' })
  unassigned?: boolean | null;
}

const atArgument = { nullable: true, description: 'The moment asked for; now, unless said.' };
export const whereArgument = { nullable: true, description: whereDescription };

@Resolver(() => RecommendedAction)
export class WorklistResolver {
  @Needs('APPLICATIONS')
  @Query(() => WorklistConnection, {
    description:
      'What to do at a moment (now, unless said), most urgent first: what the employer waits for, then by when it is late, closing last.',
  })
  async worklist(
    @Ctx() { store, session }: Context,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Arg('at', () => DateTime, atArgument) at?: Instant | null,
    @Arg('where', () => WorklistWhere, whereArgument) where?: WorklistWhere | null,
  ) {
    const moment = at ?? Date.now();
    const filter = toFilter(where);
    const list = ['worklist', filter, at ?? null];
    const slice = await worklist(store, session.agencyId, moment, filter, toPage(args, list, keys.rank));
    const rows = slice.rows.map((row) => ({ node: new WorklistEntry(row, moment), key: row.key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('APPLICATIONS')
  @Query(() => WorklistCounts, {
    description:
      'How many entries the worklist has at a moment (now, unless said), by several things at once.',
  })
  async worklistCounts(
    @Ctx() { store, session }: Context,
    @Arg('at', () => DateTime, atArgument) at?: Instant | null,
    @Arg('where', () => WorklistWhere, whereArgument) where?: WorklistWhere | null,
  ): Promise<WorklistCounts> {
    const counts = await worklistCounts(store, session.agencyId, at ?? Date.now(), toFilter(where));
    return new WorklistCounts(counts);
  }

  @FieldResolver(() => [ReachedRecently], {
    description:
      'Who at the agency has turned to this person in the 7 days before the moment asked for, on whatever application, the latest first, at most 20.',
  })
  async reachedRecently(
    @Root() action: RecommendedAction,
    @Ctx() { reached }: Context,
  ): Promise<ReachedRecently[]> {
    const before = action.personAt && (await reached.load(action.personAt));
    return (before ?? []).map((one) => new ReachedRecently(one));
  }
}

export function toFilter(where: WorklistWhere | null | undefined): WorklistFilter {
  return {
    kinds: where?.kinds ?? null,
    methods: where?.methods ?? null,
    urgencies: where?.urgencies ?? null,
    candidateId: optionalLocalId(where?.candidateId, 'Candidate'),
    employerId: optionalLocalId(where?.employerId, 'Employer'),
    jobPostingId: optionalLocalId(where?.jobPostingId, 'JobPosting'),
    contactId: optionalLocalId(where?.contactId, 'Contact'),
    assigneeId: optionalLocalId(where?.assigneeId, 'Member'),
    unassigned: where?.unassigned ?? null,
  };
}
