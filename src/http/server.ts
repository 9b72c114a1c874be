import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import fastify, { type FastifyInstance } from 'fastify';
import type { Budget } from '../graphql/budget';
import type { Context } from '../graphql/context';
import { makeOutbound, type Outbound } from '../outbound/outbound';
import type { Store } from '../store/data-source';
import { makeAdmission } from './admission';
import { addCalendarRoute } from './calendar-route';
import { addErrorAnswers, answerBadUrl, answerBrokenRequest } from './error-answers';
import { addExportRoutes } from './export-route';
import { addGraphqlRoute } from './graphql-route';
import { addHealthRoutes } from './health';
import { addImportRoute } from './import-route';
import { acceptJsonBodies } from './json-body';
import { addLiveRoutes } from './live/routes';
import type { Logger } from './log';
import { addMetricsRoute } from './metrics-route';

export interface ServerParts {
  store: Store;
  /** Started. */
  apollo: ApolloServer<Context>;
  /** What each key may spend. */
  budget: Budget;
  log: Logger;
  /** Lets others than this machine read `/metrics`. */
  metricsToken?: string | null;
  /** Proxies whose X-Forwarded-For tells from where a request comes. */
  trustedProxies?: readonly string[];
  /** Where identity providers may be; public addresses, unless said. */
  outbound?: Outbound;
}

/** Far above 250 attempts in one mutation, each with a long note. */
const bodyBytesMax = 2 * 1024 * 1024;

/**
 * Answers of `/graphql`, where the client takes it. To guess a secret by the size of an answer, an attacker would have
 * to have a browser send requests of his own with somebody else's key, which no browser adds by itself.
 */
const compression: FastifyCompressOptions = {
  global: false,
  threshold: 1024,
  encodings: ['br', 'gzip', 'deflate'],
};

/** From connecting to the last byte of the request: nobody holds a connection by sending slowly. */
const requestMillisecondsMax = 30_000;

/** The HTTP server, not yet listening. */
export function makeServer({
  store,
  apollo,
  budget,
  log,
  metricsToken = null,
  trustedProxies = [],
  outbound = makeOutbound([]),
}: ServerParts): FastifyInstance {
  const server = fastify({
    // We write one line where something went wrong; Fastify's logger costs every request.
    logger: false,
    genReqId: requestIds(),
    bodyLimit: bodyBytesMax,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    requestTimeout: requestMillisecondsMax,
    // While it drains, what comes on an open connection is still served.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadUrl,
  });
  acceptJsonBodies(server);
  void server.register(compress, compression);
  addErrorAnswers(server, log);
  // First, so that it measures all the others.
  addMetricsRoute(server, store, metricsToken);
  addHealthRoutes(server, store);
  addCalendarRoute(server, store);
  const admit = makeAdmission(store, budget, outbound);
  // Only a route that comes later has its answers compressed.
  server.after(() => addGraphqlRoute(server, store, apollo, budget, admit, outbound));
  addLiveRoutes(server, { store, apollo, budget, admit, outbound, log });
  addExportRoutes(server, store, admit, log);
  addImportRoute(server, store, admit);
  if (log.isLevelEnabled('debug')) logRequests(server, log);
  return server;
}

/** The caller's X-Request-Id, so that logs can be joined; else one of ours, unique across restarts. */
function requestIds(): (request: IncomingMessage) => string {
  const start = randomBytes(6).toString('base64url');
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    if (typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given)) return given;
    count += 1;
    return `${start}-${count.toString(36)}`;
  };
}

/**
 * Hooked in only where somebody reads it. The path goes without its query, which may hold data, and as the pattern
 * of its route: that of a calendar is a secret. One that has no route may be that of a calendar, misspelled.
 */
function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime);
    const path = request.routeOptions.url ?? 'none';
    log.debug({
      requestId: request.id,
      method: request.method,
      path,
      status: reply.statusCode,
      milliseconds,
    });
  });
}
