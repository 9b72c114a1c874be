import { open, rename, stat } from 'node:fs/promises';

const KEPT_BYTES = 10_000_000;
const QUOTED_BYTES = 3_000;
const QUOTED_LINES = 15;

/** Where one run of the server begins in the log file, which holds those before it too. */
export interface ServerLog {
  path: string;
  startBytes: number;
}

/** A log that has grown too long makes way for a new one; the one before is kept under `.1`. */
export async function beginLog(path: string): Promise<ServerLog> {
  const startBytes = await sizeOf(path);
  if (startBytes <= KEPT_BYTES) return { path, startBytes };
  await rename(path, `${path}.1`);
  return { path, startBytes: 0 };
}

/** What the server wrote last in this run, for a message to a person. */
export async function lastLines(log: ServerLog): Promise<string> {
  const end = await sizeOf(log.path);
  const from = Math.max(log.startBytes, end - QUOTED_BYTES);
  const file = await open(log.path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - from), 0, end - from, from);
    return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-QUOTED_LINES).join('\n');
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
