import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Budget } from '../../graphql/budget';
import type { Context } from '../../graphql/context';
import { makePrepare } from '../../graphql/operate';
import type { Outbound } from '../../outbound/outbound';
import type { Store } from '../../store/data-source';
import { Feed } from '../../store/feed/feed';
import { makeLogFault } from '../log';
import { LiveConnections } from './connections';
import { addEventStreams } from './event-streams';
import type { LiveParts } from './parts';
import { addWebSockets } from './web-sockets';

interface Parts extends Omit<LiveParts, 'prepare' | 'connections'> {
  store: Store;
  apollo: ApolloServer<Context>;
  budget: Budget;
  outbound: Outbound;
}

/** Both transports that last, with what they share. */
export function addLiveRoutes(
  server: FastifyInstance,
  { store, apollo, budget, outbound, ...others }: Parts,
): void {
  const { log } = others;
  const feed = new Feed(store, (error) => log.warn({ error }, 'Changes cannot be read for now'));
  const connections = new LiveConnections(store, (error) =>
    log.warn({ error }, 'Keys of live connections cannot be looked up for now'),
  );
  const prepare = makePrepare({ store, apollo, budget, outbound, feed, logFault: makeLogFault(log) });
  const parts = { ...others, prepare, connections };
  addWebSockets(server, parts);
  addEventStreams(server, parts);
  server.addHook('preClose', async () => connections.endAll());
  server.addHook('onClose', () => feed.stop());
}
