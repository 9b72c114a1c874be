import { Writable } from 'node:stream';
import { pino } from 'pino';
import { toGlobalId } from '../../src/graphql/ids';
import { makeOutbound } from '../../src/outbound/outbound';
import { testWebhook } from '../../src/store/webhooks/deliveries';
import { enableWebhook } from '../../src/store/webhooks/webhooks';
import { openTestStore, type TestStore } from '../support/agency';
import { here, Receiver, until } from './receiver';
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

/** The attempts of the only delivery, the newest first, once there are so many. */
async function attemptsOfOne(webhookId: string, count = 1) {
  let attempts: Awaited<ReturnType<Scene['attempts']>> = [];
  await until(async () => {
    const [delivery] = await scene.deliveries(webhookId);
    attempts = delivery ? await scene.attempts(delivery.id) : [];
    return attempts.length >= count;
  });
  return attempts;
}

const secondsFromNow = (date: Date | null | undefined) => ((date?.getTime() ?? 0) - Date.now()) / 1_000;

test('Retry-After holds for the message and, where the receiver is overloaded, for the whole webhook', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(503, { 'retry-after': '3600' }).end();
  scene.start();
  await scene.application();
  await until(async () => (await scene.webhookNow(id)).pausedUntil);
  await scene.application();
  await until(async () => (await scene.deliveries(id))[0]?.nextAttemptAt);
  const [delivery] = await scene.deliveries(id);
  expect(secondsFromNow(delivery?.nextAttemptAt)).toBeGreaterThan(3_500);
  expect(secondsFromNow(delivery?.nextAttemptAt)).toBeLessThan(3_961);
  expect(secondsFromNow((await scene.webhookNow(id)).pausedUntil)).toBeGreaterThan(3_500);
  expect(receiver.received).toHaveLength(1);

  receiver.answer = (_, response) => response.writeHead(200).end();
  await scene.pass('70 minutes');
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 2);
  expect(await scene.webhookNow(id)).toMatchObject({ pausedUntil: null, failingSince: null });
});

test('a redirect is not followed, and is a failure', async () => {
  const other = await Receiver.start();
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(307, { location: other.url }).end();
  scene.start();
  await scene.application();
  const [attempt] = await attemptsOfOne(id);
  expect(attempt).toMatchObject({
    responseStatus: 307,
    responseHeaders: { location: other.url },
    error: 'It answered with a redirect, which is not followed.',
  });
  expect(other.received).toEqual([]);
  await other.stop();
});

test('no answer at all is a failure, of which nothing of our own network is told', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => response.destroy();
  scene.start();
  await scene.application();
  const [attempt] = await attemptsOfOne(id);
  expect(attempt).toMatchObject({ responseStatus: null, responseBody: null });
  expect(attempt?.error).toMatch(/^The connection failed: \w+\.$/);
});

test('of a long answer only the beginning is kept', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'x-own': 'secret', 'set-cookie': 'a=b' });
    const more = setInterval(() => response.write('ä'.repeat(4_000)), 1);
    response.on('close', () => clearInterval(more));
  };
  scene.start();
  await scene.application();
  const [attempt] = await attemptsOfOne(id);
  expect(attempt).toMatchObject({ responseStatus: 200, error: null });
  expect(Object.keys(attempt?.responseHeaders ?? {}).sort()).toEqual(['content-type', 'date']);
  expect(attempt?.responseBody).toHaveLength(2_048);
});

test('410 disables the webhook at once; enabled again, it goes on where it stopped', async () => {
  const lines: string[] = [];
  const out = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const { id, secret } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(410).end();
  scene.start(here(), pino(out));
  await scene.application();
  await until(async () => (await scene.webhookNow(id)).disabledAt);
  await scene.application();
  expect((await scene.webhookNow(id)).disabledReason).toBe('GONE');
  await until(() => lines.length > 0);
  const [line] = lines as [string];
  expect(JSON.parse(line)).toMatchObject({ msg: 'A webhook was disabled', webhookId: id, reason: 'GONE' });
  expect(line).not.toContain(receiver.url);
  expect(line).not.toContain(secret);

  receiver.answer = (_, response) => response.writeHead(204).end();
  await enableWebhook(store, scene.agency.session, id, null);
  await scene.pass('10 seconds');
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 2);
  expect(receiver.received).toHaveLength(3);
});

