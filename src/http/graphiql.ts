import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the editor holds at first. */
export const defaultQuery = `# Followline: what to do next on each application, most urgent first.
#
# Put your API key into the headers below, then re-fetch the schema (the round arrows at the lower left)
# and run this query with Ctrl-Enter. The book at the upper left describes every field.

query Worklist {
  viewer {
    agencyName
  }
  worklist(first: 10) {
    nodes {
      application {
        id
        stage
        candidate {
          name
        }
      }
      action {
        kind
        method
        dueAt
        reason
      }
    }
  }
}
`;

const options = {
  title: 'Followline',
  defaultQuery,
  headers: JSON.stringify({ Authorization: 'Bearer YOUR_API_KEY' }, null, 2),
  defaultEditorToolsVisibility: 'headers',
  // Else the browser would keep the key.
  shouldPersistHeaders: false,
} as const;

/** The page holds all it needs in itself: it may reach this server and no other. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Page {
  plain: Buffer;
  zipped: Buffer;
  tag: string;
}

let page: Promise<Page> | undefined;

/** Whether the client would rather see a page than data: a browser that somebody has pointed here. */
export function prefersPage(accept: string | undefined): boolean {
  if (!accept?.includes('text/html')) return false;
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const weight = (pattern: RegExp) =>
    Math.max(0, ...ranges.filter(({ type }) => pattern.test(type)).map(({ quality }) => quality));
  return weight(/^text\/html$/) > weight(/^application\/(json|graphql-response\+json)$/);
}

function readRange(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
}

/** Answers with GraphiQL. */
export async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  page ??= renderPage();
  const { plain, zipped, tag } = await page;
  reply.headers({ 'cache-control': 'no-cache', etag: tag, vary: 'accept, accept-encoding' });
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain);
  return reply.header('content-encoding', 'gzip').send(zipped);
}

/** Nine megabytes: read on first use, so that a server that nobody browses need not hold them. */
async function renderPage(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const plain = Buffer.from(renderGraphiQL(options));
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, zipped: await promisify(gzip)(plain), tag };
}
