import * as webhookDeliveries from '../../../src/store/webhooks/deliveries';
import * as handingOut from '../../../src/store/webhooks/hand-out';
import * as sending from '../../../src/store/webhooks/sending';
import * as webhooks from '../../../src/store/webhooks/webhooks';
import { type Call, type Ids, page, type TwoAgencies } from './two-agencies';

const leaseOf = ({ webhookId, leaseId }: Ids, agencyId: string): handingOut.Lease => ({
  agencyId,
  webhookId,
  leaseId,
});
const failure = {
  requestedAt: new Date(),
  url: 'https://hooks.example.com/',
  latencyMilliseconds: 1,
  responseStatus: 500,
  responseHeaders: {},
  responseBody: '',
  error: 'It answered with status 500.',
};

/** Webhooks. */
export const webhooksCalls: Call[] = [
  [
    'webhooksByIds',
    ({ webhookId }, { store, agencyId }) => webhooks.webhooksByIds(store.of(agencyId), agencyId, [webhookId]),
  ],
  [
    'deliveriesByIds',
    ({ deliveryId }, { store, agencyId }) =>
      webhookDeliveries.deliveriesByIds(store.of(agencyId), agencyId, [deliveryId]),
  ],
  [
    'listDeliveries',
    ({ webhookId }, { store, agencyId }) =>
      webhookDeliveries.listDeliveries(store, agencyId, webhookId, null, page),
  ],
  ['renewLease', (ids, { store, agencyId }) => handingOut.renewLease(store, leaseOf(ids, agencyId), 600_000)],
  [
    'dueDeliveries',
    (ids, { store, agencyId }) => sending.dueDeliveries(store, leaseOf(ids, agencyId), [], 4),
  ],
  ['handOut', (ids, { store, agencyId }) => handingOut.handOut(store, leaseOf(ids, agencyId))],
  [
    'finishAttempt',
    async (ids, { store, agencyId }) => {
      const due = { id: ids.deliveryId, event: null } as sending.DueDelivery;
      const result = { attempt: failure, retryMilliseconds: 1, pauseMilliseconds: null, isGone: false };
      await sending.finishAttempt(store, leaseOf(ids, agencyId), due, result);
      return webhookDeliveries.attemptsOf(store.of(agencyId), agencyId, [ids.deliveryId]);
    },
  ],
  [
    'attemptsOf',
    ({ deliveryId }, { store, agencyId }) =>
      webhookDeliveries.attemptsOf(store.of(agencyId), agencyId, [deliveryId]),
  ],
  [
    'releaseLease',
    async (ids, { store, agencyId }) => {
      await handingOut.releaseLease(store, leaseOf(ids, agencyId));
      const text = 'select lease_id from webhook where agency_id = $1 and id = $2';
      return (await store.of(agencyId).query(text, [agencyId, ids.webhookId])).rows;
    },
  ],
  ...(
    [
      [
        'updateWebhook',
        ({ store, session }, id) => webhooks.updateWebhook(store, session, id, { description: 'Ours' }, null),
      ],
      [
        'rotateWebhookSecret',
        ({ store, session }, id) => webhooks.rotateWebhookSecret(store, session, id, 1, null),
      ],
      ['disableWebhook', ({ store, session }, id) => webhooks.disableWebhook(store, session, id, null)],
      ['enableWebhook', ({ store, session }, id) => webhooks.enableWebhook(store, session, id, null)],
      ['testWebhook', ({ store, session }, id) => webhookDeliveries.testWebhook(store, session, id, null)],
      [
        'redeliverSince',
        ({ store, session }, id) => webhooks.redeliverSince(store, session, id, { position: '1' }, null),
      ],
    ] satisfies [string, (two: TwoAgencies, id: string) => Promise<unknown>][]
  ).map(([name, call]): Call => [name, ({ webhookId }, two) => call(two, webhookId)]),
  [
    'redeliver',
    ({ deliveryId }, { store, session }) => webhookDeliveries.redeliver(store, session, deliveryId, null),
  ],
  [
    'deleteWebhook',
    ({ webhookId }, { store, session }) => webhooks.deleteWebhook(store, session, webhookId, null),
  ],
];
