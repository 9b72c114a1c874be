import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { toGlobalId } from '../graphql/ids';
import { storable } from '../graphql/inputs/constraints';
import { DateOrder } from '../import/dates';
import { parseMapping } from '../import/fields';
import type { ImportOptions } from '../import/import-log';
import { countryCode, isTimeZone } from '../import/places';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { receiveImport } from '../store/import-files';
import type { Admit } from './admission';
import { HttpError } from './http-error';
import { requireScope } from './sign-in';

/** About 100,000 lines, which take some 400 MB of memory while they are checked. */
const fileBytesMax = 32 * 1024 * 1024;

/** How a file is to be imported, and what it is called. */
export interface ImportInput extends Omit<ImportOptions, 'progress'> {
  fileName: string;
}

/** `POST /imports`: takes a file as it is and queues the job that imports it. */
export function addImportRoute(server: FastifyInstance, store: Store, admit: Admit): void {
  // Within, other bodies are taken than elsewhere.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', (_request, body, done) => done(null, body));
    scope.addContentTypeParser('*', (_request, _body, done) => done(notCsv()));
    scope.post('/imports', {
      // Before the body: a stranger's is not even read.
      onRequest: async (request) => {
        request.holder = requireScope(await admit(request.headers.authorization, request.ip), 'IMPORT');
        if (Number(request.headers['content-length'] ?? 0) > fileBytesMax) throw tooLarge();
        const encoding = request.headers['content-encoding'];
        if (encoding && encoding !== 'identity') throw notCsv();
      },
      handler: async (request, reply) => {
        const input = readInput(request.query as Record<string, unknown>);
        if (!request.body) throw notCsv();
        const { agencyId, actor } = request.holder as KeyHolder;
        const id = await receiveImport(store, { agencyId, actor }, input, bounded(request.body as Readable));
        return reply
          .code(202)
          .headers({ 'cache-control': 'no-store', 'x-request-id': request.id })
          .send({ importJob: { id: toGlobalId('ImportJob', id), state: 'QUEUED' } });
      },
    });
  });
}

async function* bounded(body: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    if (bytes > fileBytesMax) throw tooLarge();
    yield part;
  }
}

const isOneOf = (values: object) => (text: string) => (Object.hasOwn(values, text) ? text : null);
const truth = isOneOf({ true: '', false: '' });

/** What the query may say, as the options of the command do, each with what it expects. */
const parameters: Record<string, [expected: string, read: (text: string) => unknown]> = {
  fileName: [
    'a name of at most 200 characters',
    (text) => (text.length <= 200 && storable(text) ? text : null),
  ],
  dryRun: ['true or false', truth],
  strict: ['true or false', truth],
  timeZone: ['a time zone such as America/Chicago', (text) => (isTimeZone(text) ? text : null)],
  country: ['a country such as US', (text) => countryCode(text)],
  dateOrder: [`one of ${Object.keys(DateOrder).join(', ')}`, isOneOf(DateOrder)],
  delimiter: ['one character, or "tab"', readDelimiter],
};

/** @throws HttpError that names what is wrong. */
function readInput(query: Record<string, unknown>): ImportInput {
  const { map = [], ...rest } = query;
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(rest)) {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!parameter) throw wrong(`The query may hold: ${[...Object.keys(parameters), 'map'].join(', ')}.`);
    const [expected, read] = parameter;
    const value = typeof text === 'string' && text !== '' ? read(text) : null;
    if (value === null) throw wrong(`${name} must be ${expected}, given once.`);
    values[name] = value;
  }
  return {
    fileName: (values.fileName as string | undefined) ?? 'a file',
    mappings: [map].flat().map(readMapping),
    delimiter: (values.delimiter as string | undefined) ?? null,
    dateOrder: (values.dateOrder as DateOrder | undefined) ?? null,
    timeZone: (values.timeZone as string | undefined) ?? null,
    country: (values.country as string | undefined) ?? null,
    dryRun: values.dryRun === 'true',
    strict: values.strict === 'true',
  };
}

function readMapping(text: unknown) {
  try {
    return parseMapping(String(text));
  } catch {
    throw wrong('map must be a column and what it means, such as "Who=candidate".');
  }
}

function readDelimiter(text: string): string | null {
  if (text === 'tab') return '\t';
  return text.length === 1 && !/["\r\n]/.test(text) ? text : null;
}

const wrong = (message: string) => new HttpError('BAD_REQUEST', message);
const tooLarge = () =>
  new HttpError('PAYLOAD_TOO_LARGE', `The file is too large; ${fileBytesMax / 1024 ** 2} MiB are allowed.`);
const notCsv = () =>
  new HttpError(
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the file as it is, uncompressed, with the header "Content-Type: text/csv".',
  );
