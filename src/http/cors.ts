import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** For how long a browser need not ask again. */
const preflightSeconds = 7200;

/** Lets pages of these origins, and no others, call the server from a browser. Nothing rests on cookies. */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'last-event-id', 'x-request-id', 'traceparent'],
    exposedHeaders: ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy', 'content-disposition'],
    maxAge: preflightSeconds,
    // What is no preflight is answered as one: there is no other use for OPTIONS.
    strictPreflight: false,
  });
}
