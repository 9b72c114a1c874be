import { Client, type PoolConfig } from 'pg';
import { ConfigurationError } from './configuration';
import { StartError } from './start-error';

const oldestVersion = 15;

/**
 * @throws StartError where the server cannot be reached.
 * @throws ConfigurationError where it is too old.
 */
export async function checkServer(connection: PoolConfig): Promise<void> {
  const version = await serverVersion(connection).catch((error) => {
    throw new StartError(`The database of DATABASE_URL cannot be reached: ${reasonOf(error, connection)}`);
  });
  if (version >= oldestVersion) return;
  throw new ConfigurationError(
    `DATABASE_URL leads to PostgreSQL ${version}. Followline needs PostgreSQL ${oldestVersion} or newer.`,
  );
}

async function serverVersion(connection: PoolConfig): Promise<number> {
  const client = new Client(connection);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The driver's reason; where a name stands for several addresses, that of each. Never the password. */
function reasonOf(error: unknown, { connectionString = '' }: PoolConfig): string {
  const { errors } = error as { errors?: unknown[] };
  const reasons = (errors ?? [error]).map(
    (each) => (each as Error).message || String((each as NodeJS.ErrnoException).code),
  );
  const password = new URL(connectionString).password;
  const secrets = [password, decodeURIComponent(password)].filter((secret) => secret !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), [...new Set(reasons)].join('; '));
}
