import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { type Answer, ask, type Serving, send, startServing, viewerQuery } from './serving';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

function expectError(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(Object.keys(JSON.parse(answer.text))).toEqual(['errors']);
  expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|FST_|secret/);
}

test('a query is answered', async () => {
  const { status, text, headers } = await ask(serving.origin, serving.key, viewerQuery);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ data: { viewer: { agencyName: 'Acme Staffing' } } });
  expect(headers.get('cache-control')).toBe('no-store');
});

describe('a body', () => {
  test.each([
    ['that is not JSON', '{"query": "secret', 'The body must be valid JSON.'],
    ['that is empty', '', 'The body must be valid JSON.'],
    ['that would set a prototype', '{"query":"{ a }","variables":{"__proto__":{"a":1}}}', '__proto__'],
    ['that would set it in another way', '{"constructor":{"prototype":{"a":1}}}', 'constructor'],
    ['that is not an object', '"secret"', 'POST body missing'],
    ['that is a batch', `[${viewerQuery}]`, 'batching'],
  ])('%s', async (_what, body, message) => {
    const answer = await ask(serving.origin, serving.key, body);
    expectError(answer, 400, 'BAD_REQUEST');
    expect(JSON.parse(answer.text).errors[0].message).toContain(message);
  });

  test('that is not UTF-8 is refused, not repaired', async () => {
    const body = Buffer.from('{"query":"{ viewer { agencyName } } # caf\xe9"}', 'latin1');
    const answer = await ask(serving.origin, serving.key, body);
    expectError(answer, 400, 'BAD_REQUEST');
    expect(answer.text).toContain('The body must be valid UTF-8.');
  });

  test('may begin with a byte order mark', async () => {
    expect((await ask(serving.origin, serving.key, `\ufeff${viewerQuery}`)).status).toBe(200);
  });

  test('may be as large as 250 attempts with long notes', async () => {
    const inputs = Array.from({ length: 250 }, () => ({ note: 'x'.repeat(4000) }));
    const body = JSON.stringify({ query: '{ viewer { agencyName } }', variables: { inputs } });
    expect((await ask(serving.origin, serving.key, body)).status).toBe(200);
  });

  test('may not be larger', async () => {
    const body = Buffer.alloc(2 * 1024 * 1024 + 1, ' ');
    expectError(await ask(serving.origin, serving.key, body), 413, 'PAYLOAD_TOO_LARGE');
  });

  test('may not be larger without saying so first', async () => {
    const stream = new Blob([Buffer.alloc(3 * 1024 * 1024, ' ')]).stream();
    const options = { duplex: 'half' } as RequestInit;
    const answer = send(`${serving.origin}/graphql`, {
      ...options,
      method: 'POST',
      body: stream,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serving.key}` },
    });
    // The connection is closed while the client still sends, and so it may not get to read the answer.
    await answer.then(
      (got) => expectError(got, 413, 'PAYLOAD_TOO_LARGE'),
      (error) => expect(String(error)).toContain('fetch failed'),
    );
  });

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['nonsense'],
  ])('of type %s', async (type) => {
    const answer = await ask(serving.origin, serving.key, viewerQuery, { 'content-type': type });
    expectError(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  test('of no type', async () => {
    const headers = { 'content-type': '' };
    expectError(await ask(serving.origin, serving.key, viewerQuery, headers), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  test('that is compressed', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const answer = await ask(serving.origin, serving.key, gzipSync(viewerQuery), headers);
    expectError(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });
});

describe('a place', () => {
  test.each([['/'], ['/graphql/'], ['/admin?secret=1']])('that is not there: %s', async (path) => {
    expectError(await send(serving.origin + path), 404, 'NOT_FOUND');
  });

  test('that is not there, whatever is sent to it', async () => {
    const options = { method: 'POST', body: 'secret', headers: { 'content-type': 'application/json' } };
    expectError(await send(`${serving.origin}/secret`, options), 404, 'NOT_FOUND');
  });

  test.each([
    ['PUT', '/graphql', 'GET, POST'],
    ['DELETE', '/graphql?query=secret', 'GET, POST'],
    ['OPTIONS', '/graphql', 'GET, POST'],
    ['POST', '/livez', 'GET, HEAD'],
  ])('that is there, but not for %s: %s', async (method, path, allowed) => {
    const answer = await send(serving.origin + path, { method });
    expectError(answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toBe(allowed);
  });

  test('whose name cannot be read', async () => {
    expectError(await send(`${serving.origin}/%ff`), 400, 'BAD_REQUEST');
  });
});

describe('a query by GET', () => {
  const get = (query: string) =>
    send(`${serving.origin}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${serving.key}` },
    });

  test('is answered', async () => {
    const { status, text } = await get('{ viewer { agencyName } }');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: { viewer: { agencyName: 'Acme Staffing' } } });
  });

  test('may not change anything', async () => {
    const answer = await get('mutation { setPolicy(input: { preset: PATIENT }) { userErrors { code } } }');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

test('a fault of ours is told without its reason', async () => {
  const failing = { executeHTTPGraphQLRequest: () => Promise.reject(new TypeError('secret')) };
  const apollo = failing as unknown as Parameters<typeof makeServer>[0]['apollo'];
  const faulty = makeServer({ store: serving.store, apollo, budget: new Budget(0), log: makeLog('silent') });
  const origin = await faulty.listen({ host: '127.0.0.1', port: 0 });
  const answer = await ask(origin, serving.key, viewerQuery);
  await faulty.close();
  expectError(answer, 500, 'INTERNAL_SERVER_ERROR');
});

test.each([
  ['10.1.2.3', '203.0.113.7', 'of a proxy that is trusted'],
  ['192.0.2.1', '192.0.2.1', 'of nobody else'],
])('from %s, a request comes from %s: the word is taken %s', async (remoteAddress, ip) => {
  const { store } = serving;
  const trustedProxies = ['10.0.0.0/8'];
  const parts = { store, apollo: await makeApollo(), budget: new Budget(0), log: makeLog('silent') };
  const server = makeServer({ ...parts, trustedProxies });
  server.get('/address', (request) => request.ip);
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  expect((await server.inject({ url: '/address', remoteAddress, headers })).body).toBe(ip);
  await server.close();
});

test('the request is told its ID, or keeps its own', async () => {
  const own = await ask(serving.origin, serving.key, viewerQuery, { 'x-request-id': 'from-proxy.7' });
  expect(own.headers.get('x-request-id')).toBe('from-proxy.7');
  const made = await ask(serving.origin, null, viewerQuery, { 'x-request-id': 'not "safe" to log' });
  expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{8}-[\da-z]+$/);
});

describe('what is not even a request', () => {
  const exchange = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(serving.origin).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve(answer));
    });

  test.each([
    ['no HTTP', 'secret\r\n\r\n', 400, 'BAD_REQUEST'],
    ['a method that nobody knows', 'BREW /graphql HTTP/1.1\r\n\r\n', 400, 'BAD_REQUEST'],
    ['endless headers', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
  ])('%s', async (_what, text, status, code) => {
    const [head = '', body = ''] = (await exchange(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(body).errors[0].extensions).toEqual({ code });
  });
});
