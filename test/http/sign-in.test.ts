import { issueKey, revokeKey } from '../../src/store/api-keys';
import { type Answer, ask, type Serving, send, startServing, viewerQuery } from './serving';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

function expectRefused(answer: Answer, message: string): void {
  expect({ status: answer.status, code: answer.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="followline"/);
  expect(JSON.parse(answer.text).errors[0].message).toContain(message);
}

function askWith(authorization: string): Promise<Answer> {
  return ask(serving.origin, null, viewerQuery, { authorization });
}

async function newKey(): Promise<{ id: string; key: string }> {
  const { rows } = await serving.store.everyAgency.query('select id from agency');
  return issueKey(serving.store, rows[0].id, 'Another', 'VIEWER');
}

test('without a key', async () => {
  expectRefused(await ask(serving.origin, null, viewerQuery), 'Authorization: Bearer KEY');
});

test.each([
  ['secret'],
  ['Basic c2VjcmV0OnNlY3JldA=='],
  ['Bearer'],
  ['Bearer two secrets'],
  ['Bearer "secret"'],
])('with a header that holds no key: %s', async (authorization) => {
  const answer = await askWith(authorization);
  expectRefused(answer, 'must read');
  expect(answer.text + [...answer.headers.values()].join()).not.toContain('secret');
});

test('with a key that nobody has', async () => {
  const answer = await askWith('Bearer fl_secretsecretsecret');
  expectRefused(answer, 'not known, has been revoked, or has expired');
  expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(answer.text).not.toContain('secret');
});

test('with a key, however the scheme is written', async () => {
  expect((await askWith(`bearer ${serving.key}`)).status).toBe(200);
  expect((await askWith(`BEARER  ${serving.key}`)).status).toBe(200);
});

test('by GET', async () => {
  expectRefused(await send(`${serving.origin}/graphql?query={viewer{agencyName}}`), 'Sign in');
});

test('before anything else is said about the request', async () => {
  const answer = await ask(serving.origin, null, '{ not JSON', { 'content-type': 'text/plain' });
  expectRefused(answer, 'Sign in');
});

test('a revoked key is refused from then on, also among many requests', async () => {
  const { id, key } = await newKey();
  expect((await askWith(`Bearer ${serving.key}`)).status).toBe(200);
  let revoked = false;
  const late: number[] = [];
  const client = async () => {
    for (let count = 0; count < 40; count++) {
      const sentAfter = revoked;
      const { status } = await askWith(`Bearer ${key}`);
      if (sentAfter) late.push(status);
      else expect([200, 401]).toContain(status);
    }
  };
  const clients = [client(), client(), client(), client()];
  await new Promise((resolve) => setTimeout(resolve, 30));
  await revokeKey(serving.store, id);
  revoked = true;
  await Promise.all(clients);
  expect(late.length).toBeGreaterThan(0);
  // Who goes on for long is told to wait, like anybody who tries wrong keys.
  expect(late.filter((status) => status !== 401 && status !== 429)).toEqual([]);
  expect(late).toContain(401);
});

describe('when the database is gone', () => {
  beforeAll(() => serving.database.drop());

  test('a request is asked to come back', async () => {
    // A key that was right goes on, whatever others have tried from this address.
    const answer = await ask(serving.origin, serving.key, viewerQuery);
    expect({ status: answer.status, code: answer.code }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.text).not.toContain('followline_test');
  });

  test('the server is alive, and not ready', async () => {
    expect((await send(`${serving.origin}/livez`)).status).toBe(200);
    expect((await send(`${serving.origin}/readyz`)).status).toBe(503);
  });
});
