import { makeLog } from '../../src/http/log';
import { type Delivering, startDelivering } from '../../src/webhooks/delivering';
import { type AgencyClient, Api, type Json } from '../support/api';
import { here, Receiver, until } from './receiver';

let api: Api;
let agency: AgencyClient;
let delivering: Delivering;
let receiver: Receiver;
beforeAll(async () => {
  api = await Api.start(here());
  receiver = await Receiver.start();
  delivering = startDelivering(api.store, here(), makeLog('silent'));
});
afterAll(async () => {
  await delivering.stop();
  await receiver.stop();
  await api.close();
});
beforeEach(async () => {
  agency = await api.agency();
  receiver.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('Thanks.');
});

const create = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { webhook { id } secret userErrors { code field message } } }`;
const createWebhook = async (input: object = {}): Promise<Json> =>
  (await agency.data(create, { input: { url: receiver.url, ...input } })).createWebhook;

const everything = `query ($state: WebhookDeliveryState) { webhooks(first: 2) { nodes { id url description eventTypes status
  disabledReason disabledAt failingSince pausedUntil formerSecretExpiresAt position createdAt
  deliveries(first: 5, where: { state: $state }) { nodes { id messageId type state attemptCount nextAttemptAt endedAt
    event { type applicationId } attempts { requestedAt url requestHeaders { name value } requestBody responseStatus
      responseHeaders { name value } responseBody latencyMilliseconds error } } } } } }`;
const read = async (state: string | null = null): Promise<Json> =>
  (await agency.data(everything, { state })).webhooks.nodes;

test('what was sent is listed with request, response and latency, and without the signature or a secret', async () => {
  const { secret } = await createWebhook();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const applicationId = await agency.application(
    await agency.candidate(),
    await agency.posting(await agency.employer()),
  );
  await until(async () => (await read('DELIVERED'))[0].deliveries.nodes.length === 1);
  expect((await read('PENDING'))[0].deliveries.nodes).toEqual([]);
  const [webhook] = await read();
  expect(webhook).toMatchObject({ status: 'ENABLED', disabledReason: null, eventTypes: [], position: '1' });
  const [delivery] = webhook.deliveries.nodes;
  const sent = receiver.received.at(-1);
  expect(delivery).toMatchObject({
    ...{ type: 'application.submitted', state: 'DELIVERED', attemptCount: 1, messageId: sent?.id },
    event: { type: 'ApplicationSubmitted', applicationId },
  });
  const [attempt] = delivery.attempts;
  expect(attempt).toMatchObject({
    ...{
      url: receiver.url,
      requestBody: sent?.body,
      responseStatus: 200,
      responseBody: 'Thanks.',
      error: null,
    },
    latencyMilliseconds: expect.any(Number),
  });
  for (const { name, value } of attempt.requestHeaders) expect(sent?.headers[name]).toBe(value);
  const text = JSON.stringify(webhook);
  expect(text).not.toContain('whsec_');
  expect(text).not.toContain(secret.slice(6));
  expect(text).not.toContain(sent?.headers['webhook-signature']);
});

test.each([
  ['ftp://example.com/', 'Must start with https://.'],
  ['https://user:pass@example.com/', 'Must hold no user name, password or fragment.'],
  ['https://10.0.0.1/', 'Must lead to a public address.'],
  ['https://169.254.169.254/latest', 'Must lead to a public address.'],
  ['no URL', 'Must be a URL of at most 2000 characters.'],
])('%s is refused, when made and when changed', async (url, message) => {
  const error = { code: 'INVALID', field: ['input', 'url'], message };
  expect(await createWebhook({ url })).toMatchObject({ webhook: null, secret: null, userErrors: [error] });
  const { webhook } = await createWebhook();
  expect((await agency.mutate('updateWebhook', { id: webhook.id, url })).userErrors).toEqual([error]);
  expect((await read())[0].url).toBe(receiver.url);
});

test('a secret is told to nobody who repeats a request', async () => {
  const first = await createWebhook({ idempotencyKey: 'once' });
  const again = await createWebhook({ idempotencyKey: 'once' });
  expect(again).toEqual({ ...first, secret: null });
});

test('there may be a hundred webhooks', async () => {
  await Promise.all(Array.from({ length: 101 }, () => createWebhook()));
  expect((await createWebhook()).userErrors).toMatchObject([{ code: 'LIMIT_REACHED', field: ['input'] }]);
  const { webhooks } = await agency.data(
    '{ webhooks(first: 100) { nodes { id } pageInfo { hasNextPage } } }',
  );
  expect([webhooks.nodes.length, webhooks.pageInfo.hasNextPage]).toEqual([100, false]);
});

test('a webhook that is disabled gets nothing, and all of it once it is enabled', async () => {
  const { webhook } = await createWebhook({ eventTypes: ['ApplicationClosed', 'ApplicationClosed'] });
  const { id } = webhook;
  await agency.done('disableWebhook', { id });
  expect((await read())[0]).toMatchObject({
    status: 'DISABLED',
    disabledReason: 'REQUESTED',
    eventTypes: ['ApplicationClosed'],
  });
  expect((await agency.mutate('testWebhook', { id })).userErrors).toMatchObject([
    { code: 'WEBHOOK_DISABLED' },
  ]);
  const applicationId = await agency.application(
    await agency.candidate(),
    await agency.posting(await agency.employer()),
  );
  await agency.done('closeApplication', { applicationId, outcome: 'HIRED' });
  await agency.done('enableWebhook', { id });
  await until(async () => (await read('DELIVERED'))[0].deliveries.nodes.length === 1);
  expect(receiver.received.at(-1)).toMatchObject({ type: 'application.closed', data: { applicationId } });
});

test('one that is deleted is not there any more, nor its deliveries', async () => {
  const { webhook } = await createWebhook();
  const { webhookDelivery } = await agency.done('testWebhook', { id: webhook.id });
  await agency.done('deleteWebhook', { id: webhook.id });
  const ids = [webhook.id, webhookDelivery.id];
  expect(
    await agency.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id } webhooks { nodes { id } } }', { ids }),
  ).toEqual({
    nodes: [null, null],
    webhooks: { nodes: [] },
  });
  expect(
    (await agency.mutate('redeliverWebhookDelivery', { id: webhookDelivery.id })).userErrors,
  ).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test.each([
  [{}, 'recordedSince'],
  [{ position: '1', recordedSince: '2026-03-03T10:00:00Z' }, 'recordedSince'],
  [{ position: '0' }, 'position'],
  [{ position: 'x' }, 'position'],
])('since when is said once, and well: %j', async (since, field) => {
  const { webhook } = await createWebhook();
  const { userErrors } = await agency.mutate('redeliverWebhookSince', { id: webhook.id, ...since });
  expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
});

test('only who may set them up sees webhooks', async () => {
  const { webhook } = await createWebhook();
  for (const role of ['RECRUITER', 'VIEWER'] as const) {
    const { key } = await api.keyOf(agency, role);
    for (const query of [
      '{ webhooks { nodes { id } } }',
      `{ node(id: "${webhook.id}") { ... on Webhook { url } } }`,
    ]) {
      const { body } = await agency.request(query, {}, { key });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  }
});
