import type { ApolloServer } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  type OperationDefinitionNode,
  subscribe,
} from 'graphql';
import type { Outbound } from '../outbound/outbound';
import type { KeyHolder } from '../store/api-keys';
import type { Store } from '../store/data-source';
import type { Feed } from '../store/feed/feed';
import { inSpan } from '../store/spans';
import type { Budget, Cost } from './budget';
import { type Context, makeContext } from './context';
import { countOperation, liveSubscriptions } from './counts';
import { isErrors, makeDocuments } from './documents';
import { guard } from './guard';
import { refusedCost } from './guarding';
import { keepText, type Naming, textOf } from './persisted';
import type { LiveContext } from './resolvers/live';
import { type Format, formatted, formatting, located, type Result } from './results';
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
export interface OperationRequest extends Naming {
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
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
    try {
      const text = await textOf(apollo.cache, request);
      const document = documentOf(text);
      if (isErrors(document)) return await refused(document);
      const operation = getOperationAST(document, request.operationName);
      if (!operation) throw noOperation();
      noteOperation(trail, operation);
      const context = makeContext(store, holder, budget, outbound, trail);
      if (operation.operation !== 'subscription') {
        const answer = () => answerOnce(apollo, { ...request, query: text }, context);
        return { document, operation, run: () => traced(trail, answer) };
      }
      const variableValues = request.variables ?? {};
      const asked = { schema, document, operation, variables: variableValues, holder };
      const cost = await guard(asked, budget);
      await keepText(apollo.cache, text, request);
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
  { query, operationName, variables, extensions }: OperationRequest,
  contextValue: Context,
): Promise<Result> {
  const request = {
    ...{ query, operationName: operationName ?? undefined },
    ...{ variables: variables ?? undefined, extensions: extensions ?? undefined },
  };
  const { body } = await apollo.executeOperation(request, { contextValue });
  return body.kind === 'single' ? body.singleResult : body.initialResult;
}
