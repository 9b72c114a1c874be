import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { refusal } from '../../domain/errors';
import { type DeliveryRow, redeliver, testWebhook } from '../../store/webhooks/deliveries';
import {
  createWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  listWebhooks,
  redeliverSince,
  rotateWebhookSecret,
  type Since,
  updateWebhook,
  type WebhookRow,
} from '../../store/webhooks/webhooks';
import type { Context } from '../context';
import { localId, toGlobalId } from '../ids';
import {
  CreateWebhookInput,
  DeleteWebhookInput,
  DisableWebhookInput,
  EnableWebhookInput,
  RedeliverWebhookDeliveryInput,
  RedeliverWebhookSinceInput,
  RotateWebhookSecretInput,
  TestWebhookInput,
  UpdateWebhookInput,
} from '../inputs/webhook-inputs';
import { keys, PageArgs, toConnection, toPage } from '../paging';
import { idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { Webhook, WebhookConnection } from '../types/webhook';
import { WebhookDelivery } from '../types/webhook-delivery';
import {
  DeletedWebhookPayload,
  WebhookDeliveryPayload,
  WebhookPayload,
  WebhookSecretPayload,
} from '../webhook-payloads';
import { given } from './reference';

@Resolver()
export class WebhookResolver {
  @Needs('WEBHOOKS')
  @Query(() => WebhookConnection, {
    description: 'The agency’s webhooks, in the order in which they were made.',
  })
  async webhooks(@Ctx() { store, session }: Context, @Args(() => PageArgs) args: PageArgs) {
    const list = ['webhooks'];
    const slice = await listWebhooks(store, session.agencyId, toPage(args, list, keys.id));
    const rows = slice.rows.map(({ node, key }) => ({ node: new Webhook(node), key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookSecretPayload, {
    description:
      'Names an address that is told of what is recorded from now on. The answer alone holds the secret.',
  })
  createWebhook(@Ctx() context: Context, @Arg('input', () => CreateWebhookInput) input: CreateWebhookInput) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { url, description = null, eventTypes } = input;
      refuseUrl(context, url);
      const facts = { url, description, eventTypes: unique(eventTypes) };
      const key = idempotencyFor('createWebhook', input);
      const { id, secret } = await createWebhook(context.store, context.session, facts, key);
      return { ...(await webhook(context, id)), secret };
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookPayload, { description: 'Changes a webhook: for what waits for it already, too.' })
  updateWebhook(@Ctx() context: Context, @Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { id, idempotencyKey: _, ...changes } = input;
      const { eventTypes, url, description } = given(changes, ['description']);
      if (url) refuseUrl(context, url);
      const facts = { url, description, eventTypes: eventTypes ? unique(eventTypes) : undefined };
      const key = idempotencyFor('updateWebhook', input);
      return webhook(
        context,
        await updateWebhook(context.store, context.session, localId(id, 'Webhook'), facts, key),
      );
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => DeletedWebhookPayload, {
    description: 'Nothing more is sent to it, and its deliveries go.',
  })
  deleteWebhook(@Ctx() context: Context, @Arg('input', () => DeleteWebhookInput) input: DeleteWebhookInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('deleteWebhook', input);
      const id = await deleteWebhook(store, session, localId(input.id, 'Webhook'), key);
      return { deletedWebhookId: toGlobalId('Webhook', id) };
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookSecretPayload, {
    description:
      'A new secret, and the present one beside it for a while. The answer alone holds the secret.',
  })
  rotateWebhookSecret(
    @Ctx() context: Context,
    @Arg('input', () => RotateWebhookSecretInput) input: RotateWebhookSecretInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('rotateWebhookSecret', input);
      const id = localId(input.id, 'Webhook');
      const { secret } = await rotateWebhookSecret(store, session, id, input.overlapHours, key);
      return { ...(await webhook(context, id)), secret };
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookPayload, { description: 'It goes on where it stopped: nothing is left out.' })
  enableWebhook(@Ctx() context: Context, @Arg('input', () => EnableWebhookInput) input: EnableWebhookInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('enableWebhook', input);
      const id = await enableWebhook(store, session, localId(input.id, 'Webhook'), key);
      store.wakeUp.announce();
      return webhook(context, id);
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookPayload, { description: 'Nothing is sent to it until it is enabled again.' })
  disableWebhook(
    @Ctx() context: Context,
    @Arg('input', () => DisableWebhookInput) input: DisableWebhookInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('disableWebhook', input);
      return webhook(context, await disableWebhook(store, session, localId(input.id, 'Webhook'), key));
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookDeliveryPayload, {
    description: 'Sends it a message of the type webhook.test, which tells of nothing.',
  })
  testWebhook(@Ctx() context: Context, @Arg('input', () => TestWebhookInput) input: TestWebhookInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('testWebhook', input);
      return delivery(context, await testWebhook(store, session, localId(input.id, 'Webhook'), key));
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookDeliveryPayload, {
    description:
      'Delivers one message again, at once, by a schedule that starts anew; it waits for no other one.',
  })
  redeliverWebhookDelivery(
    @Ctx() context: Context,
    @Arg('input', () => RedeliverWebhookDeliveryInput) input: RedeliverWebhookDeliveryInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('redeliverWebhookDelivery', input);
      return delivery(context, await redeliver(store, session, localId(input.id, 'WebhookDelivery'), key));
    });
  }

  @Needs('WEBHOOKS')
  @Mutation(() => WebhookPayload, {
    description:
      'Delivers all events since a place in the log, or a time, again in their order, also those from before the webhook was made.',
  })
  redeliverWebhookSince(
    @Ctx() context: Context,
    @Arg('input', () => RedeliverWebhookSinceInput) input: RedeliverWebhookSinceInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const key = idempotencyFor('redeliverWebhookSince', input);
      const { position, recordedSince } = input;
      const since = (position == null ? { recordedSince } : { position }) as Since;
      const id = await redeliverSince(store, session, localId(input.id, 'Webhook'), since, key);
      store.wakeUp.announce();
      return webhook(context, id);
    });
  }
}

const unique = <T>(values: T[]): T[] => [...new Set(values)];

function refuseUrl({ outbound }: Context, url: string): void {
  const problem = outbound.problemOf(url);
  if (problem) throw refusal('INVALID', 'url', problem);
}

async function webhook({ webhooks }: Context, id: string) {
  // Null where a repeated request comes after it was deleted.
  const row: WebhookRow | null = await webhooks.load(id);
  return { webhook: row && new Webhook(row) };
}

async function delivery({ store, webhookDeliveries }: Context, id: string) {
  store.wakeUp.announce();
  const row: DeliveryRow | null = await webhookDeliveries.load(id);
  return { webhookDelivery: row && new WebhookDelivery(row) };
}
