import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { localId } from '../graphql/ids';
import type { Store } from '../store/data-source';
import { ExportFormat, type ExportInput, ExportKind } from '../store/exports';
import { readFile } from '../store/job-files';
import { jobsByIds } from '../store/jobs';
import type { Admit } from './admission';
import { exportLines } from './exports/lines';
import { type ExportQuery, readExportQuery } from './exports/query';
import { byteOrderMark, fileNameOf, heading, mediaTypes, textOf } from './exports/text';
import { nothingHere } from './http-error';
import type { Logger } from './log';
import { requireScope } from './sign-in';

interface Kept extends ExportInput {
  format: ExportFormat;
}

/** `/exports/…`: lists as files, as they are now or as a job has made them. */
export function addExportRoutes(server: FastifyInstance, store: Store, admit: Admit, log: Logger): void {
  const admitted = async ({ headers, ip }: FastifyRequest) =>
    requireScope(await admit(headers.authorization, ip), 'EXPORT');
  for (const kind of Object.values(ExportKind)) {
    for (const format of Object.values(ExportFormat)) {
      const path = `/exports/${fileNameOf(kind, format)}`;
      server.get(path, { exposeHeadRoute: false }, async (request, reply) => {
        const { agencyId } = await admitted(request);
        const query = readExportQuery(kind, request.query as Record<string, unknown>);
        const parts = logging(log, request.id, textParts(store, agencyId, query, format));
        return send(reply, request.id, kind, format, parts);
      });
    }
  }
  server.get<{ Params: { id: string } }>(
    '/exports/jobs/:id',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const { agencyId } = await admitted(request);
      const id = localId(request.params.id, 'ExportJob');
      const job = (await jobsByIds(store.of(agencyId), agencyId, [id])).get(id);
      const hasFile = job?.kind === 'EXPORT' && job.state === 'DONE' && Number(job.expiresAt) > Date.now();
      if (!hasFile) throw nothingHere();
      const { kind, format } = job.input as Kept;
      const parts = logging(log, request.id, readFile(store.of(agencyId), agencyId, id));
      return send(reply, request.id, kind, format, parts);
    },
  );
}

async function* textParts(
  store: Store,
  agencyId: string,
  query: ExportQuery,
  format: ExportFormat,
): AsyncGenerator<string> {
  yield (query.bom ? byteOrderMark : '') + heading(query.kind, format);
  for await (const { lines } of exportLines(store, agencyId, query)) {
    if (lines.length > 0) yield textOf(query.kind, format, lines);
  }
}

/** What goes wrong once the answer has begun can only break it off: the client sees that its end is missing. */
async function* logging<T>(log: Logger, requestId: string, parts: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch (error) {
    log.error({ requestId, error }, 'An export broke off');
    throw error;
  }
}

/** Part by part, each made once the client has taken the one before; who goes away ends it. */
function send(
  reply: FastifyReply,
  requestId: string,
  kind: ExportKind,
  format: ExportFormat,
  parts: AsyncGenerator<string | Buffer>,
): FastifyReply {
  return reply
    .headers({
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${fileNameOf(kind, format)}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
    })
    .send(Readable.from(parts, { objectMode: true, highWaterMark: 1 }));
}
