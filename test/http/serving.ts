import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { parseNetworks } from '../../src/outbound/networks';
import { makeOutbound } from '../../src/outbound/outbound';
import { createAgency, issueKey } from '../../src/store/api-keys';
import { openStore, type Store } from '../../src/store/data-source';
import { createDatabase, type TestDatabase } from '../support/database';

export interface Serving {
  origin: string;
  server: FastifyInstance;
  store: Store;
  database: TestDatabase;
  keyId: string;
  key: string;
  stop(): Promise<void>;
}

/** A server in this process, on a database of its own that holds one agency with one key. */
export async function startServing(budget = new Budget(0), networks = ''): Promise<Serving> {
  const database = await createDatabase();
  const store = await openStore(database.connection);
  const agencyId = await createAgency(store, 'Acme Staffing', 'Europe/Berlin');
  const { id: keyId, key } = await issueKey(store, agencyId, 'Test', 'ADMINISTRATOR');
  const server = makeServer({
    store,
    apollo: await makeApollo(),
    budget,
    log: makeLog('silent'),
    outbound: makeOutbound(networks ? (parseNetworks(networks) ?? []) : []),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.server.closeAllConnections();
    await server.close();
    await store.close();
    await database.drop();
  };
  return { origin, server, store, database, keyId, key, stop };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  code: unknown;
}

/** Sends a request, and finds the code of the first error in the answer. */
export async function send(url: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, options);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, code: codeIn(text) };
}

/** A GraphQL request by POST. */
export function ask(origin: string, key: string | null, body: BodyInit, headers = {}): Promise<Answer> {
  return send(`${origin}/graphql`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
  });
}

export const viewerQuery = JSON.stringify({ query: '{ viewer { agencyName } }' });

function codeIn(text: string): unknown {
  try {
    return JSON.parse(text).errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}
