import { Field, ID, InputType } from 'type-graphql';
import { Repeatable } from './command-inputs';
import { OptionalText } from './constraints';
import { nameLengthMax } from './reference-inputs';

@InputType({ description: 'A calendar of what a member has to do.' })
export class CreateCalendarFeedInput extends Repeatable {
  @Field(() => ID, { description: 'Whose next steps.' }) memberId: string;
  @OptionalText(nameLengthMax)
  @Field(() => String, {
    nullable: true,
    description: 'What calendars are to call it; unless said, the next steps of the member.',
  })
  name?: string | null;
}

@InputType({ description: 'A calendar feed that is to answer no more.' })
export class RevokeCalendarFeedInput extends Repeatable {
  @Field(() => ID, { description: 'Which calendar feed.' }) id: string;
}
