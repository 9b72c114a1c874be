import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { openStore, type Store } from '../store/data-source';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../store/embedded-postgres';
import { migrate } from '../store/migrate';
import { type Configuration, readConfiguration } from './configuration';
import { checkServer } from './given-database';
import { connectionToRunning } from './running-database';
import { StartError } from './start-error';

/** An open database, migrated. */
export interface Opened {
  store: Store;
  /** For a thread that opens a store of its own. */
  connection: PoolConfig;
  /** Ends the connections and, where this process started it, the embedded PostgreSQL. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Without word of what takes time. */
  quiet?: boolean;
  /** For the server: its PostgreSQL is its own. A command joins that of a server that is running. */
  alone?: boolean;
}

/** Who waits longer for a connection, a request too, is told that the database is not available. */
const bounds = { connectionTimeoutMillis: 5000 };

/**
 * The database of DATABASE_URL, or the embedded one under DATA_DIR, brought to the present schema.
 * @throws ConfigurationError, StartError or EmbeddedPostgresError, whose message is for a person.
 */
export async function open(options: OpenOptions = {}): Promise<Opened> {
  const configuration = readConfiguration();
  return configuration.databaseUrl
    ? openGiven(configuration.databaseUrl)
    : openEmbedded(configuration, options);
}

async function openGiven(url: string): Promise<Opened> {
  const connection = { connectionString: url, application_name: 'followline', keepAlive: true, ...bounds };
  await checkServer(connection);
  return openAt(connection, async () => {});
}

async function openEmbedded({ dataDir }: Configuration, { quiet, alone }: OpenOptions): Promise<Opened> {
  const isNew = !existsSync(join(dataDir, 'postgres'));
  if (isNew && !quiet) console.error(`Setting up a database in ${dataDir} …`);
  try {
    const { connection, stop } = await startEmbeddedPostgres(dataDir);
    return await openAt(connection, stop);
  } catch (error) {
    if (alone || !(error instanceof EmbeddedPostgresError)) throw error;
    const running = await connectionToRunning(dataDir).catch(() => null);
    if (!running) throw error;
    return openAt(running, async () => {});
  }
}

async function openAt(connection: PoolConfig, stop: () => Promise<void>): Promise<Opened> {
  try {
    await migrate(connection).catch(cannotMigrate);
    const store = await openStore({ ...connection, ...bounds });
    let closed: Promise<void> | undefined;
    const close = () => store.close().finally(stop);
    return { store, connection: { ...connection, ...bounds }, close: () => (closed ??= close()) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Most often the role may not create tables. PostgreSQL's message says so, and quotes no data. */
function cannotMigrate(cause: Error): never {
  const error = new StartError(`The database cannot be brought to the present schema: ${cause.message}`);
  throw Object.assign(error, { cause });
}
