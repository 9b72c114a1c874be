import { spawnSync } from 'node:child_process';
import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error';

/** The account that PostgreSQL runs under; undefined means that of this process. */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Where this process is root, the account is that of the data's owner,
 * so that it stays the same when accounts come and go; for new data `postgres`, or else `nobody`.
 */
export async function serverAccount(cluster: string): Promise<Account> {
  const own = process.getuid?.();
  const owner = await stat(cluster).catch(() => undefined);
  if (own !== 0) {
    if (!owner || owner.uid === own) return undefined;
    throw new EmbeddedPostgresError(
      `The data in ${cluster} belongs to another user (uid ${owner.uid}; this is uid ${own}). ` +
        'Run Followline as that user or as root, or choose another folder with DATA_DIR.',
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return namedAccount(['postgres', '_postgres', 'nobody']);
}

async function namedAccount(names: string[]): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const accounts = new Map(lines.map((line) => line.split(':')).map((fields) => [fields[0], fields]));
  for (const name of names) {
    const fields = accounts.get(name);
    // macOS writes `nobody` as -2.
    if (fields) return { uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and /etc/passwd has neither an account `postgres` nor `nobody`. ' +
      'Run Followline as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** Whether the account may pass through this folder and all above it. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true;
  const options = { ...account, cwd: '/', env: {}, stdio: 'ignore' } as const;
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], options);
  if (!error) return status === 0;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and this process cannot start one as uid ${account.uid} (${error.message}). ` +
      'Run Followline as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** Makes the account the owner of the folder and of all in it; the folder last, so that an interrupted run is repeated. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  if (!account) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  await lchown(folder, account.uid, account.gid);
}
