import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PoolConfig } from 'pg';

const main = join(__dirname, '../../dist/src/main.js');

/** Set to nothing, they count as not set, whatever the tests themselves run with. */
const unset = {
  PORT: '0',
  HOST: '',
  DATABASE_URL: '',
  DATA_DIR: '',
  BOOTSTRAP_API_KEY: '',
  LOG_LEVEL: '',
  METRICS_TOKEN: '',
  CORS_ORIGINS: '',
  DRAIN_SECONDS: '',
  DRAIN_DELAY_SECONDS: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
  RATE_LIMIT_POINTS_PER_MINUTE: '',
  INTROSPECTION: '',
  TRUSTED_PROXIES: '',
};

/** The compiled program as a process of its own. */
export interface Program {
  process: ChildProcess;
  /** What it has written so far. */
  output(): { stdout: string; stderr: string };
  /** Resolves to its exit code. */
  ended: Promise<number | null>;
}

type Environment = Record<string, string>;

const running = new Set<ChildProcess>();

export function startProgram(parts: string[], environment: Environment = {}, entry = main): Program {
  const child = spawn(process.execPath, [entry, ...parts], {
    env: { ...process.env, ...unset, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const written = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    written.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    written.stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code;
  });
  return { process: child, output: () => written, ended };
}

/** Runs the program to its end. */
export async function runProgram(parts: string[], environment: Environment = {}, entry = main) {
  const program = startProgram(parts, environment, entry);
  const code = await program.ended;
  return { code, ...program.output() };
}

export interface ServingProgram extends Program {
  origin: string;
}

/** Starts `serve`, on any free port unless one is given, and waits until it says that it is ready. */
export async function startServer(environment: Environment = {}, entry = main): Promise<ServingProgram> {
  const program = startProgram(['serve'], environment, entry);
  const origin = await new Promise<string>((resolve, reject) => {
    program.process.stdout?.on('data', () => {
      const found = /ready at (http:\S+)\/graphql\n/.exec(program.output().stdout)?.[1];
      if (found) resolve(found);
    });
    void program.ended.then((code) => reject(new Error(`Ended with ${code}: ${program.output().stderr}`)));
  });
  return { ...program, origin };
}

/** For `afterAll`: no test leaves a process behind, however it ended. */
export async function endPrograms(): Promise<void> {
  const ends = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
}

/** DATABASE_URL for a connection of the tests, which may go through a socket. */
export function urlOf({ connectionString, host = '', port, user, database }: PoolConfig): string {
  if (connectionString) return connectionString;
  return `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`;
}
