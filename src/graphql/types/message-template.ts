import { Field, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { MessageTemplateKind } from '../../domain/message/template';
import { MessageMedium } from '../../domain/vocabulary';
import { DateTime } from '../scalars';
import { Actor } from './actor';

@ObjectType({ simpleResolvers: true, description: 'A text that drafts are made by, in the Liquid language.' })
export class MessageTemplate {
  @Field(() => String, { description: 'The language: en or de.' }) locale: string;
  @Field(() => MessageMedium, { description: 'The form of the message.' }) medium: MessageMedium;
  @Field(() => MessageTemplateKind, { description: 'What it is for.' }) kind: MessageTemplateKind;
  @Field(() => Int, {
    description: 'Grows by one with every change; 0 where the agency has never set one of its own.',
  })
  version: number;
  @Field(() => Boolean, { description: 'Is it the text that comes with the product?' }) isDefault: boolean;
  @Field(() => String, { nullable: true, description: 'Of the e-mail for an action; otherwise null.' })
  subject: string | null;
  @Field(() => String, { description: 'The text; of a LAYOUT, what surrounds every text.' }) body: string;
  @Field(() => Actor, { nullable: true, description: 'Who set this version; null for version 0.' })
  setBy: Actor | null;
  @Field(() => DateTime, { nullable: true, description: 'When; null for version 0.' }) setAt: Instant | null;
}

@ObjectType({ simpleResolvers: true, description: 'A name that a message template may use.' })
export class MessageTemplateField {
  @Field(() => String, { description: 'As it is written in a template, such as interview.date.' })
  name: string;
  @Field(() => String, { description: 'What stands there.' }) description: string;
  @Field(() => String, { description: 'What may stand there, in English.' }) example: string;
  @Field(() => Boolean, {
    description: 'Is it missing at times, so that it needs a condition or a default around it?',
  })
  mayBeMissing: boolean;
  @Field(() => Boolean, { description: 'Is it for a condition only, and no text?' }) conditionOnly: boolean;
  @Field(() => Boolean, { description: 'Is it for a LAYOUT only?' }) layoutOnly: boolean;
}
