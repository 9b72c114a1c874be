import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { toGlobalId } from '../src/graphql/ids';
import { execute } from '../src/store/execute';
import { type Agency, makeAgency } from './agency';
import { attempt, makeApplications, today } from './applications';
import { settle } from './copies';
import { type Engine } from './engine';
import type { Scale } from './scale';
import { type ServerProcess, startFollowline } from './server-process';
import { median, quantile } from './statistics';

/** So many clients, each with a connection of its own, and what they cost. */
export interface Subscribing {
  name: string;
  transport: 'WebSocket' | 'event stream';
  bytesEach: number;
  /** From the commit to the client, in milliseconds. */
  medianMillis: number;
  p99Millis: number;
}

const everyEvent = 'subscription { eventRecorded { cursor node { type applicationId } } }';
const oneApplication = (id: string) =>
  `subscription { applicationChanged(applicationId: "${toGlobalId('Application', id)}") { version stage } }`;

/** Long enough for all that the one before has caused to be over. */
const betweenMilliseconds = 250;

/** Come and gone before, so that what the first ones need is not counted as anybody's. */
const passingCount = 200;

const giveUpMilliseconds = 20_000;

/** Nothing says that a subscription to what is yet to come has begun. */
const beginMilliseconds = 2_000;

/** The clients and the writer are this process, the server is another: what is written comes to it by notice. */
export async function measureSubscribers(engine: Engine, scale: Scale): Promise<Subscribing[]> {
  const database = await engine.createDatabase('followline_subscribers');
  const results: Subscribing[] = [];
  try {
    const agency = await makeAgency(database.store, 'Followed');
    const ids = await makeApplications(agency, scale.subscribers);
    await settle(agency);
    const cases = [
      { name: 'each is told every event', queryOf: () => everyEvent, isToldAll: true },
      { name: 'each follows another application', queryOf: oneApplication, isToldAll: false },
    ];
    for (const one of cases) {
      for (const transport of ['WebSocket', 'event stream'] as const) {
        const server = await startFollowline(database.url);
        results.push(await measure({ ...one, transport, server, agency, ids, scale }).finally(server.stop));
      }
    }
    return results;
  } finally {
    await database.close();
  }
}

interface Case {
  name: string;
  transport: Subscribing['transport'];
  queryOf: (applicationId: string) => string;
  isToldAll: boolean;
  server: ServerProcess;
  agency: Agency;
  ids: string[];
  scale: Scale;
}

async function measure({
  name,
  transport,
  queryOf,
  isToldAll,
  server,
  agency,
  ids,
  scale,
}: Case): Promise<Subscribing> {
  /** When each was told last. */
  let told: number[] = [];
  const onTold = () => told.push(performance.now());
  const open = (id: string) => connect(transport, server.port, agency.key, queryOf(id), onTold);
  let minute = 0;
  /** Answers how long it took from the commit until each of them was told. */
  const record = async (expected: number) => {
    told = [];
    const applicationId = ids[minute % ids.length] as string;
    minute += 1;
    const command = attempt(today + minute * 60_000, 'NONE');
    await execute(agency.store, agency.session, [{ applicationId, command, expectedVersion: null }]);
    const committedAt = performance.now();
    while (told.length < expected) {
      if (performance.now() - committedAt > giveUpMilliseconds) throw new Error('A subscriber was not told.');
      await sleep(1);
    }
    const millis = told.map((at) => Math.max(0, at - committedAt));
    await sleep(betweenMilliseconds);
    return millis;
  };

  const first = await open(ids[0] as string);
  await sleep(beginMilliseconds);
  for (let index = 0; index < 3; index++) await record(isToldAll || index === 0 ? 1 : 0);
  const passing = await Promise.all(ids.slice(0, passingCount).map((id) => open(id)));
  await sleep(beginMilliseconds);
  for (const { close } of passing) close();
  await sleep(beginMilliseconds);
  const before = await server.memoryBytes();
  const others: Connection[] = [];
  for (const id of ids.slice(1, scale.subscribers)) others.push(await open(id));
  await sleep(beginMilliseconds);
  const bytesEach = ((await server.memoryBytes()) - before) / others.length;

  minute = 0;
  const millis: number[] = [];
  for (let index = 0; index < scale.deliveries; index++) {
    millis.push(...(await record(isToldAll ? scale.subscribers : 1)));
  }
  for (const { close } of [first, ...others]) close();
  return { name, transport, bytesEach, medianMillis: median(millis), p99Millis: quantile(millis, 0.99) };
}

interface Connection {
  close(): void;
}

/** As little of a client as can be: what it costs is taken from the cores that the server runs on. */
async function connect(
  transport: Subscribing['transport'],
  port: number,
  key: string,
  query: string,
  onTold: () => void,
): Promise<Connection> {
  return transport === 'WebSocket'
    ? connectSocket(port, key, query, onTold)
    : connectStream(port, key, query, onTold);
}

async function connectSocket(
  port: number,
  key: string,
  query: string,
  onTold: () => void,
): Promise<Connection> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    headers: { authorization: `Bearer ${key}` },
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  // What tells how things are comes at once, and is no news.
  if (query.includes('applicationChanged')) await once(socket, 'message');
  socket.on('message', onTold);
  return { close: () => socket.terminate() };
}

async function connectStream(
  port: number,
  key: string,
  query: string,
  onTold: () => void,
): Promise<Connection> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const sent: ClientRequest = request({
    host: '127.0.0.1',
    port,
    path: '/graphql/stream',
    method: 'POST',
    headers,
    agent: false,
  });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query }));
  const [response] = await once(sent, 'response');
  const isNews = (chunk: Buffer) => chunk.includes('event: next');
  await new Promise<void>((resolve) => {
    let isBegun = !query.includes('applicationChanged');
    response.on('data', (chunk: Buffer) => {
      if (isBegun && isNews(chunk)) onTold();
      isBegun ||= isNews(chunk);
      if (isBegun) resolve();
    });
  });
  return { close: () => sent.destroy() };
}
