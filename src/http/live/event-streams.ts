import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, print } from 'graphql-sse';
import { endable } from '../../graphql/endable';
import type { OperationRequest, Prepared } from '../../graphql/operate';
import type { Result } from '../../graphql/results';
import { newTrail } from '../../graphql/trail';
import { HttpError } from '../http-error';
import { within } from '../within';
import type { Ending } from './connections';
import type { LiveParts } from './parts';

/** What lies between takes a stream for dead in which nothing moves. */
const pingMilliseconds = 12_000;

/** A client that takes nothing for so long is gone. */
const stalledMilliseconds = 60_000;

const unauthenticated: Result = {
  errors: [{ message: 'The key may not be used any more.', extensions: { code: 'UNAUTHENTICATED' } }],
};

/**
 * `/graphql/stream`: an operation a request, answered as server-sent events, in the "distinct connections" mode of
 * the protocol of graphql-sse. Its library would queue without bound for a client that does not read; here the
 * client's reading draws each result.
 */
export function addEventStreams(server: FastifyInstance, parts: LiveParts): void {
  const { admit, prepare } = parts;
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    const holder = request.holder ?? (await admit(request.headers.authorization, request.ip));
    const operation = operationOf(request);
    request.trail = newTrail(holder, request.id);
    const prepared = await prepare(operation, holder, request.trail);
    if (request.method === 'GET' && 'run' in prepared && prepared.operation.operation === 'mutation') {
      throw new HttpError('METHOD_NOT_ALLOWED', 'A mutation must come by POST.', { allow: 'POST' });
    }
    const ending = new AbortController();
    const remove = parts.connections.add(holder, (why) => ending.abort(why));
    request.raw.socket.setTimeout(stalledMilliseconds);
    reply.raw.once('close', remove);
    const stream = Readable.from(
      endable((ended) => messages(prepared, AbortSignal.any([ended, ending.signal]))),
      {
        objectMode: false,
      },
    );
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .header('x-request-id', request.id)
      .send(stream);
  };

  server.post('/graphql/stream', {
    // Before the body: a stranger's is not even read.
    onRequest: async (request) => {
      request.holder = await admit(request.headers.authorization, request.ip);
    },
    handler: open,
  });
  server.get('/graphql/stream', { exposeHeadRoute: false, handler: open });
}

function operationOf({ method, query, body }: FastifyRequest): OperationRequest {
  const given = (method === 'GET' ? query : body) as Partial<OperationRequest> | null;
  const { query: text, operationName } = given ?? {};
  const extensions = objectOf('extensions', given?.extensions);
  if (typeof text !== 'string' && !(text == null && extensions?.persistedQuery)) {
    throw new HttpError('BAD_REQUEST', 'The request must hold a query, or the digest of one.');
  }
  if (operationName != null && typeof operationName !== 'string') {
    throw new HttpError('BAD_REQUEST', 'The operationName must be a string.');
  }
  return {
    ...{ query: text ?? undefined, operationName, extensions },
    variables: objectOf('variables', given?.variables),
  };
}

/** As it stands in a body, or as JSON in a URL. */
function objectOf(name: string, given: unknown): Record<string, unknown> | null {
  const value = typeof given === 'string' ? parsed(name, given) : given;
  if (value == null) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new HttpError('BAD_REQUEST', `The ${name} must be an object.`);
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError('BAD_REQUEST', `The ${name} must be valid JSON.`);
  }
}

/** The events of the stream, until the operation, the client, the key or the server ends it. */
async function* messages(
  prepared: Prepared | readonly object[],
  ended: AbortSignal,
): AsyncGenerator<string, void> {
  // Some browsers take the answer for begun only with its first byte.
  yield ':\n\n';
  if ('run' in prepared) yield* resultsOf(prepared, ended);
  else yield next({ errors: prepared as Result['errors'] });
  if ((ended.reason as Ending) === 'UNAUTHENTICATED') yield next(unauthenticated);
  yield print({ event: 'complete', data: null });
}

async function* resultsOf(prepared: Prepared, ended: AbortSignal): AsyncGenerator<string, void> {
  const outcome = await prepared.run('sse');
  if (!('next' in outcome)) {
    yield next(outcome);
    return;
  }
  const end = () => void outcome.return();
  ended.addEventListener('abort', end);
  if (ended.aborted) end();
  try {
    for (let waiting = outcome.next(); ; ) {
      const result = await within(pingMilliseconds, waiting);
      if (result === null) {
        yield ':\n\n';
      } else if (result.done) {
        return;
      } else {
        yield next(result.value);
        waiting = outcome.next();
      }
    }
  } finally {
    ended.removeEventListener('abort', end);
    await outcome.return();
  }
}

/** It is written as it is. */
const next = (result: Result) => print({ event: 'next', data: result as ExecutionResult });
