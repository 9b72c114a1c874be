import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { openStore, type Store } from '../../src/store/data-source';
import { queueJob } from '../../src/store/jobs';
import { createWebhook } from '../../src/store/webhooks/webhooks';
import { type Agency, apply, makeAgency } from '../support/agency';
import { createDatabase, type TestDatabase } from '../support/database';
import { withClient } from '../support/server';
import { Receiver, until } from '../webhooks/receiver';
import { endPrograms, type ServingProgram, startServer, urlOf } from './program';
import { type Answer, ask, send } from './serving';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code: number };
}

const key = 'a-key-for-the-first-day';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const caller = 'b7ad6b7169203331';
const origin = 'https://app.example.com';

/** Stands in what is sent, and nowhere in logs and traces. */
const secret = 'Robin-Secret';

let database: TestDatabase;
let store: Store;
let receiver: Receiver;
let agency: Agency;
let webhookIds: string[];
let jobIds: string[];
let collector: Server;
const bodies: string[] = [];
let server: ServingProgram;
let created: Answer;
let failed: Answer;
let stderr: string;

/** Everything is asked once of one program, which then ends: so all that it has to say has been said. */
beforeAll(async () => {
  database = await createDatabase();
  store = await openStore(database.connection);
  receiver = await Receiver.start();
  await leaveWork();
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  server = await startServer({
    DATABASE_URL: urlOf(database.connection),
    BOOTSTRAP_API_KEY: key,
    CORS_ORIGINS: `https://other.example.com, ${origin}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    OTEL_SERVICE_NAME: 'followline-of-the-test',
    PRIVATE_NETWORKS: '127.0.0.0/8',
  });
  await until(async () => (await workLeft()) === 0);
  const listening = await fetch(`${server.origin}/graphql/stream?query=subscription{worklistChanged{at}}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const query = `mutation NewCandidate($input: CreateCandidateInput!) {
    createCandidate(input: $input) { candidate { id } userErrors { code } } }`;
  const variables = { input: { name: secret, email: `${secret}@example.com`, timeZone: 'UTC' } };
  const body = JSON.stringify({ query, variables });
  const create = (headers: object) => ask(server.origin, key, body, headers);
  created = await create({
    traceparent: `00-${traceId}-${caller}-01`,
    'x-request-id': 'of-the-caller',
    origin,
  });
  await withClient(database.connection, async (client) => {
    await client.query('alter table candidate rename to candidate_elsewhere');
    failed = await create({ 'x-request-id': 'that-fails' });
    await overWebSocket(body, { authorization: `Bearer ${key}`, 'x-request-id': 'of-the-socket' });
    await overWebSocket(body, { 'x-request-id': 'of-a-stranger' });
    await send(`${server.origin}/graphql/stream`, {
      ...{ method: 'POST', body },
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'x-request-id': 'of-the-stream',
      },
    });
    await client.query('alter table candidate_elsewhere rename to candidate');
  });
  await giveUp(body);
  await send(`${server.origin}/calendars/${secret}.ics?secret=${secret}`);
  await send(`${server.origin}/livez`);
  // In which whether the key still holds, and whether the worklist has changed, is looked up.
  await sleep(2_500);
  await listening.body?.cancel();
});

/** One operation on a connection of its own, which ends once it is answered. */
async function overWebSocket(body: string, headers: Record<string, string>): Promise<void> {
  const url = `${server.origin.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('message', (data) => {
    const { type } = JSON.parse(String(data));
    if (type === 'connection_ack') socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    if (type === 'complete') socket.close(1000);
  });
  await once(socket, 'close');
}

/** Hangs up while the request waits for the database. */
async function giveUp(body: string): Promise<void> {
  await withClient(database.connection, async (client) => {
    await client.query('begin; lock table candidate in access exclusive mode');
    const givingUp = new AbortController();
    const answer = fetch(`${server.origin}/graphql`, {
      ...{ method: 'POST', body, signal: givingUp.signal },
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'x-request-id': 'that-gives-up',
      },
    }).catch((error) => error.name);
    const waiting = `select from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`;
    await withClient(database.connection, (other) =>
      until(async () => (await other.query(waiting)).rows.length > 0),
    );
    givingUp.abort();
    expect(await answer).toBe('AbortError');
    await until(() => server.output().stderr.includes('that-gives-up'));
    await client.query('rollback');
  });
}

/** What is to be done in the background, of each kind something that succeeds and something that does not. */
async function leaveWork(): Promise<void> {
  agency = await makeAgency(store);
  const webhook = (url: string) =>
    createWebhook(store, agency.session, { url, description: null, eventTypes: [] }, null);
  const made = [await webhook(`${receiver.url}?${secret}`), await webhook(`http://127.0.0.1:9/${secret}`)];
  webhookIds = made.map(({ id }) => id);
  await apply(agency);
  await store.everyAgency.query('update employer set revision = revision + 1');
  const input = { kind: 'APPLICATIONS', format: 'CSV', stages: null, at: Date.now() };
  const queue = (since: unknown) => queueJob(store, agency.session, 'EXPORT', { ...input, since }, null);
  jobIds = [await queue(null), await queue('never')];
}

async function workLeft(): Promise<number> {
  const { rows } = await store.everyAgency.query<{ left: number }>(
    `select (select count(*) from application a join employer e on e.id = a.employer_id
        where a.employer_revision <> e.revision)
      + (select count(*) from webhook_delivery where attempt_count = 0)
      + (select 2 - count(*) from webhook_delivery)
      + (select count(*) from job where state <> 'DONE' and attempts = 0 or state = 'RUNNING') as left`,
  );
  return Number(rows[0]?.left);
}

const endServer = async () => {
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  stderr = server.output().stderr;
};

afterAll(async () => {
  await endPrograms();
  collector.close();
  await receiver.stop();
  await store.close();
  await database.drop();
});

describe('a page of another origin', () => {
  const headersFor = async (from: string) => {
    const headers = {
      ...{ origin: from, 'access-control-request-method': 'POST' },
      'access-control-request-headers': 'authorization,content-type',
    };
    return send(`${server.origin}/graphql`, { method: 'OPTIONS', headers });
  };

  it('may call where its origin is listed, and reads what it needs of the headers', async () => {
    const { status, headers } = await headersFor(origin);
    expect({ status, allowed: headers.get('access-control-allow-origin') }).toEqual({
      status: 204,
      allowed: origin,
    });
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/);
    expect(headers.get('access-control-max-age')).toBe('7200');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(created.headers.get('access-control-allow-origin')).toBe(origin);
    expect(created.headers.get('access-control-expose-headers')).toMatch(
      /x-request-id.*retry-after.*ratelimit/,
    );
  });

  it('may not where it is not', async () => {
    const { headers } = await headersFor('https://evil.example.com');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what is told of requests', () => {
  beforeAll(endServer);

  const lines = () =>
    stderr
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  const lineOf = (requestId: string, msg: string) =>
    lines().find((line) => line.requestId === requestId && line.msg === msg);
  const spans = (): Span[] =>
    bodies.flatMap((body) =>
      JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Span[] }[] }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  const attributesOf = ({ attributes }: Span) =>
    Object.fromEntries(attributes.map(({ key: name, value }) => [name, Object.values(value)[0]]));

  const namesWithin = ({ spanId }: Span) =>
    spans()
      .filter(({ parentSpanId }) => parentSpanId === spanId)
      .map(({ name }) => name);

  it('is one line each in the log, with the ID that the caller gave and got back', () => {
    expect(created.status).toBe(200);
    expect(created.headers.get('x-request-id')).toBe('of-the-caller');
    expect(lineOf('of-the-caller', 'Request')).toEqual({
      level: 'info',
      time: expect.any(String),
      requestId: 'of-the-caller',
      traceId,
      method: 'POST',
      route: '/graphql',
      status: 200,
      milliseconds: expect.any(Number),
      operation: 'mutation',
      operationName: 'NewCandidate',
      outcome: 'answered',
      cost: expect.any(Number),
      agencyId: expect.any(String),
      keyId: expect.any(String),
      msg: 'Request',
    });
    expect(lines().filter(({ msg }) => msg === 'Request')).toHaveLength(8);
  });

  it('is with a fault of ours the same ID', () => {
    expect(failed.code).toBe('INTERNAL_SERVER_ERROR');
    expect(lineOf('that-fails', 'A resolver failed')).toMatchObject({
      level: 'error',
      operationName: 'NewCandidate',
      error: { code: '42P01' },
    });
    expect(lineOf('that-fails', 'Request')).toMatchObject({ level: 'info', outcome: 'failed' });
  });

  it.each(['of-the-socket', 'of-the-stream'])(
    'is with a fault over a connection that lasts the same: %s',
    (id) => {
      expect(lineOf(id, 'A resolver failed')).toMatchObject({
        ...{ level: 'error', operation: 'mutation', operationName: 'NewCandidate', error: { code: '42P01' } },
        ...{ agencyId: expect.any(String), keyId: expect.any(String) },
      });
    },
  );

  it('is of a WebSocket one line at its end, and of a stream what it was for', () => {
    const { agencyId, keyId } = lineOf('of-the-caller', 'Request');
    expect(lineOf('of-the-socket', 'WebSocket closed')).toEqual({
      level: 'info',
      time: expect.any(String),
      ...{ requestId: 'of-the-socket', agencyId, keyId, operations: 1 },
      ...{ code: 1000, seconds: expect.any(Number), msg: 'WebSocket closed' },
    });
    const stranger = lineOf('of-a-stranger', 'WebSocket closed');
    expect(stranger).toMatchObject({ operations: 0, code: 4401 });
    expect(stranger).not.toHaveProperty('agencyId');
    expect(lines().find(({ aborted, route }) => aborted && route === '/graphql/stream')).toMatchObject({
      ...{
        route: '/graphql/stream',
        status: 200,
        operation: 'subscription',
        outcome: 'answered',
        agencyId,
        keyId,
      },
    });
    expect(lineOf('of-the-stream', 'Request')).toMatchObject({
      ...{ route: '/graphql/stream', operation: 'mutation', outcome: 'failed', agencyId, keyId },
    });
  });

  it('is a span of each operation over a connection that lasts', () => {
    const operationOf = (id: string) =>
      spans().find(
        (span) => span.name === 'mutation' && attributesOf(span)['followline.request_id'] === id,
      ) as Span;
    const [onSocket, onStream] = [operationOf('of-the-socket'), operationOf('of-the-stream')];
    for (const operation of [onSocket, onStream]) {
      expect(attributesOf(operation)).toMatchObject({ 'graphql.operation.name': 'NewCandidate' });
      expect(operation.status.code).toBe(2);
      expect(namesWithin(operation).length).toBeGreaterThan(1);
    }
    expect(onSocket.parentSpanId).toBeFalsy();
    const request = spans().find(({ spanId }) => spanId === onStream.parentSpanId);
    expect(request?.name).toBe('POST /graphql/stream');
  });

  it('is of a request whose client has hung up that it did, and no status', () => {
    expect(lineOf('that-gives-up', 'Request')).toMatchObject({ aborted: true, status: null });
    const span = spans().find((each) => {
      const attributes = attributesOf(each);
      return attributes['http.route'] && attributes['followline.request_id'] === 'that-gives-up';
    }) as Span;
    expect(attributesOf(span)).not.toHaveProperty('http.response.status_code');
  });

  it('is of a path no more than its route', () => {
    expect(lines().find(({ route }) => route?.startsWith('/calendars/'))).toMatchObject({ status: 404 });
  });

  it('is a trace that goes on with the caller’s: the request, its operation, each statement by its name', () => {
    const ofTrace = spans().filter((span) => span.traceId === traceId);
    const request = ofTrace.find(({ name }) => name === 'POST /graphql') as Span;
    const operation = ofTrace.find(({ name }) => name === 'mutation') as Span;
    expect(request).toMatchObject({ kind: 2, parentSpanId: caller, status: { code: 0 } });
    expect(attributesOf(request)).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'followline.request_id': 'of-the-caller',
    });
    expect(operation.parentSpanId).toBe(request.spanId);
    expect(attributesOf(operation)).toMatchObject({ 'graphql.operation.name': 'NewCandidate' });
    const statements = ofTrace.filter(({ kind }) => kind === 3);
    const within = new Set([request.spanId, operation.spanId]);
    expect(statements.length).toBeGreaterThan(1);
    expect(statements.filter(({ parentSpanId }) => !within.has(parentSpanId ?? ''))).toEqual([]);
    expect(statements.map(attributesOf)).toEqual(statements.map(() => ({ 'db.system.name': 'postgresql' })));
  });

  it('is a trace of its own without one, in which a fault shows', () => {
    const broken = spans().find((span) => attributesOf(span)['db.response.status_code'] === '42P01') as Span;
    const operation = spans().find(({ spanId }) => spanId === broken.parentSpanId);
    expect(operation).toMatchObject({ name: 'mutation', status: { code: 2 } });
    expect(operation?.traceId).not.toBe(traceId);
    expect(bodies.join()).toContain('followline-of-the-test');
  });

  it('is of each attempt at a webhook whose and how it ended, with its statements', () => {
    const attempts = spans().filter(({ name }) => name === 'webhook attempt');
    const told = attempts.map((span) => [span.kind, span.status.code, attributesOf(span)]);
    const [arriving, failing] = webhookIds;
    const whose = { 'followline.agency_id': agency.agencyId };
    expect(told).toHaveLength(2);
    expect(told).toContainEqual([
      ...[3, 0, { ...whose, 'followline.webhook_id': arriving, 'http.response.status_code': 204 }],
    ]);
    expect(told).toContainEqual([3, 2, { ...whose, 'followline.webhook_id': failing }]);
    for (const attempt of attempts) expect(namesWithin(attempt)).toContain('insert-webhook-attempt');
  });

  it('is of each job whose, which and whether it was broken off, with its statements', () => {
    const jobs = spans().filter(({ name }) => name === 'job');
    const attributes = (id?: string) => ({
      'followline.job_kind': 'EXPORT',
      'followline.agency_id': agency.agencyId,
      'followline.job_id': id,
    });
    expect(jobs.map((span) => [span.status.code, attributesOf(span)])).toEqual([
      [0, attributes(jobIds[0])],
      [2, attributes(jobIds[1])],
    ]);
    expect(namesWithin(jobs[0] as Span)).toContain('select');
  });

  it('is of each slice of re-planning how much it was, with its statements', () => {
    const slices = spans().filter(({ name }) => name === 'replanning');
    expect(slices.map(attributesOf)).toEqual([
      { 'followline.agency_id': agency.agencyId, 'followline.applications': 1 },
    ]);
    expect(namesWithin(slices[0] as Span).length).toBeGreaterThan(1);
  });

  it('is nothing of looking whether there is something to do', () => {
    const statements = spans().filter((span) => 'db.system.name' in attributesOf(span));
    expect(statements.filter(({ parentSpanId }) => !parentSpanId)).toEqual([]);
    const idle = ['lease-webhooks', 'claim-job', 'keys-in-use', 'heads', 'touched', 'notify'];
    expect(statements.map(({ name }) => name).filter((name) => idle.includes(name))).toEqual([]);
  });

  it('is never data, nor a secret', () => {
    expect(stderr + bodies.join()).not.toMatch(new RegExp(`${secret}|${key}|insert into`, 'i'));
  });
});
