import { makeLog } from '../../src/http/log';
import { openStore } from '../../src/store/data-source';
import { startDelivering } from '../../src/webhooks/delivering';
import { endPrograms, startServer, urlOf } from '../http/program';
import { openTestStore, type TestStore } from '../support/agency';
import { upTo } from '../support/log';
import { here, Receiver, until } from './receiver';
import { Scene } from './scene';

let store: TestStore;
let scene: Scene;
let receiver: Receiver;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => {
  await endPrograms();
  await store.close();
});
beforeEach(async () => {
  scene = await Scene.open(store);
  receiver = await Receiver.start();
  receiver.answer = (_, response) => void setTimeout(() => response.writeHead(204).end(), 20);
});
afterEach(async () => {
  await scene.close();
  await receiver.stop();
});

/** On each application the messages came in order; one that came again came with those that followed it or before. */
function expectInOrder(): void {
  const reached = new Map<string, number>();
  for (const { data } of receiver.received) {
    const version = Number(data.version);
    const before = reached.get(data.applicationId as string) ?? 0;
    expect(version).toBeLessThanOrEqual(before + 1);
    reached.set(data.applicationId as string, Math.max(before, version));
  }
}

test('two processes share the webhooks, and nothing is sent twice', async () => {
  const others = upTo(35);
  await Promise.all(others.map(() => scene.webhook(receiver.url)));
  const { id } = await scene.webhook(receiver.url);
  await scene.application(1);
  await scene.application(1);
  const connected = [0, 0];
  const second = await openStore({ ...store.connection, max: 10 });
  const running = [store, second].map((each, index) => {
    const outbound = here();
    outbound.dispatcher.on('connect', () => {
      connected[index] = (connected[index] ?? 0) + 1;
    });
    return startDelivering(each, outbound, makeLog('silent'));
  });
  await until(() => receiver.received.length >= 144);
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 4);
  await Promise.all(running.map((each) => each.stop()));
  await second.close();
  expect(receiver.received).toHaveLength(144);
  expect([...receiver.counts.values()]).toEqual(upTo(4).map(() => 36));
  // The first one can be at 32 of the 36 webhooks at a time.
  expect(Math.min(...connected)).toBeGreaterThan(0);
});

test('what a process that is killed was at is taken over: nothing is lost, and little is sent twice', async () => {
  const { id } = await scene.webhook(receiver.url);
  for (let count = 0; count < 6; count += 1) await scene.application(3);
  const program = await startServer({
    DATABASE_URL: urlOf(store.connection),
    PRIVATE_NETWORKS: '127.0.0.0/8',
  });
  await until(() => receiver.received.length >= 6);
  program.process.kill('SIGKILL');
  await program.ended;
  scene.start();
  await scene.pass('40 seconds');
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 24);
  expect(receiver.counts.size).toBe(24);
  // Only what was under way, or had just come in, when the process ended.
  expect(receiver.received.length).toBeLessThanOrEqual(24 + 4);
  expectInOrder();
});
