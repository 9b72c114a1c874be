import { Webhook } from 'standardwebhooks';
import { type Dispatcher, request } from 'undici';
import { messageBody, messageHeaders, messageId } from '../graphql/webhook-message';
import { AddressRefused, type Outbound } from '../outbound/outbound';
import type { DueDelivery, Result } from '../store/webhooks/sending';
import { parseRetryAfter, retryDelay } from './schedule';

/** From connecting to the last byte that is read of the answer. */
export const answerMillisecondsMax = 15_000;

/** So much is kept of an answer, for people who look for a mistake; the rest is not even read. */
const bodyBytesMax = 4_096;
const headerLengthMax = 500;
const keptHeaders = ['content-type', 'date', 'location', 'retry-after', 'server', 'x-request-id'] as const;

/** What asks to leave a receiver alone as a whole, rather than to send this message again later. */
const overloaded = [429, 503];
const gone = 410;

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * One attempt: signed by each of the secrets, timed, and no redirect followed.
 * @throws when it was broken off by `stopping`: then nothing is known of it.
 */
export async function send(
  outbound: Outbound,
  delivery: DueDelivery,
  stopping: AbortSignal,
): Promise<Result> {
  const requestedAt = new Date();
  const start = performance.now();
  const answer = await ask(outbound, delivery, requestedAt, stopping).catch((error: Error) => {
    if (stopping.aborted) throw error;
    return error;
  });
  const latencyMilliseconds = Math.round(performance.now() - start);
  const attempt = { requestedAt, url: delivery.url, latencyMilliseconds };
  const failed = delivery.attemptCount + 1;
  if (answer instanceof Error) {
    const none = { responseStatus: null, responseHeaders: null, responseBody: null };
    return {
      attempt: { ...attempt, ...none, error: inWords(answer) },
      retryMilliseconds: retryDelay(failed, null, Math.random()),
      pauseMilliseconds: null,
      isGone: false,
    };
  }
  const { status, headers, body } = answer;
  const asked = parseRetryAfter(headers['retry-after'], Date.now());
  return {
    attempt: {
      ...attempt,
      responseStatus: status,
      responseHeaders: headers,
      responseBody: body,
      error: problemWith(status),
    },
    retryMilliseconds: retryDelay(failed, asked, Math.random()),
    pauseMilliseconds: overloaded.includes(status) ? asked : null,
    isGone: status === gone,
  };
}

async function ask(
  { dispatcher }: Outbound,
  delivery: DueDelivery,
  requestedAt: Date,
  stopping: AbortSignal,
): Promise<Answer> {
  const body = messageBody(delivery);
  const signatures = delivery.secrets.map((secret) =>
    new Webhook(secret).sign(messageId(delivery), requestedAt, body),
  );
  const limit = AbortSignal.timeout(answerMillisecondsMax);
  const response = await request(delivery.url, {
    method: 'POST',
    dispatcher,
    headers: { ...messageHeaders(delivery, requestedAt), 'webhook-signature': signatures.join(' ') },
    body,
    signal: AbortSignal.any([limit, stopping]),
  });
  return {
    status: response.statusCode,
    headers: headersOf(response),
    body: await beginningOf(response),
  };
}

function headersOf({ headers }: Dispatcher.ResponseData): Record<string, string> {
  const kept = keptHeaders.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, storable(String(value)).slice(0, headerLengthMax)]];
  });
  return Object.fromEntries(kept);
}

/** What counts has come with the status: a body that breaks off, or takes too long, changes nothing. */
async function beginningOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      // Leaving the loop closes the connection.
      if (length >= bodyBytesMax) break;
    }
  } catch {
    // What has come so far is kept.
  }
  return storable(Buffer.concat(chunks).subarray(0, bodyBytesMax).toString('utf8'));
}

/** PostgreSQL holds no NUL and no half of a surrogate pair. */
const storable = (text: string) => text.replaceAll('\0', '').toWellFormed();

function problemWith(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return 'It answered with a redirect, which is not followed.';
  return `It answered with status ${status}.`;
}

/** For the agency: nothing that would tell what our own network looks like. */
function inWords(error: Error): string {
  if (error instanceof AddressRefused) return error.message;
  if (error.name === 'TimeoutError')
    return `There was no answer within ${answerMillisecondsMax / 1_000} seconds.`;
  const { code } = error as NodeJS.ErrnoException;
  return code ? `The connection failed: ${code}.` : 'The connection failed.';
}
