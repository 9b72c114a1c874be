import { setTimeout as sleep } from 'node:timers/promises';
import { drain } from '../../src/http/drain';
import { sayNotReady } from '../../src/http/health';
import { withClient } from '../support/server';
import { ask, send, startServing, viewerQuery } from './serving';

test('before it ends it may say that it is not ready, and serves on', async () => {
  const serving = await startServing();
  expect((await send(`${serving.origin}/readyz`)).status).toBe(200);
  sayNotReady(serving.server);
  expect((await send(`${serving.origin}/readyz`)).status).toBe(503);
  expect((await send(`${serving.origin}/livez`)).status).toBe(200);
  expect((await ask(serving.origin, serving.key, viewerQuery)).status).toBe(200);
  await serving.stop();
});

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
