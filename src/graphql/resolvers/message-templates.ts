import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  languages,
  MessageTemplateKind,
  type TemplateKey,
  templateInForce,
  templateKeys,
} from '../../domain/message/template';
import { type FieldName, templateFields } from '../../domain/message/template-fields';
import { closestLanguage } from '../../domain/message/wording';
import { MessageMedium } from '../../domain/vocabulary';
import { resetMessageTemplate, setMessageTemplate } from '../../store/message-templates';
import type { Context } from '../context';
import { ResetMessageTemplateInput, SetMessageTemplateInput } from '../inputs/message-template-inputs';
import { idempotencyFor, MessageTemplatePayload, mutate } from '../payload';
import { Needs } from '../rights';
import { MessageTemplate, MessageTemplateField } from '../types/message-template';

@Resolver()
export class MessageTemplateResolver {
  @Needs('READ')
  @Query(() => [MessageTemplate], {
    description: 'The texts that drafts are made by: the agency’s own, or those that come with the product.',
  })
  async messageTemplates(
    @Ctx() context: Context,
    @Arg('locale', () => String, {
      nullable: true,
      description: 'BCP 47, answered by the language in which a draft would be; all, unless said.',
    })
    locale?: string | null,
    @Arg('medium', () => MessageMedium, { nullable: true, description: 'All, unless said.' })
    medium?: MessageMedium | null,
    @Arg('kind', () => MessageTemplateKind, { nullable: true, description: 'All, unless said.' })
    kind?: MessageTemplateKind | null,
  ): Promise<MessageTemplate[]> {
    const language = locale == null ? null : closestLanguage(locale, languages).language;
    const stored = await context.templates();
    return templateKeys
      .filter((key) => language === null || key.locale === language)
      .filter((key) => medium == null || key.medium === medium)
      .filter((key) => kind == null || key.kind === kind)
      .map((key) => templateInForce(key, stored));
  }

  @Needs('READ')
  @Query(() => [MessageTemplateField], { description: 'Every name that a message template may use.' })
  messageTemplateFields(): MessageTemplateField[] {
    return (Object.keys(templateFields) as FieldName[]).map((name) => {
      const { description, example, value } = templateFields[name];
      return {
        ...{ name, description, example },
        mayBeMissing: value === 'SOMETIMES',
        conditionOnly: value === 'CONDITION',
        layoutOnly: name === 'text',
      };
    });
  }

  @Needs('POLICIES')
  @Mutation(() => MessageTemplatePayload, {
    description:
      'Puts a text of the agency’s own in force. One that would not render for any application is refused, with the line and column of each mistake.',
  })
  setMessageTemplate(
    @Ctx() context: Context,
    @Arg('input', () => SetMessageTemplateInput) input: SetMessageTemplateInput,
  ) {
    const { store, session } = context;
    return this.change(context, input, async () => {
      const template = { ...keyOf(input), subject: input.subject ?? null, body: input.body };
      await setMessageTemplate(store, session, template, idempotencyFor('setMessageTemplate', input));
    });
  }

  @Needs('POLICIES')
  @Mutation(() => MessageTemplatePayload, {
    description: 'Takes the agency’s own text back: from now on ours is in force again.',
  })
  resetMessageTemplate(
    @Ctx() context: Context,
    @Arg('input', () => ResetMessageTemplateInput) input: ResetMessageTemplateInput,
  ) {
    const { store, session } = context;
    return this.change(context, input, () =>
      resetMessageTemplate(store, session, keyOf(input), idempotencyFor('resetMessageTemplate', input)),
    );
  }

  private change(context: Context, input: ResetMessageTemplateInput, work: () => Promise<void>) {
    return mutate(context, { name: 'input', value: input }, async () => {
      await work();
      return { messageTemplate: templateInForce(keyOf(input), await context.templates()) };
    });
  }
}

const keyOf = ({ locale, medium, kind }: ResetMessageTemplateInput): TemplateKey => ({
  locale,
  medium,
  kind,
});
