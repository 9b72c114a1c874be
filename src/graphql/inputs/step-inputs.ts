import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { ActionKind } from '../../domain/vocabulary';
import { DateTime } from '../scalars';
import { OnApplication, reasonLengthMax } from './command-inputs';
import { OptionalText, Text } from './constraints';

@InputType({ description: 'The next step is put off.' })
export class DeferActionInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => DateTime, { description: 'Until when, unless something happens before.' }) until: Instant;
  @OptionalText(reasonLengthMax)
  @Field(() => String, { nullable: true, description: 'Why.' })
  why?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was decided; now, unless said.' })
  deferredAt?: Instant | null;
}

@InputType({ description: 'The next step is to be taken on a date.' })
export class PinActionInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => DateTime, { description: 'From when, unless something happens before.' }) opensAt: Instant;
  @OptionalText(reasonLengthMax)
  @Field(() => String, { nullable: true, description: 'Why.' })
  why?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was decided; now, unless said.' })
  pinnedAt?: Instant | null;
}

@InputType({ description: 'An action is not to be taken, until something new happens.' })
export class DismissActionInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Field(() => ActionKind, { description: 'What is not to be done.' }) kind: ActionKind;
  @OptionalText(reasonLengthMax)
  @Field(() => String, { nullable: true, description: 'Why.' })
  why?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was decided; now, unless said.' })
  dismissedAt?: Instant | null;
}

@InputType({ description: 'The agency has promised the employer something, such as a portfolio.' })
export class RecordPromiseInput extends OnApplication {
  @Field(() => ID, { description: 'On which application.' }) applicationId: string;
  @Text(reasonLengthMax)
  @Field(() => String, { description: 'What; a message names it, such as "the portfolio".' })
  what: string;
  @Field(() => DateTime, { description: 'By when.' }) dueAt: Instant;
  @Field(() => ID, { nullable: true, description: 'To which person.' }) contactId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was promised; now, unless said.' })
  promisedAt?: Instant | null;
}
