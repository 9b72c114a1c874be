import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';
import { serverAccount } from '../store/embedded-postgres/account';
import { nameForServer } from '../store/embedded-postgres/cluster';
import { isAnswered, PORT, socketFolder } from '../store/embedded-postgres/socket';

/** How to reach the embedded PostgreSQL that another process of ours runs on this folder; null if none answers. */
export async function connectionToRunning(dataDir: string): Promise<PoolConfig | null> {
  const cluster = join(await realpath(dataDir), 'postgres');
  const account = await serverAccount(cluster);
  const { path } = await socketFolder(cluster, account, nameForServer(account, cluster));
  if (!(await isAnswered(path))) return null;
  return { host: path, port: PORT, database: 'followline', user: 'postgres', ssl: false };
}
