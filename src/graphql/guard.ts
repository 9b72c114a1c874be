import { checkRights } from './check-rights';
import type { Operation } from './operation';

/** @throws GraphQLError for what the caller may not do, or that would cost too much. */
type Check = (operation: Operation) => void;

/** In this order. */
const checks: readonly Check[] = [checkRights];

/** Refuses an operation as a whole, before any of it runs: nothing need be checked field by field. */
export function guard(operation: Operation): void {
  for (const check of checks) check(operation);
}
