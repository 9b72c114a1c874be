import { Client, type PoolConfig } from 'pg';

/** The PostgreSQL of one test run, as the global setup publishes it to the workers. */
export interface TestServer {
  /** To a database that always exists. */
  maintenance: PoolConfig;
  /** The migrated database that each test copies; nobody can connect to it. */
  template: string;
  /** How the names of all databases of this run begin. */
  prefix: string;
}

const VARIABLE = 'FOLLOWLINE_TEST_SERVER';

export function publishTestServer(server: TestServer): void {
  process.env[VARIABLE] = JSON.stringify(server);
}

export function testServer(): TestServer {
  const text = process.env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: test/support/global-setup.ts has not run`);
  return JSON.parse(text);
}

/** The same server, another database. */
export function onDatabase(connection: PoolConfig, database: string): PoolConfig {
  if (!connection.connectionString) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { ...connection, connectionString: url.href };
}

export async function withClient<T>(
  connection: PoolConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
