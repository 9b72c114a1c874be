import type { GraphQLFormattedError } from 'graphql';

/** By what they were; `none` where a request could not be read so far. */
export const operationTypes = ['query', 'mutation', 'subscription', 'none'] as const;
export type OperationType = (typeof operationTypes)[number];

/** `refused`: by reason of the request. `failed`: by a fault of ours, or of the database. */
export const operationOutcomes = ['answered', 'refused', 'failed'] as const;
export type OperationOutcome = (typeof operationOutcomes)[number];

const none = (): Record<OperationOutcome, number> => ({ answered: 0, refused: 0, failed: 0 });

/** How operations have ended since the process started, over whatever transport they came. */
export const operations: Record<OperationType, Record<OperationOutcome, number>> = {
  query: none(),
  mutation: none(),
  subscription: none(),
  none: none(),
};

/** Subscriptions that are open at this moment, by how they are transported. */
export const liveSubscriptions = { websocket: 0, sse: 0 };

const faults: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

/** Counts an operation by the errors of its answer, as the client is told of them, and says how it has ended. */
export function countOperation(
  type: OperationType,
  errors: readonly GraphQLFormattedError[] | undefined,
): OperationOutcome {
  const outcome = outcomeOf(errors);
  operations[type][outcome] += 1;
  return outcome;
}

function outcomeOf(errors: readonly GraphQLFormattedError[] | undefined): OperationOutcome {
  if (!errors?.length) return 'answered';
  return errors.some(({ extensions }) => faults.has(extensions?.code)) ? 'failed' : 'refused';
}
