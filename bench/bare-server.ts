import 'reflect-metadata';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { open } from '../src/cli/open';
import { makeSignIn, type SignIn } from '../src/http/sign-in';
import type { Store } from '../src/store/data-source';
import { answers } from './bare-answers';

/**
 * The peer of the API: what Node's own HTTP server makes of the same requests on the same store, without
 * GraphQL, checks of the input, or a framework. Nothing on this machine could be much faster.
 */
async function serve(): Promise<void> {
  const { store, close } = await open({ quiet: true });
  const signIn = makeSignIn(store);
  const server = createServer((request, response) => {
    answer(store, signIn, request).then(
      (body) => send(response, 200, body),
      (error) => send(response, 500, String(error)),
    );
  });
  process.once('SIGTERM', () => {
    server.close(() => close().then(() => process.exit()));
    server.closeAllConnections();
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`Ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
}

async function answer(store: Store, signIn: SignIn, request: IncomingMessage): Promise<string> {
  const body = read(request);
  const holder = await signIn(request.headers.authorization);
  const answerTo = answers[request.url as string];
  if (!answerTo) throw new Error(`There is nothing at ${request.url}.`);
  const data = await answerTo(store, holder, JSON.parse(await body) as never);
  return JSON.stringify({ data });
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

void serve();
