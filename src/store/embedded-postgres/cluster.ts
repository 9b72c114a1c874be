import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, canEnter, giveTo } from './account';
import type { PostgresBinaries } from './binaries';
import { EmbeddedPostgresError } from './error';

/** No PGPORT, PGDATA and the like, nor this process's secrets. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The name of a folder for a server whose working folder it is. Root may keep data where no other account
 * can come, /root for one. The server then goes by a name that leads to the folder without passing through
 * those above it; Linux has such a name.
 */
export function nameForServer(account: Account, folder: string): string {
  if (canEnter(account, folder)) return folder;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the account it runs under (uid ${account?.uid}) cannot enter ${folder}. ` +
      'Choose a folder that other users can enter with DATA_DIR, or run Followline as an ordinary user.',
  );
}

/** Leaves a cluster in this folder that belongs to the account and that these binaries can read. */
export async function prepareCluster(
  cluster: string,
  binaries: PostgresBinaries,
  account: Account,
  durable: boolean,
): Promise<void> {
  await removeUnfinished(cluster);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(missing);
  if (version === undefined) {
    await refuseForeignFolder(cluster);
    return createCluster(cluster, binaries, account, durable);
  }
  if (version.trim() !== binaries.majorVersion) {
    throw new EmbeddedPostgresError(
      `The data in ${cluster} was written by PostgreSQL ${version.trim()}, and this release comes with ` +
        `${binaries.majorVersion}. Export it with the release that wrote it, then import it into a new DATA_DIR.`,
    );
  }
  // Data that root copied here, from a backup for one, belongs to root and may be open to others.
  if ((await stat(cluster)).uid === 0) await giveTo(account, cluster);
  await chmod(cluster, 0o700);
}

/**
 * Under a name of its own until it is complete. No two attempts share a name: what is left of a killed one
 * may still be running, and removes its folder when it fails.
 */
async function createCluster(
  cluster: string,
  binaries: PostgresBinaries,
  account: Account,
  durable: boolean,
): Promise<void> {
  const draft = `${cluster}.unfinished-${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  await giveTo(account, draft);
  const options = [
    ...['-D', nameForServer(account, draft), '-U', 'postgres', '--no-instructions'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--auth-local=trust', '--auth-host=reject'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const initdb = join(binaries.folder, 'bin', 'initdb');
  await promisify(execFile)(initdb, options, { ...account, cwd: draft, env: SERVER_ENVIRONMENT }).catch(
    async (error) => {
      await rm(draft, { recursive: true, force: true });
      throw new EmbeddedPostgresError(`PostgreSQL could not set up ${cluster}: ${error.stderr || error}`);
    },
  );
  await rename(draft, cluster);
  if (durable) await syncFolder(dirname(cluster));
}

async function refuseForeignFolder(cluster: string): Promise<void> {
  const names = await readdir(cluster).catch(missing);
  if (!names?.length) return;
  throw new EmbeddedPostgresError(
    `${cluster} exists and holds no PostgreSQL data. Move it away, or choose another folder with DATA_DIR.`,
  );
}

/** Else a power failure might undo the renaming, after data was written below the new name. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

async function removeUnfinished(cluster: string): Promise<void> {
  const names = await readdir(dirname(cluster));
  for (const name of names.filter((name) => name.startsWith(`${basename(cluster)}.unfinished-`))) {
    // One that is still being written to comes back: the next start removes it.
    await rm(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
