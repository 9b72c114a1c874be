import { Connection } from './connection';

/** Requests to send to a server, and what tells a good answer to one. */
export interface Load {
  port: number;
  count: number;
  /** How many are under way at any time. */
  connections: number;
  requestOf: (index: number) => string;
  /** Stands in every answer that is as it should be. */
  expected: string;
}

export interface LoadResult {
  seconds: number;
  latenciesMicros: number[];
}

/** A closed loop: each connection sends its next request once it has the answer to the last. */
export async function run({ port, count, connections, requestOf, expected }: Load): Promise<LoadResult> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const latenciesMicros: number[] = [];
  let next = 0;
  const sendAll = async (connection: Connection) => {
    while (next < count) {
      const request = requestOf(next++);
      const start = performance.now();
      const body = await connection.send(request);
      latenciesMicros.push((performance.now() - start) * 1000);
      if (!body.includes(expected)) throw new Error(`Expected ${expected} in the answer: ${body}`);
    }
  };
  const start = performance.now();
  try {
    await Promise.all(open.map(sendAll));
    return { seconds: (performance.now() - start) / 1000, latenciesMicros };
  } finally {
    for (const connection of open) connection.close();
  }
}
