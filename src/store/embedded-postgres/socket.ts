import { createHash } from 'node:crypto';
import { lchown, lstat, mkdir, realpath, rmdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter } from './account';
import { EmbeddedPostgresError } from './error';

/** Linux allows 107 bytes, macOS 103. */
const SOCKET_PATH_BYTES = 103;

/** Names the socket; also without TCP. Given everywhere, so that no PGPORT changes it. */
export const PORT = 5432;

export interface SocketFolder {
  path: string;
  remove(): Promise<void>;
}

/**
 * Where the server's socket goes; its name follows from the cluster's. The cluster's own folder, which is
 * private, or, where that has too long a name or one that the server cannot use, a short one for temporary
 * files. Who can enter the folder is the superuser of the database: it must be the server's alone.
 */
export async function socketFolder(
  cluster: string,
  account: Account,
  nameForServer: string,
): Promise<SocketFolder> {
  if (nameForServer === cluster && fits(cluster)) return { path: cluster, remove: async () => {} };

  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 16);
  const short = join(await realpath(tmpdir()), `followline-${digest}`);
  if (!fits(short)) {
    throw new EmbeddedPostgresError(
      `The path of the database's socket is too long: ${short}. Choose a shorter DATA_DIR or TMPDIR.`,
    );
  }
  await makePrivateFolder(short, account);
  if (!canEnter(account, short)) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and the account it runs under (uid ${account?.uid}) cannot enter ${short}. ` +
        'Set TMPDIR to a folder that every user can enter.',
    );
  }
  return { path: short, remove: () => rmdir(short).catch(() => {}) };
}

/** Whether any server listens there, also one in another container that shares the folder. */
export function isAnswered(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(folder));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function makePrivateFolder(path: string, account: Account): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  const owners = [process.getuid?.(), account?.uid];
  if (!found.isDirectory() || (found.mode & 0o077) !== 0 || !owners.includes(found.uid)) {
    throw new EmbeddedPostgresError(
      `${path} should be a private folder for the database's socket, but belongs to another user or is open ` +
        'to others. Remove it, or set TMPDIR to another folder.',
    );
  }
  if (account) await lchown(path, account.uid, account.gid);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketPath(folder)) <= SOCKET_PATH_BYTES;
}

function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${PORT}`);
}
