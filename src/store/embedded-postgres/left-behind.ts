import { execFile } from 'node:child_process';
import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './error';
import { processStart } from './lock';

const FAST_SHUTDOWN_SECONDS = 60;
const IMMEDIATE_SHUTDOWN_SECONDS = 10;

/**
 * Stops the server that an earlier process left behind on this cluster when it was killed. The caller holds
 * the lock of the data folder, so that no living process owns that server.
 */
export async function stopLeftBehind(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!pid) return;
  if (await isServerOf(cluster, pid)) {
    if (await stops(pid, 'SIGINT', FAST_SHUTDOWN_SECONDS)) return;
    if (await stops(pid, 'SIGQUIT', IMMEDIATE_SHUTDOWN_SECONDS)) return;
    throw new EmbeddedPostgresError(
      `A PostgreSQL left behind by an earlier Followline does not stop: process ${pid}, on ${cluster}. End it first.`,
    );
  }
  // Another process has that number by now, as happens in containers, and PostgreSQL would take it for a server.
  if (await processStart(pid)) await rm(pidFile, { force: true });
}

/** A process number alone proves nothing: it may have passed to any other program. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    return folder === cluster && program.trim() === 'postgres';
  }
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const { stdout } = await ps.catch(() => ({ stdout: '' }));
  return stdout.includes(`postgres -D ${cluster} `);
}

async function stops(pid: number, signal: NodeJS.Signals, limitSeconds: number): Promise<boolean> {
  const start = await processStart(pid);
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  for (const deadline = Date.now() + limitSeconds * 1000; Date.now() < deadline; await sleep(20)) {
    if ((await processStart(pid)) !== start) return true;
  }
  return false;
}
