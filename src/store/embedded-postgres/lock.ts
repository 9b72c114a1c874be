import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './error';

export interface DataFolderLock {
  release(): Promise<void>;
}

const LOCK_NAME = /^followline\.lock\.(\d+)$/;
const RELEASED = 'released';

/**
 * At most one living process holds the lock of a data folder; it ends with the process, however that ends.
 *
 * Each lock is a symbolic link `followline.lock.N` whose target names its holder: a link comes into being
 * with its content or not at all, and for one process only. Whoever makes the link with the next number
 * has the lock. The highest number is never removed, so that numbers only grow; a slow starter that makes
 * a number which others have long gone past and removed sees the higher one, and gives way.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const holder = `${process.pid} ${await processStart(process.pid)}`;
  for (;;) {
    const last = await highestLock(folder);
    await refuseIfHeld(folder, last);
    const own = last + 1;
    if (!(await makeLock(folder, own, holder))) continue;
    if ((await highestLock(folder)) === own) {
      await removeLocksBelow(folder, own);
      return { release: () => releaseLock(folder, own) };
    }
    await rm(lockPath(folder, own), { force: true });
  }
}

/**
 * What tells this process from all others that had or will have the same number, or undefined if no process
 * with this number runs. A zombie does not run: it holds nothing any more, its parent has yet to notice.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return processStartFromPs(pid);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in brackets and may hold anything: count from its end.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTicks = fields[18];
  if (!startTicks || state === 'Z' || state === 'X') return undefined;
  // Ticks count from the start of the machine, and may come again after the next one.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${startTicks}`;
}

async function processStartFromPs(pid: number): Promise<string | undefined> {
  const ps = promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } });
  const { stdout } = await ps.catch(() => ({ stdout: '' }));
  const [state, ...start] = stdout.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : start.join(' ');
}

async function refuseIfHeld(folder: string, number: number): Promise<void> {
  const holder = await readlink(lockPath(folder, number)).catch(() => RELEASED);
  const pid = Number.parseInt(holder, 10);
  const start = holder === RELEASED ? undefined : await processStart(pid);
  if (!start || holder !== `${pid} ${start}`) return;
  throw new EmbeddedPostgresError(
    `Another Followline is running on this data folder (process ${pid}): ${folder}. ` +
      'Stop it first, or choose another folder with DATA_DIR.',
  );
}

async function highestLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)));
}

async function lockNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).map((name) => Number(LOCK_NAME.exec(name)?.[1] ?? 0));
}

async function makeLock(folder: string, number: number, holder: string): Promise<boolean> {
  try {
    await symlink(holder, lockPath(folder, number));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The next number says that nobody holds the lock: this process may live on for long. */
async function releaseLock(folder: string, own: number): Promise<void> {
  await makeLock(folder, own + 1, RELEASED);
  await removeLocksBelow(folder, own + 1);
}

async function removeLocksBelow(folder: string, limit: number): Promise<void> {
  const outdated = (await lockNumbers(folder)).filter((number) => number > 0 && number < limit);
  await Promise.all(outdated.map((number) => rm(lockPath(folder, number), { force: true })));
}

function lockPath(folder: string, number: number): string {
  return join(folder, `followline.lock.${number}`);
}
