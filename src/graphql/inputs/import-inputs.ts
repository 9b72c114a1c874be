import { Field, ID, InputType } from 'type-graphql';
import { Repeatable } from './command-inputs';

@InputType({ description: 'An import that is to go no further.' })
export class CancelImportInput extends Repeatable {
  @Field(() => ID, { description: 'Which import.' }) id: string;
}
