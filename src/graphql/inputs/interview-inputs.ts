import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Instant, LocalDate } from '../../domain/instant';
import { InterviewFormat } from '../../domain/vocabulary';
import { DateTime, LocalDateScalar } from '../scalars';
import { noteLengthMax, OnApplication, reasonLengthMax } from './command-inputs';
import { OptionalText, Text } from './constraints';

@InputType({ description: 'An interview is agreed on.' })
export class ScheduleInterviewInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => DateTime, { description: 'When it starts.' }) startsAt: Instant;
  @Field(() => DateTime, { description: 'When it ends.' }) endsAt: Instant;
  @Field(() => InterviewFormat, { description: 'How it is held.' }) format: InterviewFormat;
  @IsOptional()
  @ArrayMaxSize(20, { message: 'must be at most 20 contacts.' })
  @Field(() => [ID], { nullable: true, description: 'Who holds it.' })
  contactIds?: string[] | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was agreed on; now, unless said.' })
  agreedAt?: Instant | null;
}

@InputType({ description: 'An interview that is still to come is moved. What is left out stays as it is.' })
export class MoveInterviewInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ID, { description: 'The id of the interview.' }) interviewId: string;
  @Field(() => DateTime, { description: 'When it starts now.' }) startsAt: Instant;
  @Field(() => DateTime, { description: 'When it ends now.' }) endsAt: Instant;
  @Field(() => InterviewFormat, { nullable: true, description: 'How it is held now.' })
  format?: InterviewFormat | null;
  @IsOptional()
  @ArrayMaxSize(20, { message: 'must be at most 20 contacts.' })
  @Field(() => [ID], { nullable: true, description: 'Who holds it now.' })
  contactIds?: string[] | null;
  @OptionalText(reasonLengthMax)
  @Field(() => String, { nullable: true, description: 'Why.' })
  why?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was agreed on; now, unless said.' })
  movedAt?: Instant | null;
}

@InputType({ description: 'The candidate is prepared for an interview.' })
export class PrepareInterviewInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ID, { description: 'The id of the interview.' }) interviewId: string;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was done; now, unless said.' })
  preparedAt?: Instant | null;
}

@InputType({ description: 'An interview was held.' })
export class RecordInterviewInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => DateTime, { description: 'When it started.' }) startedAt: Instant;
  @Field(() => DateTime, { description: 'When it ended.' }) endedAt: Instant;
  @Field(() => InterviewFormat, { description: 'How it was held.' }) format: InterviewFormat;
  @IsOptional()
  @ArrayMaxSize(20, { message: 'must be at most 20 contacts.' })
  @Field(() => [ID], { nullable: true, description: 'Who held it.' })
  contactIds?: string[] | null;
  @IsOptional()
  @ArrayMaxSize(20, { message: 'must be at most 20 topics.' })
  @Text(200, { each: true })
  @Field(() => [String], { nullable: true, description: 'What was discussed.' })
  topics?: string[] | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  decisionExpectedOn?: LocalDate | null;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
}

@InputType({ description: 'An interview is called off.' })
export class CancelInterviewInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ID, { description: 'The id of the interview.' }) interviewId: string;
  @OptionalText(reasonLengthMax)
  @Field(() => String, { nullable: true, description: 'Why.' })
  why?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When; now, unless said.' })
  cancelledAt?: Instant | null;
}
