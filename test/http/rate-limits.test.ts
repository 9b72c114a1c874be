import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import WebSocket from 'ws';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget, windowSeconds } from '../../src/graphql/budget';
import { limitGuesses } from '../../src/http/limit-guesses';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { makeSignIn } from '../../src/http/sign-in';
import { issueKey } from '../../src/store/api-keys';
import { type Answer, ask, type Serving, send, startServing } from './serving';

const points = 10_000;

let serving: Serving;
beforeAll(async () => {
  serving = await startServing(new Budget(points));
});
afterAll(() => serving.stop());

const newKey = async () => {
  const { agencyId } = await makeSignIn(serving.store)(`Bearer ${serving.key}`);
  return (await issueKey(serving.store, agencyId, 'Another', 'ADMINISTRATOR')).key;
};
const bodyOf = (query: string) => JSON.stringify({ query });
const costOf = ({ text }: Answer) => JSON.parse(text).extensions.cost;
/** Costs 9,901. */
const expensive = bodyOf('{ applications(first: 99) { nodes { attempts(first: 98) { nodes { id } } } } }');
const cheap = bodyOf('{ viewer { role } }');

describe('what a key may spend', () => {
  it('is told with each answer, in the body and in headers', async () => {
    const key = await newKey();
    const first = await ask(serving.origin, key, cheap);
    const cost = costOf(first);
    expect(cost).toEqual({ requested: 1, limit: points, remaining: points - 1, resetAt: expect.any(String) });
    const seconds = (Date.parse(cost.resetAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(windowSeconds - 10);
    expect(seconds).toBeLessThanOrEqual(windowSeconds);
    expect(first.headers.get('ratelimit-policy')).toBe(`"key";q=${points};w=${windowSeconds}`);
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"key";r=${points - 1};t=\\d\\d$`));
    const { requested, remaining } = costOf(await ask(serving.origin, key, expensive));
    expect(requested).toBeGreaterThan(9_000);
    expect(remaining).toBe(points - 1 - requested);
  });

  it('may not be overspent, and what is refused is not spent', async () => {
    const key = await newKey();
    const { remaining } = costOf(await ask(serving.origin, key, expensive));
    const refused = await ask(serving.origin, key, expensive);
    expect({ status: refused.status, code: refused.code }).toEqual({ status: 429, code: 'RATE_LIMITED' });
    expect(JSON.parse(refused.text)).not.toHaveProperty('data');
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(windowSeconds - 10);
    expect(retryAfter).toBeLessThanOrEqual(windowSeconds);
    // What still fits goes on; to be refused costs a point.
    const after = await ask(serving.origin, key, cheap);
    expect({ status: after.status, remaining: costOf(after).remaining }).toEqual({
      ...{ status: 200, remaining: remaining - 2 },
    });
  });

  it('is one key’s own', async () => {
    const [key, other] = [await newKey(), await newKey()];
    await ask(serving.origin, key, expensive);
    expect((await ask(serving.origin, key, expensive)).status).toBe(429);
    expect((await ask(serving.origin, other, expensive)).status).toBe(200);
  });

  it('is spent by what is wrong as well, and then nothing is even read, by POST and by GET', async () => {
    const key = await newKey();
    const { remaining } = costOf(await ask(serving.origin, key, expensive));
    const wrong = Array.from({ length: remaining }, () => ask(serving.origin, key, bodyOf('{ nonsense }')));
    expect(new Set((await Promise.all(wrong)).map(({ status }) => status))).toEqual(new Set([400]));
    const unread = await ask(serving.origin, key, 'no JSON at all', { 'content-type': 'text/plain' });
    const got = await send(`${serving.origin}/graphql?query={viewer{role}}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    for (const { status, code, headers } of [unread, got]) {
      expect({ status, code }).toEqual({ status: 429, code: 'RATE_LIMITED' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('is there again after the window', async () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const budget = new Budget(points);
      await budget.spend('a key', points);
      await expect(budget.spend('a key', 1)).rejects.toThrow('spent its points');
      expect(await budget.secondsToWait('a key')).toBe(windowSeconds);
      jest.advanceTimersByTime(windowSeconds * 1000);
      expect(await budget.secondsToWait('a key')).toBeNull();
      expect(await budget.spend('a key', 1)).toMatchObject({ remaining: points - 1 });
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('wrong keys from one address', () => {
  const wrongKey = (index: number) => `Bearer wrong-key-of-an-attacker-${index}`;

  it('are not even looked up after a while, and right ones that are known still pass', async () => {
    let lookUps = 0;
    const signIn = makeSignIn(serving.store);
    const limited = limitGuesses((authorization) => {
      lookUps += 1;
      return signIn(authorization);
    });
    const [known, unknown] = [`Bearer ${await newKey()}`, `Bearer ${await newKey()}`];
    await limited(known, '192.0.2.1');
    for (let index = 0; index < 60; index++) {
      await expect(limited(wrongKey(index), '192.0.2.1')).rejects.toThrow('not known');
    }
    const before = lookUps;
    for (const key of [wrongKey(60), wrongKey(0), unknown]) {
      await expect(limited(key, '192.0.2.1')).rejects.toMatchObject({
        ...{ code: 'RATE_LIMITED', headers: { 'retry-after': expect.stringMatching(/^\d\d?$/) } },
      });
    }
    expect(lookUps).toBe(before);
    await limited(known, '192.0.2.1');
    await limited(unknown, '192.0.2.2');
  });

  it('are told apart behind a proxy that is trusted, and only there', async () => {
    const parts = {
      store: serving.store,
      apollo: await makeApollo(),
      budget: new Budget(0),
      log: makeLog('silent'),
    };
    const [trusting, other] = [makeServer({ ...parts, trustedProxies: ['127.0.0.1'] }), makeServer(parts)];
    const statusOf = async (server: FastifyInstance, client: string) => {
      const headers = { authorization: wrongKey(1), 'x-forwarded-for': client };
      return (await server.inject({ url: '/graphql?query={__typename}', headers })).statusCode;
    };
    for (let count = 0; count < 60; count++) {
      await statusOf(trusting, '192.0.2.1');
      await statusOf(other, '192.0.2.1');
    }
    expect([await statusOf(trusting, '192.0.2.1'), await statusOf(trusting, '192.0.2.2')]).toEqual([
      429, 401,
    ]);
    expect([await statusOf(other, '192.0.2.1'), await statusOf(other, '192.0.2.2')]).toEqual([429, 429]);
    await Promise.all([trusting.close(), other.close(), parts.apollo.stop()]);
  });

  it('are told apart over WebSocket too, as over HTTP', async () => {
    const parts = {
      ...{ store: serving.store, apollo: await makeApollo(), budget: new Budget(0), log: makeLog('silent') },
    };
    const [trusting, other] = [makeServer({ ...parts, trustedProxies: ['127.0.0.1'] }), makeServer(parts)];
    for (const server of [trusting, other]) await server.listen({ host: '127.0.0.1', port: 0 });
    const codeOf = async (server: FastifyInstance, client: string) => {
      const { port } = server.server.address() as AddressInfo;
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
        headers: { authorization: wrongKey(1), 'x-forwarded-for': client },
      });
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      return (await once(socket, 'close'))[0];
    };
    for (const server of [trusting, other]) {
      for (let count = 0; count < 30; count++) {
        await codeOf(server, '192.0.2.1');
        const headers = { authorization: wrongKey(1), 'x-forwarded-for': '192.0.2.1' };
        await server.inject({ url: '/graphql?query={__typename}', headers });
      }
    }
    expect([await codeOf(trusting, '192.0.2.1'), await codeOf(trusting, '192.0.2.2')]).toEqual([1013, 4401]);
    expect([await codeOf(other, '192.0.2.1'), await codeOf(other, '192.0.2.2')]).toEqual([1013, 1013]);
    await Promise.all([trusting.close(), other.close(), parts.apollo.stop()]);
  });

  it('are answered with 429, and no key at all with 401', async () => {
    const askWith = (authorization?: string) =>
      ask(serving.origin, null, cheap, authorization ? { authorization } : {});
    expect((await askWith(`Bearer ${serving.key}`)).status).toBe(200);
    const atOnce = (count: number, keyOf: (index: number) => string) =>
      Promise.all(Array.from({ length: count }, (_, index) => askWith(keyOf(index))));
    const statuses = async (answers: Promise<Answer[]>) =>
      new Set((await answers).map(({ status }) => status));
    const right = `Bearer ${await newKey()}`;
    expect(await statuses(atOnce(80, () => right))).toEqual(new Set([200]));
    expect(await statuses(atOnce(60, wrongKey))).toEqual(new Set([401]));
    expect(await statuses(atOnce(20, wrongKey))).toEqual(new Set([429]));
    expect((await askWith()).status).toBe(401);
    expect((await askWith(`Bearer ${serving.key}`)).status).toBe(200);
  });
});
