import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Json } from '../support/api';

export const transports = ['WebSocket', 'event stream'] as const;
export type Transport = (typeof transports)[number];

interface Operation {
  query: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

/** What clients of either transport have in common. */
interface Client {
  subscribe(
    operation: Operation,
    sink: { next(result: Json): void; error(error: unknown): void; complete(): void },
  ): () => void;
  dispose(): void | Promise<void>;
}

/** The usual library's client, which tells of a connection that ends instead of making another. */
export function connect(transport: Transport, origin: string, key: string): Client {
  const authorization = `Bearer ${key}`;
  if (transport === 'WebSocket') {
    return createWsClient({
      url: `${origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
      lazyCloseTimeout: 0,
    }) as Client;
  }
  return createSseClient({
    url: `${origin}/graphql/stream`,
    headers: { authorization },
    retryAttempts: 0,
  }) as Client;
}

/** A subscription with what it has been told, in order. */
export class Subscriber {
  readonly results: Json[] = [];
  /** How it ended, once it has. */
  readonly ended: Promise<unknown>;
  private readonly client: Client;
  private readonly unsubscribe: () => void;
  private onChange = () => {};

  constructor(transport: Transport, origin: string, key: string, query: string, variables = {}) {
    this.client = connect(transport, origin, key);
    let end: (how: unknown) => void = () => {};
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    this.unsubscribe = this.client.subscribe(
      { query, variables },
      {
        next: (result) => {
          this.results.push(result);
          this.onChange();
        },
        error: (error) => end(error),
        complete: () => end('complete'),
      },
    );
  }

  /** Resolves once so many results have come; rejects where it takes far too long. */
  async has(count: number, millisecondsMax = 4_000): Promise<Json[]> {
    const start = Date.now();
    while (this.results.length < count) {
      const left = millisecondsMax - (Date.now() - start);
      if (left <= 0) throw new Error(`only ${JSON.stringify(this.results)} has come`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.onChange = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.results;
  }

  async close(): Promise<void> {
    this.unsubscribe();
    await this.client.dispose();
  }
}
