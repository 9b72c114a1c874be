import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseNetworks } from '../../src/outbound/networks';
import { makeOutbound } from '../../src/outbound/outbound';

/** A message as it came in. */
export interface Received {
  id: string;
  headers: Record<string, string>;
  body: string;
  type: string;
  data: Record<string, string>;
}

type Answer = (message: Received, response: ServerResponse) => void;

/** Requests may go to this machine, as they may in no other test. */
export const here = () => makeOutbound(parseNetworks('127.0.0.0/8') ?? []);

/** A receiver of webhooks on a port of its own, which answers as a test says and keeps what came in. */
export class Receiver {
  readonly received: Received[] = [];
  /** With 204, unless a test says otherwise. */
  answer: Answer = (_, response) => response.writeHead(204).end();

  private readonly server = createServer((request, response) => void this.take(request, response));

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** How often each message came. */
  get counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { id } of this.received) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = request.headers as Record<string, string>;
    const { type, data } = JSON.parse(body);
    const message = { id: headers['webhook-id'] as string, headers, body, type, data };
    this.received.push(message);
    this.answer(message, response);
  }
}

/** Waits until it holds, and fails loudly where it never does. */
export async function until(holds: () => unknown, what = holds.toString()): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came to be: ${what}`);
    await sleep(5);
  }
}
