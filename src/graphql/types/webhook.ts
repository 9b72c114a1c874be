import { Args, ArgsType, Ctx, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { EventType } from '../../domain/events';
import { listDeliveries, WebhookDeliveryState } from '../../store/webhooks/deliveries';
import { WebhookDisabledReason, type WebhookRow } from '../../store/webhooks/webhooks';
import type { Context } from '../context';
import { EventTypeName, WebhookStatus } from '../enums';
import { toGlobalId } from '../ids';
import { ForwardPageArgs, keys, makeConnection, toConnection, toPage } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Node } from './node';
import { WebhookDelivery, WebhookDeliveryConnection } from './webhook-delivery';

@InputType({ description: 'Which deliveries.' })
export class WebhookDeliveryWhere {
  @Field(() => WebhookDeliveryState, { nullable: true, description: 'In this state.' })
  state?: WebhookDeliveryState | null;
}

@ArgsType()
export class WebhookDeliveriesArgs extends ForwardPageArgs {
  @Field(() => WebhookDeliveryWhere, { nullable: true, description: 'What all of them have.' })
  where?: WebhookDeliveryWhere | null;
}

@Needs('WEBHOOKS')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'An address of the agency’s own that is told of what is recorded. Its secret is shown once, when made.',
})
export class Webhook implements Node {
  constructor(private readonly row: WebhookRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Webhook', this.row.id);
  }
  @Field(() => String, { description: 'Where messages are sent.' }) get url() {
    return this.row.url;
  }
  @Field(() => String, { nullable: true, description: 'What it is for.' }) get description() {
    return this.row.description;
  }
  @Field(() => [EventTypeName], { description: 'The types of events that it is told of; empty for all.' })
  get eventTypes(): EventType[] {
    return this.row.eventTypes;
  }
  @Field(() => WebhookStatus, { description: 'Is anything sent to it?' }) get status(): WebhookStatus {
    return this.row.disabledAt ? 'DISABLED' : 'ENABLED';
  }
  @Field(() => WebhookDisabledReason, { nullable: true, description: 'Why nothing is sent to it.' })
  get disabledReason() {
    return this.row.disabledReason;
  }
  @Field(() => DateTime, { nullable: true, description: 'Since when nothing is sent to it.' })
  get disabledAt() {
    return this.row.disabledAt;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when nothing has arrived, although it was tried; after 5 days it is disabled.',
  })
  get failingSince() {
    return this.row.failingSince;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the receiver has asked to be left alone, by Retry-After.',
  })
  get pausedUntil() {
    return this.row.pausedUntil;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the former secret signs beside the present one.',
  })
  get formerSecretExpiresAt() {
    return this.row.formerSecretExpiresAt;
  }
  @Field(() => String, {
    description:
      'The place in the agency’s log up to which there is a delivery for every event that it is told of.',
  })
  get position() {
    return this.row.position;
  }
  @Field(() => DateTime, { description: 'When it was made.' }) get createdAt() {
    return this.row.createdAt;
  }
  @Field(() => WebhookDeliveryConnection, {
    simple: false,
    description: 'The messages for it, the newest first; those that have ended are kept for 30 days.',
  })
  async deliveries(
    @Ctx() { store, session }: Context,
    @Args(() => WebhookDeliveriesArgs) args: WebhookDeliveriesArgs,
  ) {
    const { agencyId } = session;
    const state = args.where?.state ?? null;
    const list = ['webhook-deliveries', this.row.id, state];
    const slice = await listDeliveries(store, agencyId, this.row.id, state, toPage(args, list, keys.id));
    const rows = slice.rows.map(({ node, key }) => ({ node: new WebhookDelivery(node), key }));
    return toConnection({ ...slice, rows }, list);
  }
}

export const WebhookConnection = makeConnection('Webhook', () => Webhook);
