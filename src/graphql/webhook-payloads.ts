import { Field, ID, ObjectType } from 'type-graphql';
import { makeUserError, type UserError, userErrors } from './payload';
import { Webhook } from './types/webhook';
import { WebhookDelivery } from './types/webhook-delivery';

const WebhookUserError = makeUserError('WebhookUserError');

@ObjectType({ simpleResolvers: true, description: 'The webhook after the change.' })
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'As it is now.' }) webhook?: Webhook | null;
  @Field(() => [WebhookUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The webhook with its new secret.' })
export class WebhookSecretPayload {
  @Field(() => Webhook, { nullable: true, description: 'As it is now.' }) webhook?: Webhook | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What messages are signed with, as whsec_ and Base64. Null where a repeated request is answered.',
  })
  secret?: string | null;
  @Field(() => [WebhookUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Which webhook was deleted.' })
export class DeletedWebhookPayload {
  @Field(() => ID, { nullable: true, description: 'Its id.' }) deletedWebhookId?: string | null;
  @Field(() => [WebhookUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The delivery that was asked for.' })
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'As it is now, not yet delivered.' })
  webhookDelivery?: WebhookDelivery | null;
  @Field(() => [WebhookUserError], { description: userErrors }) userErrors: UserError[];
}
