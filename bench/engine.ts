import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, type PoolConfig } from 'pg';
import { openStore, type Store } from '../src/store/data-source';
import { startEmbeddedPostgres } from '../src/store/embedded-postgres';
import { migrate } from '../src/store/migrate';

/** A PostgreSQL of the benchmark's own, as the program runs it by default: what is committed is on the disk. */
export interface Engine {
  version: string;
  /** A new, migrated database. */
  createDatabase(name: string): Promise<Database>;
  stop(): Promise<void>;
}

export interface Database {
  /** For DATABASE_URL of a server. */
  url: string;
  store: Store;
  close(): Promise<void>;
}

export async function startEngine(connections: number): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'followline-bench-'));
  // Where root runs this, PostgreSQL runs under another account.
  await chmod(folder, 0o711);
  const { connection, stop } = await startEmbeddedPostgres(folder);
  const maintenance = new Pool({ ...connection, max: 1 });
  const { rows } = await maintenance.query<{ server_version: string }>('show server_version');
  let stopped: Promise<void> | undefined;
  const stopAll = async () => {
    await maintenance.end();
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    version: rows[0]?.server_version ?? 'unknown',
    createDatabase: async (name) => {
      await maintenance.query(`create database ${name}`);
      return openDatabase({ ...connection, database: name }, connections);
    },
    stop: () => (stopped ??= stopAll()),
  };
}

async function openDatabase(connection: PoolConfig, connections: number): Promise<Database> {
  await migrate(connection);
  const store = await openStore({ ...connection, max: connections });
  const { host, port, user, database } = connection;
  return {
    // The host is the folder of a socket.
    url: `postgres://${user}@${encodeURIComponent(host as string)}:${port}/${database}`,
    store,
    close: () => store.close(),
  };
}
