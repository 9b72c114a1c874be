import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EventType } from '../../domain/events';
import type { Instant } from '../../domain/instant';
import { EventTypeName } from '../enums';
import { DateTime } from '../scalars';
import { Repeatable } from './command-inputs';
import { Holds, OptionalText, Text } from './constraints';

const descriptionLengthMax = 200;
const overlapHoursMax = 168;
const urlLengthMax = 2_000;

const url = 'Where messages are sent: https, a public address, without user name, password or fragment.';
const eventTypes = 'The types of events that it is told of; empty for all.';

@InputType({ description: 'An address that is told of what is recorded from now on.' })
export class CreateWebhookInput extends Repeatable {
  @Text(urlLengthMax)
  @Field(() => String, { description: url })
  url: string;
  @OptionalText(descriptionLengthMax)
  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;
  @Field(() => [EventTypeName], { defaultValue: [], description: eventTypes }) eventTypes: EventType[];
}

@InputType({ description: 'Changes to a webhook; what is left out stays.' })
export class UpdateWebhookInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
  @OptionalText(urlLengthMax)
  @Field(() => String, { nullable: true, description: url })
  url?: string | null;
  @OptionalText(descriptionLengthMax)
  @Field(() => String, { nullable: true, description: 'What it is for; null takes it away.' })
  description?: string | null;
  @Field(() => [EventTypeName], { nullable: true, description: eventTypes }) eventTypes?: EventType[] | null;
}

@InputType({ description: 'Nothing more is sent to this webhook, and its deliveries go.' })
export class DeleteWebhookInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
}

@InputType({ description: 'A webhook gets a new secret.' })
export class RotateWebhookSecretInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
  @Holds<RotateWebhookSecretInput>(
    `must be from 0 to ${overlapHoursMax}.`,
    ({ overlapHours }) => overlapHours >= 0 && overlapHours <= overlapHoursMax,
  )
  @Field(() => Int, {
    defaultValue: 24,
    description: `For how long the present secret signs too, up to ${overlapHoursMax}; 0 where it has leaked.`,
  })
  overlapHours: number;
}

@InputType({ description: 'A webhook that was disabled goes on where it stopped.' })
export class EnableWebhookInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
}

@InputType({ description: 'Nothing is sent to this webhook until it is enabled again.' })
export class DisableWebhookInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
}

@InputType({ description: 'A message to see whether it arrives.' })
export class TestWebhookInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
}

@InputType({ description: 'One message is delivered again, under the id that it had.' })
export class RedeliverWebhookDeliveryInput extends Repeatable {
  @Field(() => ID, { description: 'Which delivery.' }) id: string;
}

@InputType({ description: 'All events since then are delivered again, each under the id that it had.' })
export class RedeliverWebhookSinceInput extends Repeatable {
  @Field(() => ID, { description: 'Which webhook.' }) id: string;
  @IsOptional()
  @Holds<RedeliverWebhookSinceInput>('must be a place in the log, such as 12.', ({ position }) =>
    /^[1-9]\d{0,17}$/.test(position ?? ''),
  )
  @Field(() => String, { nullable: true, description: 'From this place in the agency’s log on.' })
  position?: string | null;
  @Holds<RedeliverWebhookSinceInput>(
    'must be given, or else a position, but not both.',
    ({ position, recordedSince }) => (position == null) !== (recordedSince == null),
  )
  @Field(() => DateTime, { nullable: true, description: 'What has been recorded since then.' })
  recordedSince?: Instant | null;
}
