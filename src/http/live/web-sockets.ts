import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { handleProtocols, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../log';
import { type Client, close, closeCodes } from './client';
import type { LiveParts } from './parts';
import { makeProtocol } from './protocol';

/** A client that does not answer a ping until the next is gone. */
const pingMilliseconds = 12_000;

/** Of a client that asks and does not read the answers; each operation waits until its last result has left. */
const bufferedBytesMax = 8 * 1024 * 1024;

/** `/graphql` over WebSocket. */
export function addWebSockets(server: FastifyInstance, parts: LiveParts): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: server.initialConfig.bodyLimit,
    perMessageDeflate: false,
    handleProtocols: (offered) => handleProtocols(offered),
  });
  const protocol = makeProtocol(parts);
  const clients = new Set<Client>();
  server.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuse(socket);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const client = {
        socket: opened,
        requestId: parts.requestIdOf(request),
        address: parts.addressOf(request),
        authorization: request.headers.authorization,
        ...{ holder: null, operationCount: 0, running: new Set<Promise<unknown>>() },
      };
      clients.add(client);
      opened.once('close', () => clients.delete(client));
      attend(protocol, client, parts.log);
    });
  });
  const pings = keepAlive(sockets);
  server.addHook('preClose', async () => {
    clearInterval(pings);
    for (const { socket, holder } of clients) {
      // The others end when what they have asked for is answered.
      if (!holder) close(socket, closeCodes.goingAway, 'The server is ending; connect again.');
    }
  });
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

/** The library takes no operation without a text: where there is a digest, an empty one stands for it. */
function withText(message: string): string {
  if (!message.includes('"persistedQuery"')) return message;
  try {
    const { payload, ...rest } = JSON.parse(message);
    return payload.query == null ? JSON.stringify({ ...rest, payload: { ...payload, query: '' } }) : message;
  } catch {
    // It is refused where it is read.
    return message;
  }
}

/** Has the protocol speak through the socket. A message is sent when the one before has left. */
function attend(protocol: Server<Client>, client: Client, log: Logger): void {
  const { socket, requestId } = client;
  const start = performance.now();
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
          handle(withText(String(data))).catch((error: Error) => {
            log.error({ requestId, error }, 'A message over WebSocket failed');
            close(socket, closeCodes.fault, 'Something went wrong here.');
          });
        });
      },
    },
    client,
  );
  socket.once('close', (code, reason) => {
    void closed(code, String(reason));
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    log.info({ ...describe(client), code, seconds }, 'WebSocket closed');
  });
}

function describe({ requestId, holder, operationCount }: Client) {
  const whose = holder && { agencyId: holder.agencyId, keyId: holder.keyId };
  return { requestId, ...whose, operations: operationCount };
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
