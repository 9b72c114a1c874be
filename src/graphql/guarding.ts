import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type Cost, windowSeconds } from './budget';
import type { Context } from './context';
import { guard } from './guard';

/** What a request costs that is refused before it runs. */
export const refusedCost = 1;

/** Guards each operation that comes by HTTP before it runs, and tells with each answer what it cost. */
export const guarding: ApolloServerPlugin<Context> = {
  requestDidStart: async () => {
    let cost: Cost | undefined;
    return {
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Without one there is nothing to run, which Apollo says itself.
        if (!operation) return;
        if (operation.operation === 'subscription') throw notHere();
        const { holder, budget } = contextValue;
        const asked = { schema, document, operation, variables: request.variables ?? {}, holder };
        cost = await guard(asked, budget);
      },
      willSendResponse: async ({ response: { http, body }, contextValue: { holder, budget, trail } }) => {
        const told = cost ?? (await budget.charge(holder.keyId, refusedCost));
        trail.cost = told.requested;
        for (const [name, value] of rateLimitHeaders(told)) http.headers.set(name, value);
        if (body.kind === 'single') {
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: told };
        }
      },
    };
  },
};

function notHere(): GraphQLError {
  const message = 'Subscriptions come by WebSocket at this path, or as an event stream at /graphql/stream.';
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

/** As the IETF's draft "RateLimit header fields for HTTP" has them. */
function rateLimitHeaders({ limit, remaining, resetAt }: Cost): [string, string][] {
  if (limit === null || resetAt === null) return [];
  const seconds = Math.max(0, Math.ceil((Date.parse(resetAt) - Date.now()) / 1000));
  return [
    ['ratelimit-policy', `"key";q=${limit};w=${windowSeconds}`],
    ['ratelimit', `"key";r=${remaining};t=${seconds}`],
  ];
}
