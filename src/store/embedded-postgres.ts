import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { canEnter, serverAccount } from './embedded-postgres/account';
import { platformPackage, runnableBinaries } from './embedded-postgres/binaries';
import { nameForServer, prepareCluster } from './embedded-postgres/cluster';
import { EmbeddedPostgresError } from './embedded-postgres/error';
import { stopLeftBehind } from './embedded-postgres/left-behind';
import { lockDataFolder } from './embedded-postgres/lock';
import { type Server, spawnServer, stopServer, waitUntilReady, withClient } from './embedded-postgres/server';
import { beginLog } from './embedded-postgres/server-log';
import { isAnswered, PORT, type SocketFolder, socketFolder } from './embedded-postgres/socket';

export { EmbeddedPostgresError } from './embedded-postgres/error';

export interface EmbeddedPostgres {
  /** For `pg` and TypeORM: `host` is the folder of the unix socket. No PG… environment variable changes it. */
  connection: { host: string; port: number; database: string; user: string; ssl: false };
  /** Ends the sessions of all clients and writes everything out. Resolves once the server process is gone. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** PostgreSQL settings by name, over those below. */
  settings?: Record<string, string>;
}

const DATABASE = 'followline';

const SETTINGS = {
  // The socket's folder is private: only this account, and root, can connect at all.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: String(PORT),
  fsync: 'on',
  shared_buffers: '128MB',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Without the details of an error: they quote rows, and with them people's data.
  log_error_verbosity: 'terse',
};

/**
 * Runs a PostgreSQL of this process's own, on data in `<dataDir>/postgres`, which it sets up at first.
 * One process at a time has a data folder. A server that an earlier process left there when it was killed
 * is stopped first. The server ends with this process at the latest, unless this process is killed outright;
 * catching signals and calling `stop` is up to the caller. If the server dies, only its clients notice.
 *
 * @throws EmbeddedPostgresError with what is wrong and what a person can do.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const packageFolder = platformPackage();
  try {
    await mkdir(dataDir, { recursive: true });
    const folder = await realpath(dataDir);
    const lock = await lockDataFolder(folder);
    return await startLocked(folder, packageFolder, { ...SETTINGS, ...options.settings }, lock.release).catch(
      async (error) => {
        await lock.release();
        throw error;
      },
    );
  } catch (error) {
    throw isSystemError(error) ? unusableFolder(dataDir, error) : error;
  }
}

async function startLocked(
  folder: string,
  packageFolder: string,
  settings: Record<string, string>,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const cluster = join(folder, 'postgres');
  const account = await serverAccount(cluster);
  const copiesFolder = canEnter(account, folder) ? folder : await realpath(tmpdir());
  const binaries = await runnableBinaries(packageFolder, account, copiesFolder);
  await stopLeftBehind(cluster);
  await prepareCluster(cluster, binaries, account, settings.fsync !== 'off');

  const clusterName = nameForServer(account, cluster);
  const socket = await socketFolder(cluster, account, clusterName);
  await refuseIfAnswered(socket, cluster);
  const server = await spawnServer({
    program: join(binaries.folder, 'bin', 'postgres'),
    account,
    cluster,
    clusterName,
    settings: { ...settings, unix_socket_directories: `"${socket.path.replaceAll('"', '""')}"` },
    log: await beginLog(join(folder, 'postgres.log')),
  });
  const stop = async () => {
    await stopServer(server);
    await socket.remove();
  };
  const connection = await openDatabase(server, socket).catch(async (error) => {
    await stop();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  return { connection, stop: () => (stopped ??= stop().then(release)) };
}

async function openDatabase(server: Server, socket: SocketFolder): Promise<EmbeddedPostgres['connection']> {
  const connection = { host: socket.path, port: PORT, user: 'postgres', ssl: false } as const;
  const maintenance = { ...connection, database: 'postgres' };
  await waitUntilReady(server, maintenance);
  await withClient(maintenance, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  return { ...connection, database: DATABASE };
}

/** Processes in another container that shares the folder cannot be seen from here; their socket can. */
async function refuseIfAnswered(socket: SocketFolder, cluster: string): Promise<void> {
  if (!(await isAnswered(socket.path))) return;
  throw new EmbeddedPostgresError(
    `Another PostgreSQL, perhaps in another container, is running on ${cluster}. ` +
      'Stop it first, or choose another folder with DATA_DIR.',
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | undefined)?.syscall === 'string';
}

function unusableFolder(dataDir: string, error: Error): EmbeddedPostgresError {
  const message =
    `The database cannot use its data folder ${resolve(dataDir)}: ${error.message}. ` +
    'Choose a folder that this process can write to with DATA_DIR, or set DATABASE_URL.';
  return Object.assign(new EmbeddedPostgresError(message), { cause: error });
}
