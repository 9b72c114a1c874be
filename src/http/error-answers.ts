import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError, jsonType, nothingHere } from './http-error';
import type { Logger } from './log';

const methodsOfPath: [path: RegExp, methods: string][] = [
  [/^\/graphql(\/stream)?$/, 'GET, POST'],
  [/^\/(livez|metrics|readyz)$/, 'GET, HEAD'],
  [/^\/imports$/, 'POST'],
  [/^\/exports\/((applications|attempts|worklist)\.(csv|jsonl)|jobs\/[^/]+)$/, 'GET'],
  [/^\/calendars\/[^/]+$/, 'GET, HEAD'],
];

/** Makes every error of the server's own a GraphQL error in JSON, with a documented code and no stack trace. */
export function addErrorAnswers(server: FastifyInstance, log: Logger): void {
  server.setErrorHandler((error, request, reply) => {
    // A body that cannot be read does not matter where there is nothing to read it.
    const answer = request.is404 ? nothingThere(request) : asHttpError(error as FastifyError);
    if (answer.status >= 500) {
      const cause = answer === error ? answer.cause : error;
      log.error({ requestId: request.id, error: cause }, answer.message);
    }
    send(reply, answer);
  });
  server.setNotFoundHandler((request, reply) => send(reply, nothingThere(request)));
}

/** For what the router cannot even look up. */
export function answerBadUrl(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  send(reply, new HttpError('BAD_REQUEST', 'The URL is not valid.'));
}

/** For what is not HTTP, too large in its head, or too slow: there is no request to answer, only a connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = brokenRequest(error.code);
  const head = `HTTP/1.1 ${status} Error\r\ncontent-type: ${jsonType}\r\nconnection: close\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function brokenRequest(code: string | undefined): HttpError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new HttpError('HEADERS_TOO_LARGE', 'The headers of the request are too large.');
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new HttpError('REQUEST_TIMEOUT', 'The request took too long to arrive.');
  }
  return new HttpError('BAD_REQUEST', 'This is not a valid HTTP request.');
}

function nothingThere({ url, method }: FastifyRequest): HttpError {
  const path = url.split('?', 1)[0] ?? '';
  const allowed = methodsOfPath.find(([pattern]) => pattern.test(path))?.[1];
  if (!allowed || allowed.split(', ').includes(method)) return nothingHere();
  const message = `The method ${method} is not allowed here. Allowed: ${allowed}.`;
  return new HttpError('METHOD_NOT_ALLOWED', message, { allow: allowed });
}

function asHttpError(error: FastifyError): HttpError {
  if (error instanceof HttpError) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new HttpError('PAYLOAD_TOO_LARGE', 'The body is too large; 2 MiB are allowed.');
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new HttpError('UNSUPPORTED_MEDIA_TYPE', 'Send the header "Content-Type: application/json".');
  }
  const isClients = error.statusCode !== undefined && error.statusCode < 500;
  return isClients
    ? new HttpError('BAD_REQUEST', 'The request could not be read.')
    : new HttpError('INTERNAL_SERVER_ERROR', 'Something went wrong here.');
}

function send(reply: FastifyReply, { status, headers, body }: HttpError): void {
  reply
    .code(status)
    .headers({ 'content-type': jsonType, 'cache-control': 'no-store', 'x-request-id': reply.request.id })
    .headers(headers)
    .send(body);
}
