import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/data-source';
import { sharing } from './sharing';
import { within } from './within';

const answerMillisecondsMax = 2000;

const leaving = new WeakSet<FastifyInstance>();

/** From here on no more requests are wanted, though those that come are served. */
export function sayNotReady(server: FastifyInstance): void {
  leaving.add(server);
}

/** `/livez`: the process runs. `/readyz`: it can serve, for which its database must answer. */
export function addHealthRoutes(server: FastifyInstance, store: Store): void {
  server.addHook('preClose', async () => sayNotReady(server));

  server.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));

  // However many probe, one connection at most is taken up.
  const databaseAnswers = sharing(() => answers(store));
  server.get('/readyz', async (_request, reply) => {
    if (leaving.has(server)) return reply.code(503).send({ status: 'shutting down' });
    if (await databaseAnswers('')) return reply.send({ status: 'ok' });
    return reply.code(503).send({ status: 'database not available' });
  });
}

async function answers({ pool }: Store): Promise<boolean> {
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return (await within(answerMillisecondsMax, answer)) ?? false;
}
