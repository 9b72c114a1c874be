import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError } from './http-error';

/** Has the server take JSON bodies, and no others. */
export function acceptJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const refusal = whyUnreadable(request, body);
    if (refusal) return done(refusal);
    const text = body.toString();
    parse(request, text, (error, value) => (error ? done(whyRefused(text)) : done(null, value)));
  });
}

function whyUnreadable(request: FastifyRequest, body: Buffer): HttpError | null {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') {
    return new HttpError('UNSUPPORTED_MEDIA_TYPE', 'The body must come uncompressed.');
  }
  // A lenient decoder would write U+FFFD over what it cannot read, and that would be recorded for good.
  return isUtf8(body) ? null : new HttpError('BAD_REQUEST', 'The body must be valid UTF-8.');
}

/** The parser's own message quotes the body. */
function whyRefused(text: string): HttpError {
  const message = isJson(text)
    ? 'The body must not have a member "__proto__", nor "constructor" with a "prototype".'
    : 'The body must be valid JSON.';
  return new HttpError('BAD_REQUEST', message);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
