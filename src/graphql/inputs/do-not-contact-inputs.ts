import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { DateTime } from '../scalars';
import { noteLengthMax, Repeatable, reasonLengthMax } from './command-inputs';
import { Holds, OptionalText, Text } from './constraints';

const saidByLengthMax = 200;

@InputType({
  description: 'A person, or an employer as a whole, is not to be contacted any more, on any application.',
})
export class RecordDoNotContactInput extends Repeatable {
  @Field(() => ID, { nullable: true, description: 'The employer as a whole; or contactId.' })
  employerId?: string | null;
  @Holds<RecordDoNotContactInput>(
    'needs exactly one of contactId and employerId.',
    ({ contactId, employerId }) => (contactId == null) !== (employerId == null),
  )
  @Field(() => ID, { nullable: true, description: 'One person; or employerId.' })
  contactId?: string | null;
  @Text(saidByLengthMax)
  @Field(() => String, { description: 'Who said so.' })
  saidBy: string;
  @Field(() => DateTime, { description: 'When it was said.' }) saidAt: Instant;
  @OptionalText(noteLengthMax)
  @Field(() => String, { nullable: true, description: `Free text, at most ${noteLengthMax} characters.` })
  note?: string | null;
}

@InputType({
  description:
    'That somebody is not to be contacted was a mistake, or they themselves have changed their mind; it stays in the history.',
})
export class WithdrawDoNotContactInput extends Repeatable {
  @Field(() => ID, { description: 'What recordDoNotContact answered.' }) id: string;
  @Text(reasonLengthMax)
  @Field(() => String, { description: 'Why.' })
  reason: string;
}
