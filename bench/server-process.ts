import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A server in a process of its own. */
export interface ServerProcess {
  port: number;
  /** What it has used so far, in microseconds. */
  cpuMicros(): Promise<number>;
  /** What it takes, without garbage. */
  memoryBytes(): Promise<number>;
  stop(): Promise<void>;
}

const followline = join(__dirname, '../src/main.js');
const bare = join(__dirname, 'bare-server.js');
const reportCpu = join(__dirname, 'report-cpu.js');

export const startFollowline = (databaseUrl: string) => start([followline, 'serve'], databaseUrl);

export const startBare = (databaseUrl: string) => start([bare], databaseUrl);

async function start(program: string[], databaseUrl: string): Promise<ServerProcess> {
  const args = ['--expose-gc', '--require', reportCpu, ...program];
  const env = {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn' },
    RATE_LIMIT_POINTS_PER_MINUTE: '0',
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  return {
    port: await portOf(child),
    cpuMicros: async () => {
      const answer = once(child, 'message');
      child.send('cpu');
      const [{ user, system }] = (await answer) as [NodeJS.CpuUsage];
      return user + system;
    },
    memoryBytes: async () => {
      const answer = once(child, 'message');
      child.send('memory');
      return ((await answer) as [number])[0];
    },
    stop: async () => {
      const exit = once(child, 'exit');
      if (child.exitCode === null && child.kill()) await exit;
    },
  };
}

/** Both servers print their address once they can serve. */
async function portOf(child: ChildProcess): Promise<number> {
  for await (const line of createInterface(child.stdout as Readable)) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error('A server ended before it was ready.');
}
