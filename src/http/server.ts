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
import { makeAddressOf } from './client-address';
import { allowOrigins } from './cors';
import { addErrorAnswers, answerBadUrl, answerBrokenRequest } from './error-answers';
import { addExportRoutes } from './export-route';
import { addGraphqlRoute } from './graphql-route';
import { addHealthRoutes } from './health';
import { addImportRoute } from './import-route';
import { acceptJsonBodies } from './json-body';
import { addLiveRoutes } from './live/routes';
import type { Logger } from './log';
import { addMetricsRoute } from './metrics-route';
import { logRequests } from './request-log';
import { traceRequests } from './tracing';

export interface ServerParts {
  store: Store;
  /** Started. */
  apollo: ApolloServer<Context>;
  /** What each key may spend. */
  budget: Budget;
  log: Logger;
  /** Lets others than this machine read `/metrics`. */
  metricsToken?: string | null;
  /** Makes spans of requests, for whatever tracer has been registered. */
  traced?: boolean;
  /** Whose pages may call from a browser. */
  corsOrigins?: readonly string[];
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
  traced = false,
  corsOrigins = [],
  trustedProxies = [],
  outbound = makeOutbound([]),
}: ServerParts): FastifyInstance {
  const requestIdOf = requestIds();
  const server = fastify({
    // We write one line where something went wrong; Fastify's logger costs every request.
    logger: false,
    genReqId: requestIdOf,
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
  server.decorateRequest('trail', null);
  server.decorateRequest('traceContext', undefined);
  server.decorateRequest('graphqlSpan', undefined);
  // Before what may answer by itself.
  if (log.isLevelEnabled('info')) logRequests(server, log);
  allowOrigins(server, corsOrigins);
  if (traced) traceRequests(server);
  addMetricsRoute(server, store, metricsToken);
  addHealthRoutes(server, store);
  addCalendarRoute(server, store);
  const admit = makeAdmission(store, budget, outbound);
  // Only a route that comes later has its answers compressed.
  server.after(() => addGraphqlRoute(server, store, apollo, budget, admit, outbound));
  const addressOf = makeAddressOf(trustedProxies);
  addLiveRoutes(server, { store, apollo, budget, admit, outbound, log, requestIdOf, addressOf });
  addExportRoutes(server, store, admit, log);
  addImportRoute(server, store, admit);
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
