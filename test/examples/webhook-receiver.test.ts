import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { type Message, makeReceiver } from '../../examples/webhook-receiver/receiver';
import { makeLog } from '../../src/http/log';
import { type Delivering, startDelivering } from '../../src/webhooks/delivering';
import { type AgencyClient, Api } from '../support/api';
import { here, until } from '../webhooks/receiver';

let api: Api;
let agency: AgencyClient;
let delivering: Delivering;
let receiver: Server;
let url: string;
let secret: string;
let webhookId: string;
const messages: Message[] = [];

const createWebhook = `mutation ($url: String!) { createWebhook(input: { url: $url }) { webhook { id } secret } }`;

beforeAll(async () => {
  api = await Api.start(here());
  agency = await api.agency();
  delivering = startDelivering(api.store, here(), makeLog('silent'));
  // Its address has to be known before its secret is.
  let taking: Server | undefined;
  receiver = createServer((request, response) => void taking?.emit('request', request, response));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const created = (await agency.data(createWebhook, { url })).createWebhook;
  secret = created.secret;
  webhookId = created.webhook.id;
  taking = makeReceiver({ secret, onMessage: (message) => messages.push(message) });
});
afterAll(async () => {
  await delivering.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await api.close();
});

const post = (body: string, headers: Record<string, string>) =>
  fetch(url, { method: 'POST', body, headers }).then(({ status }) => status);

function signed(body: string, { at = new Date(), id = 'msg_1', by = secret } = {}) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign(id, at, body),
  };
}

it('gets what happens, and finds it in the API', async () => {
  const posting = await agency.posting(await agency.employer());
  const applicationId = await agency.application(await agency.candidate(), posting);
  await until(() => messages.some(({ type }) => type === 'application.submitted'));
  const message = messages.find(({ type }) => type === 'application.submitted');
  expect(message?.data).toMatchObject({ applicationId });
  const query = 'query ($id: ID!) { node(id: $id) { ... on ApplicationSubmitted { type applicationId } } }';
  expect((await agency.data(query, { id: message?.data.eventId })).node).toEqual({
    type: 'ApplicationSubmitted',
    applicationId,
  });
});

it('hands a message on once, however often it is delivered', async () => {
  const { testWebhook } = await agency.data(
    `mutation ($id: ID!) { testWebhook(input: { id: $id }) { webhookDelivery { id } } }`,
    { id: webhookId },
  );
  const { id } = testWebhook.webhookDelivery;
  const attempts =
    'query ($id: ID!) { node(id: $id) { ... on WebhookDelivery { state attempts { responseStatus } } } }';
  const delivered = async (times: number) => {
    const { node } = await agency.data(attempts, { id });
    return node.state === 'DELIVERED' && node.attempts.length === times;
  };
  await until(() => delivered(1));
  await agency.data(
    `mutation ($id: ID!) { redeliverWebhookDelivery(input: { id: $id }) { webhookDelivery { id } } }`,
    {
      id,
    },
  );
  await until(() => delivered(2));
  expect(messages.filter(({ type }) => type === 'webhook.test')).toHaveLength(1);
});

it('refuses what is not signed, not fresh, changed, or no message at all', async () => {
  const body = JSON.stringify({ type: 'webhook.test', timestamp: '', data: { own: true } });
  const before = messages.length;
  const hour = 3_600_000;
  const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  expect(await post(body, {})).toBe(401);
  expect(await post(body, signed(body, { by: other }))).toBe(401);
  expect(await post(`${body} `, signed(body))).toBe(401);
  expect(await post(body, { ...signed(body), 'webhook-id': 'msg_2' })).toBe(401);
  expect(await post(body, signed(body, { at: new Date(Date.now() - hour) }))).toBe(401);
  expect(await post(body, signed(body, { at: new Date(Date.now() + hour) }))).toBe(401);
  expect(await post('x'.repeat(100_000), {})).toBe(413);
  expect((await fetch(url)).status).toBe(405);
  expect(messages).toHaveLength(before);
  expect(await post(body, signed(body))).toBe(204);
  expect(await post(body, signed(body))).toBe(204);
  expect(messages.slice(before)).toEqual([JSON.parse(body)]);
});
