import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { type Serving, startServing, viewerQuery } from './serving';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

interface Raw {
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

/** As it comes over the line: `fetch` would unpack it. */
function raw(body: string, accepted?: string): Promise<Raw> {
  const headers = {
    ...{ authorization: `Bearer ${serving.key}`, 'content-type': 'application/json' },
    ...(accepted && { 'accept-encoding': accepted }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${serving.origin}/graphql`, { method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const long = JSON.stringify({ query: getIntrospectionQuery() });

test.each<[string, string, (packed: Buffer) => Buffer]>([
  ['br', 'gzip, deflate, br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['deflate', 'deflate', inflateSync],
])('a long answer comes as %s to who accepts %s', async (encoding, accepted, unpack) => {
  const plain = await raw(long);
  expect(plain.headers['content-encoding']).toBeUndefined();
  const packed = await raw(long, accepted);
  expect(packed.headers).toMatchObject({
    ...{ 'content-encoding': encoding, vary: expect.stringContaining('accept-encoding') },
    ...{ 'cache-control': 'no-store', 'content-type': plain.headers['content-type'] },
  });
  expect(packed.body.length).toBeLessThan(plain.body.length / 4);
  expect(JSON.parse(unpack(packed.body).toString())).toEqual(JSON.parse(plain.body.toString()));
});

test.each([
  ['a short one', viewerQuery, 'gzip, br'],
  ['a long one, to who takes it as it is', long, 'identity'],
])('%s comes as it is', async (_what, body, accepted) => {
  const { headers, body: answer } = await raw(body, accepted);
  expect(headers['content-encoding']).toBeUndefined();
  expect(JSON.parse(answer.toString())).toHaveProperty('data');
});
