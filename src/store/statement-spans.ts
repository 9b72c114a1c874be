import { type Context, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { Client, Pool } from 'pg';

/** For whom a statement runs that has to wait for a connection: whoever gives that back is somebody else. */
const askedIn = new WeakMap<object, Context>();

type Query = (this: unknown, ...parts: unknown[]) => unknown;

/**
 * From here on each statement within a span has one of its own, by its name. Of an unnamed one only its first word
 * is told: neither values nor text, which may hold data.
 */
export function traceStatements(): void {
  const pools = Pool.prototype as { query: Query };
  const clients = Client.prototype as { query: Query };
  const { query: queryOnPool } = pools;
  const { query: queryOnClient } = clients;
  const tracer = trace.getTracer('followline');

  pools.query = function (statement, ...rest) {
    const asked = typeof statement === 'string' ? { text: statement } : statement;
    if (asked instanceof Object) askedIn.set(asked, context.active());
    return queryOnPool.call(this, asked, ...rest);
  };

  clients.query = function (...parts) {
    const [statement] = parts;
    const parent = (statement instanceof Object && askedIn.get(statement)) || context.active();
    if (!trace.getSpan(parent)) return queryOnClient.apply(this, parts);
    const attributes = { 'db.system.name': 'postgresql' };
    const span = tracer.startSpan(nameOf(statement), { kind: SpanKind.CLIENT, attributes }, parent);
    const callback = parts.at(-1);
    if (typeof callback === 'function') {
      parts[parts.length - 1] = (error: unknown, result: unknown) => {
        end(span, error);
        callback(error, result);
      };
      return queryOnClient.apply(this, parts);
    }
    const result = queryOnClient.apply(this, parts);
    Promise.resolve(result).then(
      () => end(span),
      (error) => end(span, error),
    );
    return result;
  };
}

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return firstWord(statement);
  const { name, text } = (statement ?? {}) as { name?: unknown; text?: unknown };
  if (typeof name === 'string') return name;
  return typeof text === 'string' ? firstWord(text) : 'statement';
}

function firstWord(text: string): string {
  return /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? 'statement';
}

/** The message of an error may quote data; its code does not. */
function end(span: Span, error?: unknown): void {
  if (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string') span.setAttribute('db.response.status_code', code);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
