import { createHash } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';
import { issueKey } from '../../src/store/api-keys';
import { ask as askOverHttp, type Serving, startServing } from '../http/serving';
import type { Json } from '../support/api';
import { connect, type Transport, transports } from './subscriber';

let serving: Serving;
let agencyId: string;
beforeAll(async () => {
  serving = await startServing();
  agencyId = (await serving.store.everyAgency.query('select id from agency')).rows[0].id;
});
afterAll(() => serving.stop());

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: digestOf(text) } });

let count = 0;
/** A text that has not been sent before. */
const fresh = (text: string) => `${text} # ${count++}`;
const viewer = () => fresh('{ viewer { role } }');
const worklist = () => fresh('subscription { worklistChanged { at } }');

interface Asked {
  query?: string;
  extensions?: Record<string, unknown>;
  variables?: Record<string, unknown>;
}

/** The first result, or as one the errors with which it was refused. */
async function first(transport: Transport, asked: Asked, key = serving.key): Promise<Json> {
  const client = connect(transport, serving.origin, key);
  try {
    return await new Promise((resolve, reject) => {
      client.subscribe(
        { query: '', ...asked },
        {
          next: resolve,
          error: (error) => (Array.isArray(error) ? resolve({ errors: error }) : reject(error)),
          complete: () => reject(new Error('It has ended without a result.')),
        },
      );
    });
  } finally {
    await client.dispose();
  }
}

const codeOf = ({ errors }: Json) => errors?.[0].extensions.code;
const overHttp = async (body: Asked) =>
  JSON.parse((await askOverHttp(serving.origin, serving.key, JSON.stringify(body))).text);

describe.each(transports)('over %s', (transport) => {
  it.each([
    ['a query', viewer],
    ['a subscription', worklist],
  ])('%s is asked for with its text once, and from then on without', async (_, make) => {
    const text = make();
    const extensions = persisted(text);
    expect(codeOf(await first(transport, { extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(await first(transport, { query: text, extensions })).toMatchObject({ data: expect.anything() });
    expect(await first(transport, { extensions })).toMatchObject({
      ...{ data: expect.anything(), extensions: { cost: { requested: 1 } } },
    });
  });

  it('what is known by HTTP is known, and the other way round', async () => {
    const [one, two] = [viewer(), viewer()];
    await overHttp({ query: one, extensions: persisted(one) });
    expect((await first(transport, { extensions: persisted(one) })).data.viewer.role).toBe('ADMINISTRATOR');
    await first(transport, { query: two, extensions: persisted(two) });
    expect((await overHttp({ extensions: persisted(two) })).data.viewer.role).toBe('ADMINISTRATOR');
  });

  it.each([
    ['the digest that is said', { version: 1, sha256Hash: digestOf('another') }],
    ['a version that is known', { version: 2, sha256Hash: digestOf('{ policy { preset } }') }],
    ['a version', true],
  ])('a digest must have %s', async (_, persistedQuery) => {
    for (const query of ['{ policy { preset } }', 'subscription { worklistChanged { at } }']) {
      expect(codeOf(await first(transport, { query, extensions: { persistedQuery } }))).toBe('BAD_REQUEST');
    }
  });

  it('a digest gives nobody a right, and is no way around limits', async () => {
    const { key } = await issueKey(serving.store, agencyId, 'Narrow', 'INTEGRATION', { scopes: ['READ'] });
    const [text, wide] = [
      worklist(),
      fresh('query ($n: Int) { applications(first: $n) { nodes { attempts(first: $n) { nodes { id } } } } }'),
    ];
    await first(transport, { query: text, extensions: persisted(text) });
    expect(codeOf(await first(transport, { extensions: persisted(text) }, key))).toBe('FORBIDDEN');
    await first(transport, { query: wide, extensions: persisted(wide), variables: { n: 1 } });
    const tooMuch = await first(transport, { extensions: persisted(wide), variables: { n: 100 } });
    expect(codeOf(tooMuch)).toBe('COST_LIMIT_EXCEEDED');
  });

  it('a key with allowed operations subscribes by digest, to these only', async () => {
    const [text, other] = [worklist(), worklist()];
    const allowedOperations = [digestOf(text)];
    const { key } = await issueKey(serving.store, agencyId, 'Page', 'VIEWER', { allowedOperations });
    const asked = { extensions: persisted(text) };
    await first(transport, { ...asked, query: text }, key);
    expect((await first(transport, asked, key)).data).toEqual({ worklistChanged: expect.anything() });
    const refused = await first(transport, { query: other, extensions: persisted(other) }, key);
    expect(codeOf(refused)).toBe('OPERATION_NOT_ALLOWED');
    // What was refused is not kept.
    expect(codeOf(await first(transport, { extensions: persisted(other) }))).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    await first(transport, { query: other, extensions: persisted(other) });
    expect(codeOf(await first(transport, { extensions: persisted(other) }, key))).toBe(
      'OPERATION_NOT_ALLOWED',
    );
  });
});

it('a message over WebSocket need not hold a query where it holds a digest', async () => {
  const text = worklist();
  await first('event stream', { query: text, extensions: persisted(text) });
  const headers = { authorization: `Bearer ${serving.key}` };
  const socket = new WebSocket(`${serving.origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers,
  });
  const next = async () => JSON.parse(String((await once(socket, 'message'))[0]));
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  expect((await next()).type).toBe('connection_ack');
  const payload = { extensions: persisted(text) };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  expect(await next()).toMatchObject({ id: '1', type: 'next', payload: { data: expect.anything() } });
  socket.send(JSON.stringify({ id: '2', type: 'subscribe', payload: { extensions: {} } }));
  expect((await once(socket, 'close'))[0]).toBe(4400);
});

it('an event stream by GET has its extensions as JSON', async () => {
  const text = viewer();
  await first('event stream', { query: text, extensions: persisted(text) });
  const get = (extensions: string) =>
    fetch(`${serving.origin}/graphql/stream?${new URLSearchParams({ extensions })}`, {
      headers: { authorization: `Bearer ${serving.key}` },
    });
  expect(await (await get(JSON.stringify(persisted(text)))).text()).toContain('ADMINISTRATOR');
  const mutation = fresh('mutation { setPolicy(input: { preset: PATIENT }) { userErrors { code } } }');
  await overHttp({ query: mutation, extensions: persisted(mutation) });
  expect((await get(JSON.stringify(persisted(mutation)))).status).toBe(405);
  for (const extensions of ['{', '[]', '{}', '"x"']) expect((await get(extensions)).status).toBe(400);
});
