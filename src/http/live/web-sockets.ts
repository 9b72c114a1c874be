import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type OperationResult, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Prepared, Result } from '../../graphql/operate';
import { makeSchema } from '../../graphql/schema';
import { HttpError } from '../http-error';
import type { Ending } from './connections';
import type { LiveParts } from './parts';

/** From connecting to saying who it is. */
const signInMilliseconds = 3_000;

/** A client that does not answer a ping until the next is gone. */
const pingMilliseconds = 12_000;

/** Of one connection at a time. */
const operationsMax = 100;

/** Of a client that asks and does not read the answers; each operation waits until its last result has left. */
const bufferedBytesMax = 8 * 1024 * 1024;

/** How long a client may take to agree to the end. */
const closeMilliseconds = 1_000;

/** Of RFC 6455; the library has those of its protocol. */
const closeCodes = { goingAway: 1001, tryAgainLater: 1013 } as const;

const signedIn = new WeakSet<WebSocket>();

/** What a connection knows of itself. */
interface Client {
  socket: WebSocket;
  request: IncomingMessage;
  address: string;
  /** Its Authorization, once it is signed in. */
  authorization?: string;
  /** Of queries and mutations, which are answered before the connection ends. */
  running: Set<Promise<unknown>>;
}

/** `/graphql` over WebSocket: the sub-protocol graphql-transport-ws. */
export function addWebSockets(server: FastifyInstance, parts: LiveParts): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: server.initialConfig.bodyLimit,
    perMessageDeflate: false,
    handleProtocols: (offered) => handleProtocols(offered),
  });
  const protocol = makeProtocol(parts);
  server.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (client) =>
      attend(
        protocol,
        { socket: client, request, address: parts.addressOf(request), running: new Set() },
        parts,
      ),
    );
  });
  const pings = keepAlive(sockets);
  server.addHook('preClose', async () => {
    clearInterval(pings);
    for (const socket of sockets.clients) {
      // The others end when what they have asked for is answered.
      if (!signedIn.has(socket)) close(socket, closeCodes.goingAway, 'The server is ending; connect again.');
    }
  });
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

/** Has the protocol speak through the socket. A message is sent when the one before has left. */
function attend(protocol: Server<Client>, client: Client, { log }: LiveParts): void {
  const { socket } = client;
  socket.on('error', () => undefined);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve) => {
          if (socket.bufferedAmount > bufferedBytesMax) socket.terminate();
          // Whatever goes wrong, the socket closes.
          socket.send(data, () => resolve());
        }),
      close: (code, reason) => close(socket, code, reason),
      onMessage: (handle) => {
        socket.on('message', (data) => {
          handle(String(data)).catch((error: Error) => {
            log.error({ error }, 'A message over WebSocket failed');
            close(socket, CloseCode.InternalServerError, 'Something went wrong here.');
          });
        });
      },
    },
    client,
  );
  socket.once('close', (code, reason) => void closed(code, String(reason)));
}

/** Also of a client that does not answer. */
function close(socket: WebSocket, code?: number, reason?: string): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), closeMilliseconds);
  socket.once('close', () => clearTimeout(timer));
}

function keepAlive(sockets: WebSocketServer): NodeJS.Timeout {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate();
        continue;
      }
      silent.add(socket);
      socket.once('pong', () => silent.delete(socket));
      socket.ping();
    }
  }, pingMilliseconds);
  return timer;
}

function makeProtocol(parts: LiveParts): Server<Client> {
  return makeServer<Record<string, unknown>, Client>({
    connectionInitWaitTimeout: signInMilliseconds,
    onConnect: ({ connectionParams, extra }) => {
      const given = connectionParams?.authorization ?? connectionParams?.Authorization;
      extra.authorization = typeof given === 'string' ? given : extra.request.headers.authorization;
      return take(extra, parts);
    },
    // Whom the key speaks for is asked anew for each operation.
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      try {
        if (Object.keys(subscriptions).length > operationsMax) throw tooMany;
        const prepared = await parts.prepare(payload, await parts.admit(extra.authorization, extra.address));
        return 'run' in prepared ? argumentsOf(prepared, extra) : prepared.map(asError);
      } catch (error) {
        if (error instanceof HttpError) return [asError(error.formatted)];
        throw error;
      }
    },
    execute: run,
    subscribe: run,
    // It is as clients are told of it.
    onNext: (_context, _id, _payload, _args, result) => result as Result,
  });
}

const tooMany = new HttpError(
  'RATE_LIMITED',
  `At most ${operationsMax} operations at a time on a connection.`,
);

/** False where the connection is not taken, which its close code tells the reason of. */
async function take(client: Client, { admit, connections }: LiveParts): Promise<boolean> {
  const { socket } = client;
  try {
    const holder = await admit(client.authorization, client.address);
    const remove = connections.add(holder, (why) => void end(client, why));
    signedIn.add(socket);
    if (socket.readyState === socket.CLOSED) remove();
    else socket.once('close', remove);
    return true;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const isRefused = error.code === 'UNAUTHENTICATED';
    close(socket, isRefused ? CloseCode.Unauthorized : closeCodes.tryAgainLater, error.message);
    return false;
  }
}

async function end(client: Client, why: Ending): Promise<void> {
  if (why === 'UNAUTHENTICATED') {
    close(client.socket, CloseCode.Unauthorized, 'The key may not be used any more.');
    return;
  }
  await Promise.allSettled(client.running);
  // The answers themselves are on their way then.
  await setImmediate();
  close(client.socket, closeCodes.goingAway, 'The server is ending; connect again.');
}

interface Tracked {
  run(): ReturnType<Prepared['run']>;
}

/** What the library runs an operation with; it looks at no more than the operation's type. */
function argumentsOf({ document, operation, run }: Prepared, { running }: Client): ExecutionArgs {
  const tracked = () => {
    const outcome = run('websocket');
    running.add(outcome);
    const forget = () => void running.delete(outcome);
    outcome.then(forget, forget);
    return outcome;
  };
  const operationName = operation.name?.value;
  return { schema: makeSchema(), document, operationName, contextValue: { run: tracked } satisfies Tracked };
}

/** The library passes on what it is given. */
const run = ({ contextValue }: ExecutionArgs) => (contextValue as Tracked).run() as OperationResult;

/** The library takes errors of this class only, and writes them as they are. */
function asError({ message, locations, extensions }: GraphQLFormattedError): GraphQLError {
  return Object.assign(new GraphQLError(message, { extensions }), { locations });
}
