import { GraphQLError } from 'graphql';
import type { Budget, Cost } from './budget';
import { checkAllowed } from './check-allowed';
import { checkRights } from './check-rights';
import { costOf } from './cost';
import { operationCostMax } from './limits';
import type { Operation } from './operation';

/** @throws GraphQLError for what the caller may not do. */
type Check = (operation: Operation) => void;

/** In this order. */
const checks: readonly Check[] = [checkAllowed, checkRights];

/**
 * Refuses an operation as a whole, before any of it runs: nothing need be checked field by field. What it costs is
 * taken from the key's points.
 * @throws GraphQLError for what the caller may not do, or that would cost too much.
 */
export async function guard(operation: Operation, budget: Budget): Promise<Cost> {
  for (const check of checks) check(operation);
  const cost = costOf(operation);
  if (cost > operationCostMax) throw tooExpensive(cost);
  return budget.spend(operation.holder.keyId, cost);
}

function tooExpensive(cost: number): GraphQLError {
  const points = Number.isFinite(cost) ? String(cost) : 'far too many';
  const message = `This operation costs ${points} points, and ${operationCostMax} are allowed; ask for shorter lists.`;
  return new GraphQLError(message, { extensions: { code: 'COST_LIMIT_EXCEEDED', http: { status: 400 } } });
}
