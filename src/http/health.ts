import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/data-source';

const answerMillisecondsMax = 2000;

/** `/livez`: the process runs. `/readyz`: it can serve, for which its database must answer. */
export function addHealthRoutes(server: FastifyInstance, store: Store): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });

  server.get('/livez', (_request, reply) => reply.send({ status: 'ok' }));

  const databaseAnswers = oneAtATime(() => answers(store));
  server.get('/readyz', async (_request, reply) => {
    if (closing) return reply.code(503).send({ status: 'shutting down' });
    if (await databaseAnswers()) return reply.send({ status: 'ok' });
    return reply.code(503).send({ status: 'database not available' });
  });
}

/** Whoever asks while a question is under way shares its answer: probing costs one connection at most. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

async function answers({ pool }: Store): Promise<boolean> {
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  );
  const impatience = new AbortController();
  const tooLate = sleep(answerMillisecondsMax, false, { signal: impatience.signal }).catch(() => false);
  return Promise.race([answer, tooLate]).finally(() => impatience.abort());
}
