import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Scope } from '../store/scopes';

/** Whatever the client sent, its answer stays short. */
const messageLengthMax = 500;

/** A top-level error about an argument of a query. */
export function badInput(field: string, message: string): GraphQLError {
  return new GraphQLError(`${field}: ${message}`, { extensions: { code: 'BAD_USER_INPUT', field } });
}

/** The operation as a whole is refused, and none of it has run; answered with 200, as any other GraphQL error. */
export function forbidden(message: string, about: { field: string; scope?: Scope }): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', ...about, http: { status: 200 } } });
}

/** How the operating system says that a server cannot be reached. */
const unreachable =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/;

/** SQLSTATE: connections, resources, and a server that shuts down; not a query that was cancelled. */
const unavailable = /^(08|53|57P)/;

/** Is this a failure to reach the database, rather than a fault of ours? */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
  if (typeof code === 'string') return unavailable.test(code) || unreachable.test(code);
  // The pool's own errors have no code.
  return /^(Connection terminated|timeout exceeded when trying to connect)/.test(message ?? '');
}

/**
 * Makes what clients are told of errors: codes that are documented, messages without stack traces, SQL or
 * other fields' values. Faults go to the log instead.
 */
export function makeFormatError(logFault: (error: unknown) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = rootCause(error);
    if (cause && !(cause instanceof GraphQLError)) {
      logFault(cause);
      return isUnavailable(cause)
        ? {
            ...formatted,
            message: 'The database is not available; try again.',
            extensions: { code: 'SERVICE_UNAVAILABLE' },
          }
        : {
            ...formatted,
            message: 'Something went wrong here.',
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          };
    }
    return { ...formatted, ...withoutValues(formatted, error as GraphQLError) };
  };
}

/** What was thrown at first. */
export function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

type Told = Pick<GraphQLFormattedError, 'message' | 'extensions'>;

/**
 * GraphQL quotes the whole of an input that is wrong in one place, and with it all that stands beside; only the
 * place and the reason are told.
 */
function withoutValues({ message, extensions }: GraphQLFormattedError, error: GraphQLError): Told {
  const variable = /^Variable "\$(\w+)" got invalid value /.exec(message)?.[1];
  if (variable) {
    const reason = error.originalError?.message ?? 'is not valid.';
    const place = / at "([\w.[\]]+)"$/.exec(message.slice(0, -`; ${reason}`.length))?.[1] ?? variable;
    return { message: short(`${place}: ${reason}`), extensions: { ...extensions, field: place } };
  }
  // Apollo gives these no code.
  if (/^(Unsupported persisted query version|provided sha does not match query)$/.test(message)) {
    return { message, extensions: { ...extensions, code: 'BAD_REQUEST' } };
  }
  // GraphQL gives this one no place, and so Apollo takes it for a fault.
  if (message.startsWith('Too many errors processing variables')) {
    return { message: short(message), extensions: { ...extensions, code: 'BAD_USER_INPUT' } };
  }
  const argument = /^Argument "(\w+)" has invalid value /.exec(message)?.[1];
  if (argument) {
    const told = `${argument}: a variable in it is null or left out, where a value is needed.`;
    return { message: told, extensions: { ...extensions, code: 'BAD_USER_INPUT', field: argument } };
  }
  const told = message
    .replace(/^(Expected value of type ".*?"), found .*$/s, '$1.')
    .replace(/^(Syntax Error: .*?) (?:Block)?String ".*$/s, '$1 a string.');
  return { message: short(told), extensions };
}

const short = (message: string) => message.slice(0, messageLengthMax);
