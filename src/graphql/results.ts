import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { outsideSpans } from '../store/spans';
import { makeFormatError } from './errors';

/** As the client is told of it. */
export interface Result {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

/** Makes a result what the client is told of it. */
export type Format = (result: ExecutionResult) => Result;

export function formatting(logFault: (error: unknown) => void): Format {
  const formatError = makeFormatError(logFault);
  return ({ data, errors }) => ({
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => formatError(withCode(error), error)) }),
  });
}

/** As Apollo does, an error without a code is the server's, but for a variable that does not fit. */
function withCode(error: GraphQLError): GraphQLFormattedError {
  const isOfVariable = error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
  const { http: _, ...extensions } = error.extensions;
  const code = isOfVariable ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  return { ...error.toJSON(), extensions: { code, ...extensions } };
}

/**
 * The results as clients are told of them. One without data is the last: a client that went on would not know what
 * it has missed, and asks on from where it was instead.
 */
export function formatted(
  results: AsyncGenerator<ExecutionResult, void>,
  format: Format,
  extensionsOf: () => Promise<Record<string, unknown>>,
  onEnd: () => void,
): AsyncGenerator<Result, void> {
  let isOver = false;
  const end = async (): Promise<IteratorResult<Result, void>> => {
    if (!isOver) onEnd();
    isOver = true;
    await results.return();
    return { done: true, value: undefined };
  };
  return {
    next: async () => {
      if (isOver) return end();
      // It goes on for long, and is no part of the request that has begun it.
      const { done, value } = await outsideSpans(() => results.next()).catch(failed);
      if (done || !value) return end();
      const result = { ...format(value), extensions: await extensionsOf() };
      if (result.data == null) await end();
      return { done: false, value: result };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
}

/** What is followed could not be read any further. */
function failed(error: unknown): IteratorResult<ExecutionResult, void> {
  return { done: false, value: { errors: [located(error)] } };
}

export function located(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
