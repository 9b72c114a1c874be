import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import type { Account } from './account';
import { SERVER_ENVIRONMENT } from './cluster';
import { EmbeddedPostgresError } from './error';
import { lastLines, type ServerLog } from './server-log';

/** Replaying what a crash left unfinished may take this long. */
const READY_SECONDS = 120;
const FAST_SHUTDOWN_SECONDS = 60;
const CANNOT_CONNECT_NOW = '57P03';

/** One run of the `postgres` program. */
export interface Server {
  child: ChildProcess;
  /** Resolves when the program has ended, to how it did. Never rejects. */
  ended: Promise<string>;
  log: ServerLog;
}

export interface ServerStart {
  program: string;
  account: Account;
  cluster: string;
  /** What the server calls its cluster's folder. */
  clusterName: string;
  settings: Record<string, string>;
  log: ServerLog;
}

/** Starts the program; it ends with this process at the latest, unless this process is killed outright. */
export async function spawnServer(start: ServerStart): Promise<Server> {
  const log = await open(start.log.path, 'a', 0o600);
  const settings = Object.entries(start.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(start.program, ['-D', start.clusterName, ...settings], {
    ...start.account,
    cwd: start.cluster,
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', log.fd, log.fd],
    // A process group of its own: Ctrl-C in a terminal must not reach it before its clients are done.
    detached: true,
  });
  // A program that never stops its server can still end, and the server then ends with it.
  child.unref();
  const stopWithProcess = () => child.kill('SIGINT');
  process.on('exit', stopWithProcess);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  void ended.then(() => process.off('exit', stopWithProcess));
  await log.close();
  return { child, ended, log: start.log };
}

/** Resolves once the server answers. Rejects with what its log says if it ends first, or is not ready in time. */
export async function waitUntilReady(server: Server, connection: ClientConfig): Promise<void> {
  let ending: string | undefined;
  void server.ended.then((how) => {
    ending = how;
  });
  let reason: unknown;
  for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await sleep(20)) {
    if (ending) throw await startFailure(server, `PostgreSQL ended while starting (${ending})`);
    try {
      return await withClient(connection, async () => {});
    } catch (error) {
      if (error instanceof DatabaseError && error.code !== CANNOT_CONNECT_NOW) throw error;
      reason = error;
    }
  }
  throw await startFailure(server, `PostgreSQL was not ready within ${READY_SECONDS} s (${reason})`);
}

/** Ends the sessions of all clients and writes everything out. Resolves once the program is gone. */
export async function stopServer({ child, ended }: Server): Promise<void> {
  // Wait for it also where nothing else keeps this process alive.
  child.ref();
  child.kill('SIGINT');
  // What it could not write out in time is replayed from its journal at the next start.
  const impatience = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_SECONDS * 1000);
  await ended;
  clearTimeout(impatience);
}

export async function withClient<T>(
  connection: ClientConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(connection);
  // Without a listener, a server that goes away would end this process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function startFailure(server: Server, what: string): Promise<EmbeddedPostgresError> {
  const { path } = server.log;
  return new EmbeddedPostgresError(`${what}. The end of its log, ${path}:\n${await lastLines(server.log)}`);
}
