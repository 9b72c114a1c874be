import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Budget } from '../graphql/budget';
import { type Context, makeContext } from '../graphql/context';
import { newTrail } from '../graphql/trail';
import type { Outbound } from '../outbound/outbound';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import type { Admit } from './admission';
import { prefersPage, sendPage } from './graphiql';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the request is signed in. */
    holder: KeyHolder | null;
  }
}

/** `/graphql`: a thin shell around Apollo, which knows what GraphQL over HTTP asks for. */
export function addGraphqlRoute(
  server: FastifyInstance,
  store: Store,
  apollo: ApolloServer<Context>,
  budget: Budget,
  admit: Admit,
  outbound: Outbound,
): void {
  server.decorateRequest('holder', null);

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = request.holder ?? (await admit(request.headers.authorization, request.ip));
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: searchOf(request.url),
        body: request.body,
      },
      context: async () => {
        request.trail = newTrail(holder, request.id);
        return makeContext(store, holder, budget, outbound, request.trail);
      },
    });
    return send(reply.header('x-request-id', request.id), response);
  };

  server.post('/graphql', {
    // Before the body: a stranger's is not even read.
    onRequest: async (request) => {
      request.holder = await admit(request.headers.authorization, request.ip);
    },
    handler: answer,
  });
  server.get('/graphql', {
    exposeHeadRoute: false,
    handler: (request, reply) =>
      prefersPage(request.headers.accept) ? sendPage(request, reply) : answer(request, reply),
  });
}

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    // The key has served its purpose: nothing further on, a log for one, gets to see it.
    if (value !== undefined && name !== 'authorization') map.set(name, String(value));
  }
  // Apollo refuses what a browser may send across sites unasked. It never sends our Authorization header so.
  map.set('apollo-require-preflight', 'signed in');
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

function send(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse): FastifyReply {
  reply.code(status ?? 200);
  // Personal data: no cache on the way may keep it.
  reply.header('cache-control', 'no-store');
  for (const [name, value] of headers) reply.header(name, value);
  if (body.kind === 'chunked') return reply.send(Readable.from(body.asyncIterator));
  reply.compress(body.string);
  return reply;
}
