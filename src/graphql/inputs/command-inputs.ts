import { IsOptional, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Instant, LocalDate } from '../../domain/instant';
import {
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  RecipientRole,
} from '../../domain/vocabulary';
import { DateTime, LocalDateScalar } from '../scalars';
import { Holds, OptionalText, OptionalTimeZone, Text } from './constraints';

export const noteLengthMax = 10_000;
export const reasonLengthMax = 1_000;

export const idempotencyKey =
  'A repeated request with the same key is answered like the first and changes nothing.';

/** What every input takes. */
@InputType()
export abstract class Repeatable {
  @OptionalText(255)
  @Field(() => String, { nullable: true, description: idempotencyKey })
  idempotencyKey?: string | null;
}

/** What every input on an application takes. */
@InputType()
export abstract class OnApplication extends Repeatable {
  @Field(() => Int, {
    nullable: true,
    description: 'Refused where the application is at another version by now.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'A candidate applies for a job.' })
export class SubmitApplicationInput extends Repeatable {
  @Field(() => ID, { description: 'Who applies.' }) candidateId: string;
  @Field(() => ID, { description: 'For what.' }) jobPostingId: string;
  @Field(() => DateTime, { description: 'When.' }) submittedAt: Instant;
  @Field(() => ApplicationChannel, { description: 'How.' }) channel: ApplicationChannel;
}

@InputType({ description: 'Somebody was contacted about an application.' })
export class RecordContactAttemptInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => DateTime, { description: 'When.' }) attemptedAt: Instant;
  @OptionalTimeZone()
  @Field(() => String, { nullable: true, description: 'Where it was made, IANA; the agency’s unless said.' })
  timeZone?: string | null;
  @Field(() => ContactMethod, { description: 'How.' }) method: ContactMethod;
  @Field(() => ContactPurpose, {
    nullable: true,
    description: 'What for; where it is left out, the situation tells.',
  })
  purpose?: ContactPurpose | null;
  @Field(() => ID, { nullable: true, description: 'To which person.' }) contactId?: string | null;
  @Field(() => RecipientRole, { nullable: true, description: 'To whom, where no person is known.' })
  recipientRole?: RecipientRole | null;
  @Field(() => ContactResponse, { defaultValue: 'NONE', description: 'What came of it.' })
  response: ContactResponse;
  @Field(() => DateTime, { nullable: true, description: 'When the response came, where that was later.' })
  respondedAt?: Instant | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'With TIMELINE_GIVEN.' })
  decisionExpectedOn?: LocalDate | null;
  @Field(() => DateTime, { nullable: true, description: 'With CALL_PROMISED.' }) promisedAt?: Instant | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'With OFFER_MADE, INTERVIEW_OFFERED, INFORMATION_REQUESTED: until when they want an answer.',
  })
  answerDueAt?: Instant | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'The promise of the agency’s that this keeps; with KEEP_PROMISE and none named, the next due.',
  })
  keptPromiseId?: string | null;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
}

@InputType({ description: 'The other side was heard.' })
export class RecordResponseInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The attempt that it answers; left out where it came unasked.',
  })
  attemptId?: string | null;
  @Field(() => DateTime, { description: 'When it came.' }) receivedAt: Instant;
  @OptionalTimeZone()
  @Field(() => String, { nullable: true, description: 'Where it came, IANA; the agency’s unless said.' })
  timeZone?: string | null;
  @Field(() => ContactMethod, { description: 'How it came.' }) method: ContactMethod;
  @Field(() => ContactResponse, { description: 'What it was.' }) response: ContactResponse;
  @Field(() => ID, { nullable: true, description: 'From which person.' }) contactId?: string | null;
  @Field(() => LocalDateScalar, { nullable: true, description: 'With TIMELINE_GIVEN.' })
  decisionExpectedOn?: LocalDate | null;
  @Field(() => DateTime, { nullable: true, description: 'With CALL_PROMISED.' }) promisedAt?: Instant | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'With OFFER_MADE, INTERVIEW_OFFERED, INFORMATION_REQUESTED: until when they want an answer.',
  })
  answerDueAt?: Instant | null;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
}

@InputType({ description: 'A person has a role on an application.' })
export class IdentifyContactInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ID, { description: 'The person, recorded at the employer.' }) contactId: string;
  @Field(() => RecipientRole, { description: 'What the person is to this application.' }) role: RecipientRole;
  @Field(() => DateTime, { nullable: true, description: 'Since when; since the last event, unless said.' })
  identifiedAt?: Instant | null;
}

@InputType({ description: 'An application comes to its end.' })
export class CloseApplicationInput extends OnApplication {
  @Field(() => ID, { description: 'Which application.' }) applicationId: string;
  @Field(() => ApplicationOutcome, { description: 'How it ended.' }) outcome: ApplicationOutcome;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When; now, unless said.' })
  closedAt?: Instant | null;
}

@InputType({ description: 'A closed application is taken up again.' })
export class ReopenApplicationInput extends OnApplication {
  @Field(() => ID, { description: 'Which application.' }) applicationId: string;
  @Text(reasonLengthMax)
  @Field(() => String, { description: 'Why.' })
  why: string;
  @Field(() => DateTime, { nullable: true, description: 'When; now, unless said.' })
  reopenedAt?: Instant | null;
}

@InputType({
  description:
    'An event was recorded wrongly; exactly one of attempt and response takes its place. Their own idempotencyKey and expectedVersion play no part: this input has its own.',
})
export class CorrectEventInput extends OnApplication {
  @Holds<CorrectEventInput>(
    'needs exactly one of attempt and response.',
    ({ attempt, response }) => (attempt == null) !== (response == null),
  )
  @Field(() => ID, { description: 'The event that is wrong.' })
  eventId: string;
  @Text(reasonLengthMax)
  @Field(() => String, { description: 'Why it was wrong.' })
  reason: string;
  @IsOptional()
  @ValidateNested()
  @Field(() => RecordContactAttemptInput, { nullable: true, description: 'How the attempt really was.' })
  attempt?: RecordContactAttemptInput | null;
  @IsOptional()
  @ValidateNested()
  @Field(() => RecordResponseInput, { nullable: true, description: 'How the response really was.' })
  response?: RecordResponseInput | null;
}

@InputType({ description: 'An event never happened.' })
export class RetractEventInput extends OnApplication {
  @Field(() => ID, { description: 'The event that is wrong.' }) eventId: string;
  @Text(reasonLengthMax)
  @Field(() => String, { description: 'Why it was wrong.' })
  reason: string;
}
