import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tellSpan } from '../graphql/trail';
import { routesOfMachines, whenOver } from './request-log';

declare module 'fastify' {
  interface FastifyRequest {
    /** With the request's span; undefined where nothing is traced. */
    traceContext: Context | undefined;
    graphqlSpan: Span | undefined;
  }
}

/**
 * A span for each request, going on with the caller's trace, and one for its GraphQL operation. What is started
 * while it is handled, a statement for one, becomes a part of these. No span holds a path, a variable or a value.
 */
export function traceRequests(server: FastifyInstance): void {
  const tracer = trace.getTracer('followline');

  server.addHook('onRequest', (request, _reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    if (routesOfMachines.has(route)) return done();
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'followline.request_id': request.id,
    };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    request.traceContext = trace.setSpan(parent, span);
    context.with(request.traceContext, done);
  });

  // The body has come by way of the connection, which knows nothing of the trace.
  server.addHook('preHandler', (request, _reply, done) => {
    const { traceContext } = request;
    if (!traceContext) return done();
    if (request.routeOptions.url !== '/graphql') return context.with(traceContext, done);
    request.graphqlSpan = tracer.startSpan('GraphQL', {}, traceContext);
    context.with(trace.setSpan(traceContext, request.graphqlSpan), done);
  });

  server.addHook('onSend', async (request) => endOperation(request));

  whenOver(server, (request, reply) => {
    const span = request.traceContext && trace.getSpan(request.traceContext);
    if (reply.raw.headersSent) span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

function endOperation({ graphqlSpan, trail }: FastifyRequest): void {
  if (!graphqlSpan) return;
  if (trail) tellSpan(graphqlSpan, trail);
  graphqlSpan.end();
}
