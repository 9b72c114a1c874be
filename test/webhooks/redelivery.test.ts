import { redeliver } from '../../src/store/webhooks/deliveries';
import { redeliverSince } from '../../src/store/webhooks/webhooks';
import { openTestStore, type TestStore } from '../support/agency';
import { withClient } from '../support/server';
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

const positions = () => receiver.received.map(({ data }) => Number(data.position));

test('one message is delivered again: the same, under the same id', async () => {
  const { id } = await scene.webhook(receiver.url);
  scene.start();
  await scene.application(2);
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 3);
  const delivery = (await scene.deliveries(id)).find(({ event }) => event?.position === '2');
  await redeliver(store, scene.agency.session, delivery?.id as string, null);
  store.wakeUp.announce();
  await until(() => receiver.received.length === 4);
  expect(positions()).toEqual([1, 2, 3, 2]);
  const [, first, , again] = receiver.received;
  expect([again?.id, again?.body]).toEqual([first?.id, first?.body]);
});

test('all since a position, in their order, also from before there was the webhook', async () => {
  await scene.application(2);
  const { id } = await scene.webhook(receiver.url);
  scene.start();
  await scene.application();
  await until(() => receiver.received.length === 1);
  await redeliverSince(store, scene.agency.session, id, { position: '2' }, null);
  store.wakeUp.announce();
  await until(() => receiver.received.length === 4);
  expect(positions().slice(1).sort()).toEqual([2, 3, 4]);
  expect(receiver.counts.size).toBe(3);
});

test('all since a time, from the first event that was recorded then', async () => {
  const { id } = await scene.webhook(receiver.url);
  await scene.application(20);
  await withClient(store.connection, async (client) => {
    await client.query('alter table event disable trigger event_is_immutable');
    await client.query(
      `update event set recorded_at = now() - (30 - position) * interval '1 hour' where agency_id = $1`,
      [scene.agency.agencyId],
    );
    await client.query('alter table event enable always trigger event_is_immutable');
  });
  const placeAfter = async (hoursAgo: number) => {
    await scene.store
      .of(scene.agency.agencyId)
      .query('update webhook set handed_out_position = 21 where id = $1', [id]);
    const recordedSince = Date.now() - hoursAgo * 3_600_000;
    await redeliverSince(store, scene.agency.session, id, { recordedSince }, null);
    return Number((await scene.webhookNow(id)).position) + 1;
  };
  for (const position of [1, 2, 7, 10, 11, 20, 21])
    expect([await placeAfter(30 - position), await placeAfter(30 - position + 0.5)]).toEqual([
      position,
      position,
    ]);
  expect(await placeAfter(100)).toBe(1);
  expect(await placeAfter(1)).toBe(22);
});
