import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { KeyHolder } from '../store/api-keys';

/** An operation that is valid, before it runs, over whatever transport it has come. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  holder: KeyHolder;
}

/** @throws GraphQLError for what the caller may not do, or that would cost too much. */
type Check = (operation: Operation) => void;

/** In this order. */
const checks: readonly Check[] = [];

/** Refuses an operation as a whole, before any of it runs: nothing need be checked field by field. */
export function guard(operation: Operation): void {
  for (const check of checks) check(operation);
}
