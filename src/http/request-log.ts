import { trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Trail } from '../graphql/trail';
import type { Logger } from './log';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the GraphQL operation, once there is one. */
    trail: Trail | null;
  }
}

/** Asked every few seconds by machines. */
export const routesOfMachines: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/** Calls it at the end of each request, also where its client hangs up, which Fastify tells nobody of. */
export function whenOver(
  server: FastifyInstance,
  tell: (request: FastifyRequest, reply: FastifyReply) => void,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => tell(request, reply));
    done();
  });
}

/** One line a request, where somebody reads it. */
export function logRequests(server: FastifyInstance, log: Logger): void {
  whenOver(server, (request, reply) => {
    const { trail, method, traceContext } = request;
    // As it was declared. The path itself may be a secret, that of a calendar; what follows "?" may be data.
    const route = request.routeOptions.url ?? 'none';
    const line = {
      requestId: request.id,
      ...(traceContext && { traceId: trace.getSpanContext(traceContext)?.traceId }),
      method,
      route,
      status: reply.raw.headersSent ? reply.statusCode : null,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(!reply.raw.writableFinished && { aborted: true }),
      ...(trail && {
        ...{ operation: trail.type, operationName: trail.name, outcome: trail.outcome, cost: trail.cost },
        ...{ agencyId: trail.agencyId, keyId: trail.keyId },
      }),
    };
    if (routesOfMachines.has(route)) log.debug(line, 'Request');
    else log.info(line, 'Request');
  });
}
