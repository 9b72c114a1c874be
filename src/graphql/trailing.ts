import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './context';
import { countOperation } from './counts';
import { rootCause } from './errors';
import { noteOperation, type Trail } from './trail';

const trails = new WeakMap<object, Trail>();

/** Of the operation that failed with this error, where it is known. */
export function trailOf(error: unknown): Trail | undefined {
  return trails.get(error as object);
}

/** Notes on each operation's trail what becomes of it, and counts it. */
export const trailing: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue: { trail } }) => {
      if (operation) noteOperation(trail, operation);
    },
    didEncounterErrors: async ({ errors, contextValue: { trail } }) => {
      for (const error of errors) {
        const cause = rootCause(error);
        if (cause instanceof Object) trails.set(cause, trail);
      }
    },
    willSendResponse: async ({ response: { body }, contextValue: { trail } }) => {
      const { errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
      trail.outcome = countOperation(trail.type, errors);
    },
  }),
};
