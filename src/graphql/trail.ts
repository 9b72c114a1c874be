import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { OperationDefinitionNode } from 'graphql';
import type { KeyHolder } from '../store/api-keys';
import type { OperationOutcome, OperationType } from './counts';

const nameLengthMax = 64;

/** What logs and traces tell of an operation: who, what kind, what it cost. Nothing that it asked for or was told. */
export interface Trail {
  requestId: string;
  agencyId: string;
  keyId: string;
  type: OperationType;
  /** As the client's developers have named it. */
  name: string | null;
  /** In points; null until it is known. */
  cost: number | null;
  outcome: OperationOutcome | null;
}

export function newTrail({ agencyId, keyId }: KeyHolder, requestId: string): Trail {
  return { requestId, agencyId, keyId, type: 'none', name: null, cost: null, outcome: null };
}

/** For what the request has turned out to be. */
export function noteOperation(trail: Trail, { operation, name }: OperationDefinitionNode): void {
  trail.type = operation;
  trail.name = name?.value.slice(0, nameLengthMax) ?? null;
}

/** Tells the operation's span what has become of it. */
export function tellSpan(span: Span, { requestId, agencyId, keyId, type, name, cost, outcome }: Trail): void {
  span.updateName(type === 'none' ? 'GraphQL' : type);
  span.setAttributes({
    'graphql.operation.type': type,
    ...(name !== null && { 'graphql.operation.name': name }),
    ...(cost !== null && { 'followline.cost': cost }),
    'followline.agency_id': agencyId,
    'followline.key_id': keyId,
    'followline.request_id': requestId,
  });
  if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
}
