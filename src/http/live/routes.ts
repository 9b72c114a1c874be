import type { IncomingMessage } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Budget } from '../../graphql/budget';
import type { Context } from '../../graphql/context';
import { makePrepare } from '../../graphql/operate';
import type { Outbound } from '../../outbound/outbound';
import type { Store } from '../../store/data-source';
import { Feed } from '../../store/feed/feed';
import type { Admit } from '../admission';
import type { Logger } from '../log';
import { LiveConnections } from './connections';
import { addEventStreams } from './event-streams';
import { addWebSockets } from './web-sockets';

interface Parts {
  store: Store;
  apollo: ApolloServer<Context>;
  budget: Budget;
  admit: Admit;
  outbound: Outbound;
  log: Logger;
  addressOf(request: IncomingMessage): string;
}

/** Both transports that last, with what they share. */
export function addLiveRoutes(
  server: FastifyInstance,
  { store, apollo, budget, admit, outbound, log, addressOf }: Parts,
): void {
  const feed = new Feed(store, (error) => log.warn({ error }, 'Changes cannot be read for now'));
  const connections = new LiveConnections(store, (error) =>
    log.warn({ error }, 'Keys of live connections cannot be looked up for now'),
  );
  const logFault = (error: unknown) => log.error({ error }, 'A resolver failed');
  const prepare = makePrepare({ store, apollo, budget, outbound, feed, logFault });
  const parts = { prepare, admit, connections, log, addressOf };
  addWebSockets(server, parts);
  addEventStreams(server, parts);
  server.addHook('preClose', async () => connections.endAll());
  server.addHook('onClose', () => feed.stop());
}
