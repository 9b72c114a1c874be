import type { FastifyInstance } from 'fastify';

const idleCheckMilliseconds = 50;

/**
 * Takes no new connection, lets the requests under way end, and then breaks off those that have not.
 * @returns whether all of them ended by themselves.
 */
export async function drain(server: FastifyInstance, limitMilliseconds: number): Promise<boolean> {
  let inTime = true;
  const limit = setTimeout(() => {
    inTime = false;
    server.server.closeAllConnections();
  }, limitMilliseconds);
  // Else a connection that falls idle after the server was closed would stay open for its keep-alive time.
  const idle = setInterval(() => server.server.closeIdleConnections(), idleCheckMilliseconds);
  try {
    await server.close();
  } finally {
    clearTimeout(limit);
    clearInterval(idle);
  }
  return inTime;
}
