import { setTimeout as sleep } from 'node:timers/promises';
import { drain } from '../../src/http/drain';
import { withClient } from '../support/server';
import { ask, startServing, viewerQuery } from './serving';

test('a request that does not end is broken off after a while', async () => {
  const serving = await startServing();
  await withClient(serving.database.connection, async (client) => {
    await client.query('begin');
    await client.query('lock table api_key in access exclusive mode');
    const answer = ask(serving.origin, serving.key, viewerQuery).catch(() => null);
    await sleep(100);
    expect(await drain(serving.server, 100)).toBe(false);
    expect(await answer).toBeNull();
    await client.query('rollback');
  });
  await serving.stop();
});
