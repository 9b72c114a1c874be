import { toGlobalId } from '../../src/graphql/ids';
import { pruneDeliveries } from '../../src/store/webhooks/retention';
import { deleteWebhook } from '../../src/store/webhooks/webhooks';
import { openTestStore, type TestStore } from '../support/agency';
import { Receiver, until } from './receiver';
import { Scene } from './scene';

let store: TestStore;
let receiver: Receiver;
beforeAll(async () => {
  store = await openTestStore();
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await store.close();
});

test('what ended long ago goes, what waits stays; of a deleted webhook all goes', async () => {
  const scene = await Scene.open(store);
  const { id } = await scene.webhook(receiver.url);
  const bad = await scene.application();
  receiver.answer = ({ data }, response) =>
    response.writeHead(data.applicationId === toGlobalId('Application', bad) ? 500 : 200).end();
  scene.start();
  await scene.application(1);
  await until(async () => (await scene.deliveries(id, 'DELIVERED')).length === 2);
  await until(async () => (await scene.deliveries(id, 'PENDING'))[0]?.attemptCount === 1);
  await scene.stop();
  await pruneDeliveries(store);
  expect(await scene.deliveries(id)).toHaveLength(3);

  await scene.pass('31 days');
  expect(await pruneDeliveries(store)).toBe(false);
  expect((await scene.deliveries(id)).map(({ event }) => event?.applicationId)).toEqual([bad]);

  await deleteWebhook(store, scene.agency.session, id, null);
  await pruneDeliveries(store);
  const db = store.of(scene.agency.agencyId);
  for (const table of ['webhook', 'webhook_delivery', 'webhook_attempt'])
    expect((await db.query(`select from ${table}`)).rowCount).toBe(0);
});
