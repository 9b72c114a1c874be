import type { ApolloServer } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  subscribe,
} from 'graphql';
import type { Outbound } from '../outbound/outbound';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import type { Feed } from '../store/feed/feed';
import { inSpan, outsideSpans } from '../store/spans';
import type { Budget, Cost } from './budget';
import { type Context, makeContext } from './context';
import { countOperation, liveSubscriptions } from './counts';
import { isErrors, makeDocuments } from './documents';
import { makeFormatError } from './errors';
import { guard } from './guard';
import { refusedCost } from './guarding';
import type { LiveContext } from './resolvers/live';
import { makeSchema } from './schema';
import { noteOperation, type Trail, tellSpan } from './trail';

export interface OperationParts {
  store: Store;
  apollo: ApolloServer<Context>;
  budget: Budget;
  outbound: Outbound;
  feed: Feed;
  /** Where faults go that clients are told nothing of, with the operation that they befell. */
  logFault: (error: unknown, trail: Trail) => void;
}

/** What a client sends, in whatever envelope. */
export interface OperationRequest {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** As the client is told of it. */
export interface Result {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

type Transport = keyof typeof liveSubscriptions;

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** One result, or of a subscription all that follow. */
  run(transport: Transport): Promise<Result | AsyncGenerator<Result, void>>;
}

/** Answers the errors, as clients are told of them, of a request that cannot run. Its trail tells what becomes of it. */
export type Prepare = (
  request: OperationRequest,
  holder: KeyHolder,
  trail: Trail,
) => Promise<Prepared | readonly GraphQLFormattedError[]>;

/**
 * Operations over the transports that last. Queries and mutations are Apollo's, as over HTTP; subscriptions, which
 * it does not know, are read, guarded and masked here in the same way.
 */
export function makePrepare({ store, apollo, budget, outbound, feed, logFault }: OperationParts): Prepare {
  const schema = makeSchema();
  const documentOf = makeDocuments(schema);

  return async (request, holder, trail) => {
    const format = formatting((error) => logFault(error, trail));
    const refused = async (errors: readonly GraphQLError[]) => {
      trail.cost = (await budget.charge(holder.keyId, refusedCost)).requested;
      const told = format({ errors }).errors ?? [];
      trail.outcome = countOperation(trail.type, told);
      return told;
    };
    const document = documentOf(request.query);
    if (isErrors(document)) return refused(document);
    const operation = getOperationAST(document, request.operationName);
    if (!operation) return refused([noOperation()]);
    noteOperation(trail, operation);
    const context = makeContext(store, holder, budget, outbound, trail);
    if (operation.operation !== 'subscription') {
      return { document, operation, run: () => traced(trail, () => answerOnce(apollo, request, context)) };
    }
    const variableValues = request.variables ?? {};
    try {
      const asked = { schema, document, operation, variables: variableValues, holder };
      const cost = await guard(asked, budget);
      const operationName = operation.name?.value;
      const contextValue: LiveContext = { ...context, feed };
      const args = { schema, document, operationName, variableValues, contextValue, hideSuggestions: true };
      const start = (transport: Transport) => startSubscription(args, cost, format, transport);
      return { document, operation, run: (transport) => traced(trail, () => start(transport)) };
    } catch (error) {
      return refused([located(error)]);
    }
  };
}

/** Of a subscription the span is that of its beginning, which is over soon. */
function traced<T>(trail: Trail, work: () => Promise<T>): Promise<T> {
  return inSpan(trail.type, {}, (span) => work().finally(() => tellSpan(span, trail)));
}

interface SubscriptionArgs extends ExecutionArgs {
  contextValue: LiveContext;
}

async function startSubscription(args: SubscriptionArgs, cost: Cost, format: Format, transport: Transport) {
  const { trail, holder, budget } = args.contextValue;
  trail.cost = cost.requested;
  const started = await subscribe(args);
  const isOpen = 'next' in started;
  const refusal = isOpen ? null : format(started);
  trail.outcome = countOperation('subscription', refusal?.errors);
  if (!isOpen) return refusal as Result;
  liveSubscriptions[transport] += 1;
  // Each result costs what the first was let in for.
  const next = async () => ({ cost: await budget.charge(holder.keyId, cost.requested) });
  return formatted(started, format, next, () => {
    liveSubscriptions[transport] -= 1;
  });
}

function noOperation(): GraphQLError {
  const message = 'The document must hold one operation, or operationName must name one of them.';
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

async function answerOnce(
  apollo: ApolloServer<Context>,
  { query, operationName, variables }: OperationRequest,
  contextValue: Context,
): Promise<Result> {
  const request = { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
  const { body } = await apollo.executeOperation(request, { contextValue });
  return body.kind === 'single' ? body.singleResult : body.initialResult;
}

type Format = (result: ExecutionResult) => Result;

function formatting(logFault: (error: unknown) => void): Format {
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
function formatted(
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

function located(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
