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
  limitMilliseconds = answerMillisecondsMax,
): Promise<Result> {
  const requestedAt = new Date();
  const start = performance.now();
  const limit = limited(limitMilliseconds, stopping);
  const asked = await ask(outbound, delivery, requestedAt, limit.signal)
    .catch((failure: Error) => {
      if (stopping.aborted) throw failure;
      return { failure };
    })
    .finally(limit.end);
  const latencyMilliseconds = Math.round(performance.now() - start);
  const attempt = { requestedAt, url: delivery.url, latencyMilliseconds };
  const failed = delivery.attemptCount + 1;
  if ('failure' in asked) {
    const none = { responseStatus: null, responseHeaders: null, responseBody: null };
    return {
      attempt: { ...attempt, ...none, error: inWords(asked.failure) },
      retryMilliseconds: retryDelay(failed, null, Math.random()),
      pauseMilliseconds: null,
      isGone: false,
    };
  }
  const { status, headers, body } = asked;
  const retryAfter = parseRetryAfter(headers['retry-after'], Date.now());
  return {
    attempt: {
      ...attempt,
      responseStatus: status,
      responseHeaders: headers,
      responseBody: body,
      error: problemWith(status),
    },
    retryMilliseconds: retryDelay(failed, retryAfter, Math.random()),
    pauseMilliseconds: overloaded.includes(status) ? retryAfter : null,
    isGone: status === gone,
  };
}

async function ask(
  { dispatcher }: Outbound,
  delivery: DueDelivery,
  requestedAt: Date,
  signal: AbortSignal,
): Promise<Answer> {
  const body = messageBody(delivery);
  const signatures = delivery.secrets.map((secret) =>
    new Webhook(secret).sign(messageId(delivery), requestedAt, body),
  );
  const response = await request(delivery.url, {
    method: 'POST',
    dispatcher,
    headers: { ...messageHeaders(delivery, requestedAt), 'webhook-signature': signatures.join(' ') },
    body,
    signal,
  });
  return {
    status: response.statusCode,
    headers: headersOf(response),
    body: await beginningOf(response),
  };
}

/** As AbortSignal.any would have it, but that signals of which one lives long would stay in memory as long. */
function limited(milliseconds: number, stopping: AbortSignal) {
  const controller = new AbortController();
  const breakOff = () => controller.abort(stopping.reason);
  const late = () => controller.abort(new DOMException('There was no answer in time.', 'TimeoutError'));
  const timer = setTimeout(late, milliseconds);
  stopping.addEventListener('abort', breakOff);
  if (stopping.aborted) breakOff();
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', breakOff);
    },
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
