import type { KeyHolder } from '../store/api-keys';
import type { OperationOutcome, OperationType } from './counts';

/** What logs and traces tell of an operation: who, what kind, what it cost. Nothing that it asked for or was told. */
export interface Trail {
  requestId: string | null;
  agencyId: string;
  keyId: string;
  type: OperationType;
  /** As the client's developers have named it. */
  name: string | null;
  /** In points; null until it is known. */
  cost: number | null;
  outcome: OperationOutcome | null;
}

export function newTrail({ agencyId, keyId }: KeyHolder): Trail {
  return { requestId: null, agencyId, keyId, type: 'none', name: null, cost: null, outcome: null };
}
