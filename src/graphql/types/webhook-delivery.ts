import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { type AttemptRow, type DeliveryRow, WebhookDeliveryState } from '../../store/webhooks/deliveries';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { messageBody, messageHeaders, messageId, messageType } from '../webhook-message';
import { Event } from './event';
import { toEvent } from './events';
import { Node } from './node';

@ObjectType({ simpleResolvers: true, description: 'A header of a request or an answer.' })
export class WebhookHeader {
  @Field(() => String, { description: 'In small letters.' }) name: string;
  @Field(() => String, { description: 'What it says.' }) value: string;
}

const toHeaders = (headers: Record<string, string>): WebhookHeader[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

@ObjectType({ simpleResolvers: true, description: 'One request to a webhook, and what came of it.' })
export class WebhookAttempt {
  constructor(
    private readonly row: AttemptRow,
    private readonly delivery: DeliveryRow,
  ) {}

  @Field(() => DateTime, { description: 'When it was sent.' }) get requestedAt() {
    return this.row.requestedAt;
  }
  @Field(() => String, { description: 'Where it went.' }) get url() {
    return this.row.url;
  }
  @Field(() => [WebhookHeader], {
    description: 'What went with it, but for the signature, with which it could be sent once more.',
  })
  get requestHeaders() {
    return toHeaders(messageHeaders(this.delivery, this.row.requestedAt));
  }
  @Field(() => String, { description: 'What was sent: the same at every attempt.' }) get requestBody() {
    return messageBody(this.delivery);
  }
  @Field(() => Int, { nullable: true, description: 'The status of the answer; null where there was none.' })
  get responseStatus() {
    return this.row.responseStatus;
  }
  @Field(() => [WebhookHeader], { description: 'Those of the answer that help to find a mistake.' })
  get responseHeaders() {
    return toHeaders(this.row.responseHeaders ?? {});
  }
  @Field(() => String, { nullable: true, description: 'The beginning of the answer, up to 4 KiB.' })
  get responseBody() {
    return this.row.responseBody;
  }
  @Field(() => Int, { description: 'From before connecting until the answer was read.' })
  get latencyMilliseconds() {
    return this.row.latencyMilliseconds;
  }
  @Field(() => String, { nullable: true, description: 'What went wrong; null where it was delivered.' })
  get error() {
    return this.row.error;
  }
}

@Needs('WEBHOOKS')
@ObjectType({ implements: Node, simpleResolvers: true, description: 'One message for one webhook.' })
export class WebhookDelivery implements Node {
  constructor(private readonly row: DeliveryRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('WebhookDelivery', this.row.id);
  }
  @Field(() => String, {
    description: 'The header webhook-id: the same however often the message is delivered.',
  })
  get messageId() {
    return messageId(this.row);
  }
  @Field(() => String, { description: 'The type of the message, such as application.contact_attempted.' })
  get type() {
    return messageType(this.row);
  }
  @Field(() => WebhookDeliveryState, { description: 'How far it has come.' })
  get state(): WebhookDeliveryState {
    return this.row.state;
  }
  @Field(() => Event, {
    nullable: true,
    simple: false,
    description: 'What the message tells of; null for a test.',
  })
  async event(@Ctx() { events }: Context) {
    const view = this.row.event && (await events.load(this.row.event.eventId));
    return view && toEvent(view);
  }
  @Field(() => Int, { description: 'Attempts since it was made, or was last asked for.' })
  get attemptCount() {
    return this.row.attemptCount;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'Null once it has ended, and while it waits for an earlier one on the same application.',
  })
  get nextAttemptAt() {
    return this.row.nextAttemptAt;
  }
  @Field(() => DateTime, { description: 'When it was made.' }) get createdAt() {
    return this.row.createdAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was delivered or given up.' })
  get endedAt() {
    return this.row.endedAt;
  }
  @Field(() => [WebhookAttempt], { simple: false, description: 'The latest 20 attempts, the newest first.' })
  async attempts(@Ctx() { webhookAttempts }: Context) {
    const rows = (await webhookAttempts.load(this.row.id)) ?? [];
    return rows.map((attempt) => new WebhookAttempt(attempt, this.row));
  }
}

export const WebhookDeliveryConnection = makeConnection('WebhookDelivery', () => WebhookDelivery);
