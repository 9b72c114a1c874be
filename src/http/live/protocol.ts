import { setImmediate } from 'node:timers/promises';
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { makeServer, type OperationResult, type Server } from 'graphql-ws';
import type { Prepared } from '../../graphql/operate';
import type { Result } from '../../graphql/results';
import { makeSchema } from '../../graphql/schema';
import { newTrail } from '../../graphql/trail';
import { HttpError } from '../http-error';
import { type Client, close, closeCodes } from './client';
import type { Ending } from './connections';
import type { LiveParts } from './parts';

/** From connecting to saying who it is. */
const signInMilliseconds = 3_000;

/** Of one connection at a time. */
const operationsMax = 100;

/** The sub-protocol graphql-transport-ws, for whatever speaks it. */
export function makeProtocol(parts: LiveParts): Server<Client> {
  const { prepare, admit } = parts;
  return makeServer<Record<string, unknown>, Client>({
    connectionInitWaitTimeout: signInMilliseconds,
    onConnect: ({ connectionParams, extra }) => {
      const given = connectionParams?.authorization ?? connectionParams?.Authorization;
      if (typeof given === 'string') extra.authorization = given;
      return take(extra, parts);
    },
    // Whom the key speaks for is asked anew for each operation.
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      extra.operationCount += 1;
      try {
        if (Object.keys(subscriptions).length > operationsMax) throw tooMany;
        const holder = await admit(extra.authorization, extra.address);
        const prepared = await prepare(payload, holder, newTrail(holder, extra.requestId));
        return 'run' in prepared ? argumentsOf(prepared, extra) : prepared.map(asError);
      } catch (error) {
        if (error instanceof HttpError) return [asError(error.formatted)];
        throw error;
      }
    },
    execute: run,
    subscribe: run,
    // It is as clients are told of it.
    onNext: (_context, _id, _payload, _args, result) => result as Result,
  });
}

const tooMany = new HttpError(
  'RATE_LIMITED',
  `At most ${operationsMax} operations at a time on a connection.`,
);

/** False where the connection is not taken, which its close code tells the reason of. */
async function take(client: Client, { admit, connections }: LiveParts): Promise<boolean> {
  const { socket } = client;
  try {
    const holder = await admit(client.authorization, client.address);
    const remove = connections.add(holder, (why) => void end(client, why));
    client.holder = holder;
    if (socket.readyState === socket.CLOSED) remove();
    else socket.once('close', remove);
    return true;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const isRefused = error.code === 'UNAUTHENTICATED';
    close(socket, isRefused ? closeCodes.unauthorized : closeCodes.tryAgainLater, error.message);
    return false;
  }
}

async function end(client: Client, why: Ending): Promise<void> {
  if (why === 'UNAUTHENTICATED') {
    close(client.socket, closeCodes.unauthorized, 'The key may not be used any more.');
    return;
  }
  await Promise.allSettled(client.running);
  // The answers themselves are on their way then.
  await setImmediate();
  close(client.socket, closeCodes.goingAway, 'The server is ending; connect again.');
}

interface Tracked {
  run(): ReturnType<Prepared['run']>;
}

/** What the library runs an operation with; it looks at no more than the operation's type. */
function argumentsOf({ document, operation, run }: Prepared, { running }: Client): ExecutionArgs {
  const tracked = () => {
    const outcome = run('websocket');
    running.add(outcome);
    const forget = () => void running.delete(outcome);
    outcome.then(forget, forget);
    return outcome;
  };
  const operationName = operation.name?.value;
  return { schema: makeSchema(), document, operationName, contextValue: { run: tracked } satisfies Tracked };
}

/** The library passes on what it is given. */
const run = ({ contextValue }: ExecutionArgs) => (contextValue as Tracked).run() as OperationResult;

/** The library takes errors of this class only, and writes them as they are. */
function asError({ message, locations, extensions }: GraphQLFormattedError): GraphQLError {
  return Object.assign(new GraphQLError(message, { extensions }), { locations });
}
