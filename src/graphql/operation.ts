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
