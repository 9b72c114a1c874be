import { IsIn } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { templateCharactersMax } from '../../domain/message/liquid';
import { type Language, languages, MessageTemplateKind } from '../../domain/message/template';
import { MessageMedium } from '../../domain/vocabulary';
import { Repeatable } from './command-inputs';
import { OptionalText, Text } from './constraints';

const subjectLengthMax = 300;

@InputType({ description: 'A template to go back to the text that comes with the product.' })
export class ResetMessageTemplateInput extends Repeatable {
  @IsIn(languages, { message: `must be ${languages.join(' or ')}.` })
  @Field(() => String, { description: 'The language: en or de.' })
  locale: Language;
  @Field(() => MessageMedium, { description: 'The form of the message.' }) medium: MessageMedium;
  @Field(() => MessageTemplateKind, { description: 'What it is for.' }) kind: MessageTemplateKind;
}

@InputType({ description: 'A text of the agency’s own, in the Liquid language.' })
export class SetMessageTemplateInput extends ResetMessageTemplateInput {
  @OptionalText(subjectLengthMax)
  @Field(() => String, {
    nullable: true,
    description: 'For the e-mail for an action only; where it is left out, ours stays.',
  })
  subject?: string | null;
  @Text(templateCharactersMax)
  @Field(() => String, { description: 'The text; of a LAYOUT, what surrounds {{ text }}.' })
  body: string;
}
