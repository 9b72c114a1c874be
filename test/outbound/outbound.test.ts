import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { parseNetworks } from '../../src/outbound/networks';
import { makeOutbound } from '../../src/outbound/outbound';

const closed = makeOutbound([]);
const here = makeOutbound(parseNetworks('127.0.0.0/8, ::1/128') ?? []);

let server: Server;
let port: number;
let connections = 0;
let requests = 0;

beforeAll(async () => {
  server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(302, { location: `http://127.0.0.1:${port}/elsewhere` }).end();
  });
  server.on('connection', () => {
    connections += 1;
  });
  // Over IPv6 also what is sent to IPv4 addresses arrives.
  await new Promise<void>((resolve) => server.listen(0, resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await here.dispatcher.close();
  await new Promise((resolve) => server.close(resolve));
});

const refused = { name: 'AddressRefused' };

test.each([
  'localhost',
  '127.0.0.1',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
])('%s is refused before anything is connected', async (host) => {
  const before = connections;
  for (const protocol of ['http', 'https']) {
    const url = `${protocol}://${host}:${port}/`;
    await expect(request(url, { dispatcher: closed.dispatcher })).rejects.toMatchObject(refused);
  }
  expect(connections).toBe(before);
});

test('an address of a network that is allowed is reached, also by name, without TLS', async () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    const { statusCode, body } = await request(`http://${host}:${port}/`, { dispatcher: here.dispatcher });
    await body.dump();
    expect(statusCode).toBe(302);
  }
  expect(requests).toBe(2);
});

test('what lies outside of the networks that are allowed is refused as before', async () => {
  const other = makeOutbound(parseNetworks('10.0.0.0/8') ?? []);
  const url = `http://localhost:${port}/`;
  await expect(request(url, { dispatcher: other.dispatcher })).rejects.toMatchObject(refused);
  const metadata = { dispatcher: here.dispatcher };
  await expect(request('http://169.254.169.254/latest/', metadata)).rejects.toMatchObject(refused);
});

test('a public address is not reached without TLS', async () => {
  for (const { dispatcher } of [closed, here])
    await expect(request('http://8.8.8.8/', { dispatcher })).rejects.toMatchObject(refused);
});

test.each([
  ['https://example.com/hook?a=b', null],
  ['https://8.8.8.8/', null],
  ['http://example.com/', 'must start with https://.'],
  ['ftp://example.com/', 'must start with https://.'],
  ['https://user:secret@example.com/', 'must hold no user name, password or fragment.'],
  ['https://example.com/#part', 'must hold no user name, password or fragment.'],
  ['https://127.0.0.1/', 'must lead to a public address.'],
  ['https://0x7f.1/', 'must lead to a public address.'],
  ['https://[::1]/', 'must lead to a public address.'],
  ['example.com', 'must be a URL of at most 2000 characters.'],
  [`https://example.com/${'a'.repeat(2_000)}`, 'must be a URL of at most 2000 characters.'],
])('what is said of %s', (url, problem) => {
  expect(closed.problemOf(url)).toBe(problem);
});

test('a network that is allowed may be named, also without TLS', () => {
  expect(here.problemOf('http://127.0.0.1:8080/hook')).toBeNull();
  expect(here.problemOf('http://hooks.internal/')).toBeNull();
  expect(here.problemOf('http://10.0.0.1/')).toBe('must lead to a public address.');
});
