import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { drain } from '../../src/http/drain';
import { issueKey, revokeKey } from '../../src/store/api-keys';
import { type Serving, startServing } from '../http/serving';
import { withClient } from '../support/server';
import { Subscriber, transports } from './subscriber';

const worklist = 'subscription { worklistChanged { at } }';

let serving: Serving;
let agencyId: string;
/** Opened at first: it takes its time to end. */
let silent: Promise<number>;
beforeAll(async () => {
  serving = await startServing();
  agencyId = (await serving.store.everyAgency.query('select id from agency')).rows[0].id;
  silent = closed(open());
});
afterAll(() => serving.stop());

const open = (path = '/graphql', protocol = 'graphql-transport-ws', headers = {}) =>
  new WebSocket(serving.origin.replace('http', 'ws') + path, protocol, { headers });
const closed = (socket: WebSocket) =>
  new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('error', () => undefined);
  });

describe.each(transports)('over %s', (transport) => {
  const subscribe = (key: string, query: string, variables = {}) =>
    new Subscriber(transport, serving.origin, key, query, variables);

  it.each([
    ['a query', '{ viewer { agencyName } }', { data: { viewer: { agencyName: 'Acme Staffing' } } }],
    [
      'a mutation',
      'mutation { createEmployer(input: { name: "", timeZone: "UTC", country: "US" }) { userErrors { field } } }',
      { data: { createEmployer: { userErrors: [{ field: ['input', 'name'] }] } } },
    ],
  ])('%s is answered', async (_, query, answer) => {
    const subscriber = subscribe(serving.key, query);
    expect(await subscriber.ended).toBe('complete');
    expect(subscriber.results).toMatchObject([answer]);
  });

  it.each([
    ['that cannot be read', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
    [
      'that does not fit the schema',
      'subscription { worklistChange }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field',
    ],
    ['that is too long', `subscription { ${'a '.repeat(6000)} }`, {}, 'GRAPHQL_PARSE_FAILED', 'token'],
    [
      'with a wrong variable',
      'subscription ($w: WorklistWhere) { worklistChanged(where: $w) { at } }',
      { w: { kinds: 'secret' } },
      'BAD_USER_INPUT',
      'w',
    ],
    [
      'after what is no cursor',
      'subscription { eventRecorded(after: "secret") { cursor } }',
      {},
      'BAD_USER_INPUT',
      'after',
    ],
  ])(
    'an operation %s is refused with a code, and without its values',
    async (_, query, variables, code, message) => {
      const subscriber = subscribe(serving.key, query, variables);
      const ended = await subscriber.ended;
      const errors = subscriber.results[0]?.errors ?? ended;
      expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code } }]);
      expect(JSON.stringify(errors)).not.toMatch(/stack|node_modules|"secret"|Did you mean/);
    },
  );

  it('who lacks the right is refused', async () => {
    const { key } = await issueKey(serving.store, agencyId, 'Narrow', 'INTEGRATION', { scopes: ['IMPORT'] });
    const subscriber = subscribe(key, worklist);
    const ended = await subscriber.ended;
    const errors = subscriber.results[0]?.errors ?? ended;
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('a wrong key is refused', async () => {
    const ended = (await subscribe('wrong', worklist).ended) as object;
    expect(ended).toMatchObject(transport === 'WebSocket' ? { code: 4401 } : { response: { status: 401 } });
  });

  it('ends soon after its key is revoked, and no other does', async () => {
    const { id, key } = await issueKey(serving.store, agencyId, 'Short', 'VIEWER');
    const staying = subscribe(serving.key, worklist);
    const subscriber = subscribe(key, worklist);
    await Promise.all([staying.has(1), subscriber.has(1)]);
    await revokeKey(serving.store, id);
    const ended = await Promise.race([subscriber.ended, sleep(3_000, 'too late', { ref: false })]);
    if (transport === 'WebSocket') expect(ended).toMatchObject({ code: 4401 });
    else {
      expect(ended).toBe('complete');
      expect(subscriber.results.at(-1)).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
    expect(await Promise.race([staying.ended, sleep(50, 'open')])).toBe('open');
    await staying.close();
  });
});

describe('a WebSocket', () => {
  it('elsewhere, or of another protocol, is refused', async () => {
    expect(await closed(open('/elsewhere'))).toBe(1006);
    const other = closed(open('/graphql', 'other'));
    expect([1006, 4406]).toContain(await other);
  });

  it('that does not say who it is ends', async () => {
    expect(await silent).toBe(4408);
  });

  it.each([
    ['is no message', 'nonsense', 4400],
    [
      'comes before the sign-in',
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: worklist } }),
      4401,
    ],
    ['is too large', 'x'.repeat(3 * 1024 * 1024), 1009],
  ])('ends where what is sent %s', async (_, text, code) => {
    const socket = open();
    socket.on('open', () => socket.send(text));
    expect(await closed(socket)).toBe(code);
  });

  it('may say who it is with the upgrade', async () => {
    const socket = open('/graphql', 'graphql-transport-ws', { authorization: `Bearer ${serving.key}` });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    const [message] = await new Promise<unknown[]>((resolve) =>
      socket.on('message', (data) => resolve([String(data)])),
    );
    expect(message).toBe('{"type":"connection_ack"}');
    socket.close();
    await closed(socket);
  });

  it('takes so many operations at a time and no more', async () => {
    const socket = open('/graphql', 'graphql-transport-ws', { authorization: `Bearer ${serving.key}` });
    const errors: unknown[] = [];
    let nexts = 0;
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_ack') {
        for (let id = 0; id <= 100; id++)
          socket.send(JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query: worklist } }));
      }
      if (message.type === 'error') errors.push(message);
      if (message.type === 'next') nexts += 1;
    });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    while (nexts < 100) await sleep(10);
    expect(errors).toMatchObject([{ payload: [{ extensions: { code: 'RATE_LIMITED' } }] }]);
    socket.close();
    await closed(socket);
  });
});

