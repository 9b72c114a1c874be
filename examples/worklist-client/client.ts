import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from './generated';

export interface ClientOptions {
  /** Such as http://127.0.0.1:4000/graphql. */
  url: string;
  /** An API key, or a token of the agency's identity provider. */
  key: string;
}

interface GraphqlError {
  message: string;
  extensions?: Record<string, unknown>;
}

/** A request that was refused as a whole; what is wrong with an input comes as `userErrors` instead. */
export class RequestError extends Error {
  override name = 'RequestError';

  constructor(
    readonly errors: readonly GraphqlError[],
    readonly status: number,
  ) {
    super(errors.map(({ message }) => message).join(' ') || `The server answered with status ${status}.`);
  }

  /** Such as UNAUTHENTICATED, FORBIDDEN or RATE_LIMITED; the server's documentation lists them. */
  get code(): unknown {
    return this.errors[0]?.extensions?.code;
  }
}

const triesMax = 4;
const firstPauseMilliseconds = 200;

/** Asks one agency's record. Variables and answers have the types of the operation's document. */
export class Client {
  private readonly live;

  constructor(private readonly options: ClientOptions) {
    const { url, key } = options;
    this.live = createClient({ url: `${url}/stream`, headers: { authorization: `Bearer ${key}` } });
  }

  /**
   * The data of a query or mutation. Tried again while the server is not to be reached, or asks for patience: give
   * mutations an `idempotencyKey`, so that nothing is recorded twice.
   * @throws RequestError where the request is refused; the network's own error where no try got through.
   */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    for (let tries = 1; ; tries++) {
      const answer = await this.send(String(document), variables).catch((failure: unknown) => ({ failure }));
      const pause = pauseMilliseconds(answer, tries);
      if (pause === null || tries === triesMax) return dataOf<Data>(answer);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** The answers of a subscription, one after another, over Server-Sent Events; ends with the loop that reads it. */
  async *follow<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): AsyncGenerator<Data> {
    for await (const { data, errors } of this.live.iterate<Data>({ query: String(document), variables })) {
      if (errors || !data) throw new RequestError(errors ?? [], 200);
      yield data;
    }
  }

  private async send(query: string, variables: unknown): Promise<Answer> {
    const { url, key } = this.options;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
    return { ...body, status: response.status, retryAfter: Number(response.headers.get('retry-after')) };
  }
}

interface Answer {
  status: number;
  data?: unknown;
  errors?: GraphqlError[];
  /** Seconds; 0 where the server names none. */
  retryAfter: number;
}

/** No answer at all. */
interface Failure {
  failure: unknown;
}

function dataOf<Data>(answer: Answer | Failure): Data {
  if ('failure' in answer) throw answer.failure;
  if (answer.errors || answer.data == null) throw new RequestError(answer.errors ?? [], answer.status);
  return answer.data as Data;
}

/** How long to wait before another try; null for an answer that another try would not change. */
function pauseMilliseconds(answer: Answer | Failure, tries: number): number | null {
  const ownPause = firstPauseMilliseconds * 2 ** (tries - 1);
  if ('failure' in answer) return ownPause;
  const isPassing = answer.status === 429 || answer.status === 503;
  return isPassing ? Math.max(answer.retryAfter * 1000, ownPause) : null;
}
