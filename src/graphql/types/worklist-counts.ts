import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { ActionKind, ContactMethod, Urgency } from '../../domain/vocabulary';
import type { CandidateRow, EmployerRow } from '../../store/entities';
import type { Count, WorklistCounts as Counts } from '../../store/queries/worklist-counts';
import type { Context } from '../context';
import { Member, memberOf } from './member';
import { Candidate, Employer } from './people';

const ofEntries = { description: 'How many entries of the worklist.' };

@ObjectType({ simpleResolvers: true, description: 'How many entries ask for one and the same thing.' })
export class WorklistKindCount implements Count<ActionKind> {
  @Field(() => ActionKind, { description: 'What to do.' }) value: ActionKind;
  @Field(() => Int, ofEntries) count: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many entries go by one method.' })
export class WorklistMethodCount implements Count<ContactMethod | null> {
  @Field(() => ContactMethod, { nullable: true, description: 'How; null for CLOSE.' })
  value: ContactMethod | null;
  @Field(() => Int, ofEntries) count: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many entries are equally pressing.' })
export class WorklistUrgencyCount implements Count<Urgency> {
  @Field(() => Urgency, { description: 'How pressing they are at the moment asked for.' }) value: Urgency;
  @Field(() => Int, ofEntries) count: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many entries one member looks after.' })
export class WorklistAssigneeCount {
  constructor(private readonly counted: Count<string | null>) {}

  @Field(() => Member, { nullable: true, simple: false, description: 'Who; null for nobody.' })
  value(@Ctx() context: Context): Promise<Member | null> {
    return memberOf(context, this.counted.value);
  }
  @Field(() => Int, ofEntries) get count() {
    return this.counted.count;
  }
}

@ObjectType({ simpleResolvers: true, description: 'How many entries are for one candidate.' })
export class WorklistCandidateCount {
  constructor(private readonly counted: Count<string>) {}

  @Field(() => Candidate, { simple: false, description: 'For whom.' })
  async value(@Ctx() { candidates }: Context): Promise<Candidate> {
    return new Candidate((await candidates.load(this.counted.value)) as CandidateRow);
  }
  @Field(() => Int, ofEntries) get count() {
    return this.counted.count;
  }
}

@ObjectType({ simpleResolvers: true, description: 'How many entries go to one employer.' })
export class WorklistEmployerCount {
  constructor(private readonly counted: Count<string>) {}

  @Field(() => Employer, { simple: false, description: 'To whom.' })
  async value(@Ctx() { employers }: Context): Promise<Employer> {
    return new Employer((await employers.load(this.counted.value)) as EmployerRow);
  }
  @Field(() => Int, ofEntries) get count() {
    return this.counted.count;
  }
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How many entries the worklist has at the moment asked for, in all and of each sort, the most first.',
})
export class WorklistCounts {
  constructor(private readonly counts: Counts) {}

  @Field(() => Int, { description: 'All of them.' }) get total() {
    return this.counts.total;
  }
  @Field(() => [WorklistKindCount], { description: 'By what to do.' }) get byKind() {
    return this.counts.byKind;
  }
  @Field(() => [WorklistMethodCount], { description: 'By the method.' }) get byMethod() {
    return this.counts.byMethod;
  }
  @Field(() => [WorklistUrgencyCount], { description: 'By how pressing they are.' }) get byUrgency() {
    return this.counts.byUrgency;
  }
  @Field(() => [WorklistAssigneeCount], { description: 'By who looks after them; the 100 with the most.' })
  get byAssignee() {
    return this.counts.byAssignee.map((counted) => new WorklistAssigneeCount(counted));
  }
  @Field(() => [WorklistCandidateCount], { description: 'By the candidate; the 100 with the most.' })
  get byCandidate() {
    return this.counts.byCandidate.map((counted) => new WorklistCandidateCount(counted));
  }
  @Field(() => [WorklistEmployerCount], { description: 'By the employer; the 100 with the most.' })
  get byEmployer() {
    return this.counts.byEmployer.map((counted) => new WorklistEmployerCount(counted));
  }
}
