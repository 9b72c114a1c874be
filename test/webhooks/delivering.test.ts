import { Webhook } from 'standardwebhooks';
import { toGlobalId } from '../../src/graphql/ids';
import { rotateWebhookSecret } from '../../src/store/webhooks/webhooks';
import { openTestStore, type TestStore } from '../support/agency';
import { Receiver, until } from './receiver';
import { Scene } from './scene';

let store: TestStore;
let scene: Scene;
let receiver: Receiver;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  scene = await Scene.open(store);
  receiver = await Receiver.start();
});
afterEach(async () => {
  await scene.close();
  await receiver.stop();
});

test('an event arrives, signed, as ids and nothing that anybody wrote', async () => {
  const { secret, id } = await scene.webhook(receiver.url);
  scene.start();
  const applicationId = await scene.application(1);
  await until(() => receiver.received.length === 2);
  const [first, second] = receiver.received as [(typeof receiver.received)[0], (typeof receiver.received)[0]];
  expect([first.type, second.type]).toEqual(['application.submitted', 'application.contact_attempted']);
  expect(second.data).toEqual({
    eventId: expect.any(String),
    applicationId: toGlobalId('Application', applicationId),
    position: '2',
    version: 2,
    occurredAt: expect.any(String),
    recordedAt: expect.any(String),
    stage: 'APPLIED',
  });
  expect(second.body).not.toContain('Robin');
  expect(second.headers['content-type']).toBe('application/json');
  expect(new Webhook(secret).verify(second.body, second.headers)).toEqual(JSON.parse(second.body));
  for (const [body, headers] of [
    [second.body.replace('APPLIED', 'OFFERED'), second.headers],
    [second.body, { ...second.headers, 'webhook-id': 'msg_other' }],
    [second.body, { ...second.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) }],
  ] as const)
    expect(() => new Webhook(secret).verify(body, headers)).toThrow('No matching signature');
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 2);
});

test('during a rotation both secrets sign, afterwards the new one', async () => {
  const { secret, id } = await scene.webhook(receiver.url);
  const rotated = await rotateWebhookSecret(scene.store, scene.agency.session, id, 1, null);
  scene.start();
  await scene.application();
  await until(() => receiver.received.length === 1);
  await scene.pass('1 hour');
  await scene.application();
  await until(() => receiver.received.length === 2);
  const verified = (index: number, key: string) => {
    const { body, headers } = receiver.received[index] as (typeof receiver.received)[0];
    try {
      return Boolean(new Webhook(key).verify(body, headers));
    } catch {
      return false;
    }
  };
  expect([0, 1].map((index) => verified(index, rotated.secret as string))).toEqual([true, true]);
  expect([0, 1].map((index) => verified(index, secret))).toEqual([true, false]);
});

test('only the types that were asked for, and only from then on', async () => {
  const applicationId = await scene.application();
  const { id } = await scene.webhook(receiver.url, { eventTypes: ['ContactAttempted'] });
  scene.start();
  await scene.application();
  await scene.attempt(applicationId);
  await until(async () => (await scene.webhookNow(id)).position === '3');
  await until(() => receiver.received.length > 0);
  expect(receiver.received.map(({ type, data }) => [type, data.position])).toEqual([
    ['application.contact_attempted', '3'],
  ]);
});

test('on one application a later event waits for an earlier one; others go on', async () => {
  const { id } = await scene.webhook(receiver.url);
  const stuck = await scene.application(2);
  const free = await scene.application(2);
  let isBroken = true;
  receiver.answer = ({ data }, response) =>
    response
      .writeHead(isBroken && data.applicationId === toGlobalId('Application', stuck) ? 500 : 200)
      .end('Some text.\0');
  scene.start();
  const versionsOf = (applicationId: string) =>
    receiver.received
      .filter(({ data }) => data.applicationId === toGlobalId('Application', applicationId))
      .map(({ data }) => data.version);
  await until(() => versionsOf(free).length === 3);
  await until(async () => (await scene.webhookNow(id)).position === '6');
  expect(versionsOf(free)).toEqual([1, 2, 3]);
  expect(versionsOf(stuck)).toEqual([1]);

  const firstOfStuck = async () =>
    (await scene.deliveries(id)).find(({ event }) => event?.applicationId === stuck && event.version === 1);
  await until(async () => (await firstOfStuck())?.attemptCount === 1);
  await scene.pass('6 seconds');
  await until(async () => (await firstOfStuck())?.attemptCount === 2);
  isBroken = false;
  await scene.pass('6 minutes');
  await until(async () => (await scene.deliveries(id, 'PENDING')).length === 0);
  expect(versionsOf(stuck)).toEqual([1, 1, 1, 2, 3]);
  expect(new Set(receiver.received.map(({ id: each }) => each)).size).toBe(6);

  const deliveryId = (await firstOfStuck())?.id as string;
  const attempts = await scene.attempts(deliveryId);
  expect(
    attempts.map(({ responseStatus, responseBody, error }) => [responseStatus, responseBody, error]),
  ).toEqual([
    [200, 'Some text.', null],
    [500, 'Some text.', 'It answered with status 500.'],
    [500, 'Some text.', 'It answered with status 500.'],
  ]);
});
