import { request } from 'node:http';
import type { Socket } from 'node:net';
import WebSocket from 'ws';
import { createCandidate, createEmployer, createJobPosting } from '../../src/store/reference';
import { type Serving, startServing } from '../http/serving';
import {
  type Agency,
  apply,
  request as ask,
  attempt,
  daysAgo,
  employerFacts,
  postingFacts,
  recruiter,
  run,
} from '../support/agency';
import { upTo } from '../support/log';
import { transports } from './subscriber';

/** Of about 100 kB each. */
const events = 120;

/** What a connection that nobody reads may have waiting for it here. */
const waitingBytesMax = 512 * 1024;

let serving: Serving;
let agency: Agency;
/** The server's end of each connection. */
const sockets: Socket[] = [];

beforeAll(async () => {
  serving = await startServing();
  serving.server.server.on('connection', (socket) => sockets.push(socket));
  const { store } = serving;
  const agencyId = (await store.everyAgency.query('select id from agency')).rows[0].id;
  const session = { agencyId, actor: recruiter };
  const candidateId = await createCandidate(
    store,
    session,
    { name: 'A', email: null, timeZone: 'UTC' },
    null,
  );
  const employerId = await createEmployer(store, session, employerFacts, null);
  const jobPostingId = await createJobPosting(store, session, { ...postingFacts, employerId }, null);
  agency = { store, session, agencyId, candidateId, employerId, jobPostingId };
  const id = await apply(agency);
  await run(
    agency,
    upTo(events - 1).map((index) =>
      ask(id, attempt({ note: 'x'.repeat(4_000), attemptedAt: daysAgo(2) + index * 1000 })),
    ),
  );
});
afterAll(() => serving.stop());

const notes = upTo(25).map((index) => `n${index}: note`);
const query = `subscription ($after: String) { eventRecorded(after: $after) { node { position ... on ContactAttempted { ${notes} } } } }`;

interface Reader {
  /** Reads from now on what has come, until all has. Answers the positions in their order. */
  read(): Promise<number[]>;
}

const readers: Record<(typeof transports)[number], (after: string) => Promise<Reader>> = {
  WebSocket: (after) =>
    new Promise((resolve) => {
      const socket = new WebSocket(
        `${serving.origin.replace('http', 'ws')}/graphql`,
        'graphql-transport-ws',
        {
          headers: { authorization: `Bearer ${serving.key}` },
        },
      );
      const positions: number[] = [];
      let onAll = () => {};
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data));
        if (type === 'next') positions.push(Number(payload.data.eventRecorded.node.position));
        if (positions.length === events - 1) onAll();
        if (type !== 'connection_ack') return;
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }));
        socket.pause();
        resolve({
          read: () =>
            new Promise((done) => {
              onAll = () => {
                socket.terminate();
                done(positions);
              };
              socket.resume();
            }),
        });
      });
    }),
  'event stream': (after) =>
    new Promise((resolve) => {
      const url = `${serving.origin}/graphql/stream`;
      const headers = { authorization: `Bearer ${serving.key}`, 'content-type': 'application/json' };
      const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
        resolve({
          read: async () => {
            const positions: number[] = [];
            let rest = '';
            for await (const chunk of response) {
              const parts = (rest + chunk).split('\n\n');
              rest = parts.pop() ?? '';
              for (const part of parts) {
                const position = /"position":"?(\d+)/.exec(part)?.[1];
                if (position) positions.push(Number(position));
              }
              if (positions.length === events - 1) break;
            }
            return positions;
          },
        });
      });
      sent.end(JSON.stringify({ query, variables: { after } }));
    }),
};

test.each(transports)(
  'over %s, a client that does not read costs little, and misses nothing',
  async (transport) => {
    const first = await fetch(`${serving.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${serving.key}` },
      body: JSON.stringify({ query: '{ events(first: 1) { pageInfo { endCursor } } }' }),
    });
    const after = (await first.json()).data.events.pageInfo.endCursor;
    sockets.length = 0;
    const reader = await readers[transport](after);
    const [socket] = sockets as [Socket];
    // It is filled as far as it ever will be once nothing moves any more.
    let written = -1;
    while (socket.writableLength === 0 || socket.bytesWritten !== written) {
      written = socket.bytesWritten;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(socket.writableLength).toBeGreaterThan(0);
    expect(socket.writableLength).toBeLessThan(waitingBytesMax);
    expect(written).toBeLessThan(events * 100_000 * 0.9);
    expect(await reader.read()).toEqual(upTo(events).slice(1));
  },
);