test('a webhook at which nothing arrives for five days is disabled', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = (_, response) => response.writeHead(500).end();
  scene.start();
  await scene.application();
  await attemptsOfOne(id, 1);
  await scene.pass('119 hours');
  await attemptsOfOne(id, 2);
  expect((await scene.webhookNow(id)).disabledAt).toBeNull();
  await scene.pass('2 hours');
  await attemptsOfOne(id, 3);
  await until(async () => (await scene.webhookNow(id)).disabledAt);
  expect((await scene.webhookNow(id)).disabledReason).toBe('FAILING');
});

test('one that arrives sets the days back to none', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = ({ type }, response) => response.writeHead(type === 'webhook.test' ? 200 : 500).end();
  scene.start();
  await scene.application();
  await until(async () => (await scene.webhookNow(id)).failingSince);
  await testWebhook(store, scene.agency.session, id, null);
  store.wakeUp.announce();
  await until(async () => !(await scene.webhookNow(id)).failingSince);
  expect(receiver.received.at(-1)?.data).toEqual({ webhookId: toGlobalId('Webhook', id) });
});

test('after ten attempts a message is given up, and the next on its application goes', async () => {
  const { id } = await scene.webhook(receiver.url);
  receiver.answer = ({ data }, response) => response.writeHead(Number(data.version) === 1 ? 500 : 200).end();
  scene.start();
  await scene.application(1);
  const first = async () => (await scene.deliveries(id)).find(({ event }) => event?.version === 1);
  for (let count = 1; count < 10; count += 1) {
    await until(async () => (await first())?.attemptCount === count);
    await scene.pass('27 hours');
    // Else it would have been disabled by now, for failing.
    await store
      .of(scene.agency.agencyId)
      .query('update webhook set failing_since = null where id = $1', [id]);
  }
  await until(async () => (await scene.deliveries(id, 'PENDING')).length === 0);
  expect(await first()).toMatchObject({ state: 'FAILED', attemptCount: 10, nextAttemptAt: null });
  expect(receiver.received.map(({ data }) => data.version)).toEqual([...Array(10).fill(1), 2]);
});

test('while nothing arrives, only so many messages wait; the rest stays in the log and comes later', async () => {
  const { id } = await scene.webhook(receiver.url);
  let isUp = false;
  receiver.answer = (_, response) => response.writeHead(isUp ? 204 : 500).end();
  const before = await scene.application();
  scene.start();
  await until(async () => (await scene.webhookNow(id)).failingSince);
  await scene.attempt(before, 210);
  await until(async () => (await scene.webhookNow(id)).position === '211');
  await scene.attempt(before, 5);
  await scene.attempt(before, 5);
  // As long as a look takes that would find them.
  const other = await scene.webhook(receiver.url);
  await testWebhook(store, scene.agency.session, other.id, null);
  store.wakeUp.announce();
  await until(() => receiver.received.some(({ type }) => type === 'webhook.test'));
  expect((await scene.webhookNow(id)).position).toBe('211');
  isUp = true;
  await scene.pass('10 seconds');
  await until(async () => (await scene.webhookNow(id)).position === '221');
});

test.each(['127.0.0.1', 'localhost'])('a private address, here %s, is not reached', async (host) => {
  const { id } = await scene.webhook(receiver.url.replace('127.0.0.1', host));
  const tls = await scene.webhook(receiver.url.replace('http://127.0.0.1', `https://${host}`));
  scene.start(makeOutbound([]));
  await scene.application();
  for (const webhookId of [id, tls.id]) {
    const [attempt] = await attemptsOfOne(webhookId);
    expect(attempt).toMatchObject({
      responseStatus: null,
      error: 'The address is not a public one, or a public one without TLS.',
    });
  }
  expect(receiver.received).toEqual([]);
});
