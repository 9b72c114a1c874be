import { describeFirstKey, makeFirstKey } from '../../src/cli/first-key';
import { holderOf } from '../../src/store/api-keys';
import { openStore, type Store } from '../../src/store/data-source';
import { createDatabase, type TestDatabase } from '../support/database';
import { ask, startServing } from './serving';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await createDatabase();
  store = await openStore(database.connection);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

test('an empty database gets an agency with a key, once', async () => {
  const key = await makeFirstKey(store);
  expect(await holderOf(store, key ?? '')).toMatchObject({
    agencyName: 'My agency',
    role: 'ADMINISTRATOR',
  });
  expect(await makeFirstKey(store)).toBeNull();
});

test('the request that is suggested can be answered', async () => {
  const serving = await startServing();
  const text = describeFirstKey(serving.key, `${serving.origin}/graphql`);
  expect(text).toContain(`curl -s ${serving.origin}/graphql `);
  expect(text).toContain(`Authorization: Bearer ${serving.key}'`);
  const body = /-d '(.*)'/.exec(text)?.[1] ?? '';
  const answer = await ask(serving.origin, serving.key, body);
  await serving.stop();
  expect(JSON.parse(answer.text).data).toEqual({
    viewer: { agencyName: 'Acme Staffing' },
    worklist: { nodes: [] },
  });
});
