import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ExportFormat, type ExportInput, ExportKind } from '../../store/exports';
import { type Job, JobState } from '../../store/jobs';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Node } from './node';

type StoredExport = Job<ExportInput & { format: ExportFormat }, { rowCount: number; bytes: number }>;

@Needs('EXPORT')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A file that is made in the background, and kept for 7 days.',
})
export class ExportJob implements Node {
  private readonly job: StoredExport;

  constructor(job: Job) {
    this.job = job as StoredExport;
  }

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('ExportJob', this.job.id);
  }
  @Field(() => ExportKind, { description: 'What is exported.' }) get kind() {
    return this.job.input.kind;
  }
  @Field(() => ExportFormat, { description: 'In which form.' }) get format() {
    return this.job.input.format;
  }
  @Field(() => JobState, { description: 'Where it stands.' }) get state() {
    return this.job.state;
  }
  @Field(() => Int, { description: 'How many applications have been read so far.' }) get done() {
    return this.job.done;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'How many applications there are to read; null while that is not known.',
  })
  get total() {
    return this.job.total;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'Lines in the file, without the heading, once it is DONE.',
  })
  get rowCount() {
    return this.job.result?.rowCount ?? null;
  }
  @Field(() => Float, { nullable: true, description: 'The length of the file in bytes, once it is DONE.' })
  get bytes() {
    return this.job.result?.bytes ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Why it has FAILED, for a person.' }) get failure() {
    return this.job.failure;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Where this server has the file, for a GET with the same kind of key; null without one.',
  })
  get path() {
    const hasFile = this.job.state === 'DONE' && Number(this.job.expiresAt) > Date.now();
    return hasFile ? `/exports/jobs/${this.id}` : null;
  }
  @Field(() => Actor, { description: 'Who has asked for it.' }) get createdBy() {
    return this.job.createdBy;
  }
  @Field(() => DateTime, { description: 'When it was asked for.' }) get createdAt() {
    return this.job.createdAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was first begun.' }) get startedAt() {
    return this.job.startedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it came to its end, whatever that was.' })
  get finishedAt() {
    return this.job.finishedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When its file goes.' }) get expiresAt() {
    return this.job.state === 'DONE' ? this.job.expiresAt : null;
  }
}

export const ExportJobConnection = makeConnection('ExportJob', () => ExportJob);
