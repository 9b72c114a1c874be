import { Args, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { listRefusals } from '../../store/import-files';
import { type Job, JobState } from '../../store/jobs';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { ForwardPageArgs, keys, makeConnection, toConnection, toPage } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Node } from './node';

@ObjectType({ simpleResolvers: true, description: 'What is wrong with a line of a file.' })
export class RefusedLine {
  @Field(() => Int, { description: 'As a text editor counts, the heading being line 1.' }) line: number;
  @Field(() => String, { nullable: true, description: 'The column’s title; null: the line as a whole.' })
  column: string | null;
  @Field(() => String, { description: 'What is wrong and what is expected, for a person.' }) message: string;
}

export const RefusedLineConnection = makeConnection('RefusedLine', () => RefusedLine);

type StoredImport = Job<
  { fileName: string; dryRun: boolean; strict: boolean },
  { lineCount: number; refusedLineCount: number; written: boolean; summary: string[] }
>;

@Needs('IMPORT')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A contact log that was sent to /imports and is recorded in the background.',
})
export class ImportJob implements Node {
  private readonly job: StoredImport;

  constructor(job: Job) {
    this.job = job as StoredImport;
  }

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('ImportJob', this.job.id);
  }
  @Field(() => String, { description: 'What whoever sent it calls the file.' }) get fileName() {
    return this.job.input.fileName;
  }
  @Field(() => Boolean, { description: 'Is everything checked and nothing recorded?' }) get dryRun() {
    return this.job.input.dryRun;
  }
  @Field(() => Boolean, { description: 'Is nothing recorded where any line is refused?' }) get strict() {
    return this.job.input.strict;
  }
  @Field(() => JobState, { description: 'Where it stands.' }) get state() {
    return this.job.state;
  }
  @Field(() => Int, { description: 'How many things have been recorded so far, or were there before.' })
  get done() {
    return this.job.done;
  }
  @Field(() => Int, { nullable: true, description: 'How many there are; null while the file is checked.' })
  get total() {
    return this.job.total;
  }
  @Field(() => Boolean, { nullable: true, description: 'Was anything to be recorded, once it is DONE?' })
  get written() {
    return this.job.result?.written ?? null;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'Lines in the file, without the heading, once it is DONE.',
  })
  get lineCount() {
    return this.job.result?.lineCount ?? null;
  }
  @Field(() => Int, { nullable: true, description: 'How many of them were refused.' })
  get refusedLineCount() {
    return this.job.result?.refusedLineCount ?? null;
  }
  @Field(() => [String], {
    description: 'What is new and what was known, for a person; empty until it is DONE.',
  })
  get summary() {
    return this.job.result?.summary ?? [];
  }
  @Field(() => RefusedLineConnection, {
    simple: false,
    description: 'What is wrong with which line, in the order of the file; the first 10,000.',
  })
  async refusedLines(@Ctx() { store, session }: Context, @Args(() => ForwardPageArgs) args: ForwardPageArgs) {
    const list = ['refusedLines', this.job.id];
    const page = toPage(args, list, keys.version);
    return toConnection(await listRefusals(store, session.agencyId, this.job.id, page), list);
  }
  @Field(() => String, { nullable: true, description: 'Why it has FAILED, for a person.' }) get failure() {
    return this.job.failure;
  }
  @Field(() => Actor, { description: 'Who has sent the file.' }) get createdBy() {
    return this.job.createdBy;
  }
  @Field(() => DateTime, { description: 'When it was sent.' }) get createdAt() {
    return this.job.createdAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was first begun.' }) get startedAt() {
    return this.job.startedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it came to its end, whatever that was.' })
  get finishedAt() {
    return this.job.finishedAt;
  }
}

export const ImportJobConnection = makeConnection('ImportJob', () => ImportJob);