const viewer = { viewer: { agencyName: 'Acme Staffing' } };
const unlimited = { cost: { requested: 1, limit: null, remaining: null, resetAt: null } };

describe('an event stream', () => {
  const ask = (body: string) =>
    fetch(`${serving.origin}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serving.key}` },
      body,
    });

  it.each([
    '{}',
    '{"query": 1}',
    '{"query": "{ a }", "variables": []}',
    '{"query": "{ a }", "operationName": 1}',
    '"x"',
    '[1]',
  ])('refuses %s', async (body) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('comes by GET too, but no mutation does', async () => {
    const get = (query: string, variables = '{}') =>
      fetch(`${serving.origin}/graphql/stream?${new URLSearchParams({ query, variables })}`, {
        headers: { authorization: `Bearer ${serving.key}` },
      });
    const answer = await get('{ viewer { agencyName } }');
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe(
      `:\n\nevent: next\ndata: ${JSON.stringify({ data: viewer, extensions: unlimited })}\n\nevent: complete\ndata:\n\n`,
    );
    expect((await get('{ viewer { agencyName } }', '{')).status).toBe(400);
    const mutation = await get(
      'mutation { createEmployer(input: { name: "A", timeZone: "UTC", country: "US" }) { userErrors { code } } }',
    );
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

it('a subscription over plain HTTP is told where subscriptions are', async () => {
  const answer = await fetch(`${serving.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${serving.key}` },
    body: JSON.stringify({ query: worklist }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

describe('when the server ends', () => {
  it('subscriptions end at once, and a mutation under way is answered first', async () => {
    const ending = await startServing();
    const [socket, stream] = transports.map(
      (transport) => new Subscriber(transport, ending.origin, ending.key, worklist),
    ) as [Subscriber, Subscriber];
    await Promise.all([socket.has(1), stream.has(1)]);
    const answers = await withClient(ending.database.connection, async (client) => {
      await client.query('begin; lock table employer in access exclusive mode');
      const mutation =
        'mutation { createEmployer(input: { name: "A", timeZone: "UTC", country: "US" }) { userErrors { code } } }';
      const writing = transports.map(
        (transport) => new Subscriber(transport, ending.origin, ending.key, mutation),
      );
      const waiting =
        "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      await withClient(ending.database.connection, async (client) => {
        while ((await client.query(waiting)).rows.length < writing.length) await sleep(10);
      });
      const drained = drain(ending.server, 5_000);
      expect(await socket.ended).toMatchObject({ code: 1001 });
      expect(await stream.ended).toBe('complete');
      await client.query('rollback');
      await Promise.all(writing.map(({ ended }) => ended));
      expect(await drained).toBe(true);
      return writing.map(({ results }) => results);
    });
    for (const results of answers)
      expect(results).toMatchObject([{ data: { createEmployer: { userErrors: [] } } }]);
    await ending.stop();
  });

  it('a client that has hung up long ago does not hold it', async () => {
    const ending = await startServing();
    const { port } = new URL(ending.origin);
    const socket = connect(Number(port), '127.0.0.1');
    // It never reads, nor answers to the end of the connection.
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n` +
        `sec-websocket-key: ${Buffer.from('0123456789abcdef').toString('base64')}\r\n` +
        'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
    );
    socket.pause();
    await sleep(100);
    expect(await drain(ending.server, 10_000)).toBe(true);
    socket.destroy();
    await ending.stop();
  }, 10_000);
});
