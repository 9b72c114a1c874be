import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endPrograms, runProgram, type ServingProgram, startServer } from './program';
import { ask, send, viewerQuery } from './serving';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

const key = 'a-key-for-the-first-day';

let folder: string;
let environment: Record<string, string>;
let server: ServingProgram;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'followline-program-'));
  chmodSync(folder, 0o711);
  environment = { DATA_DIR: folder, BOOTSTRAP_API_KEY: key };
  server = await startServer(environment);
});
afterAll(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true, force: true });
});

function postgresProcess(): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a second server on the same data is refused', async () => {
  const { code, stdout, stderr } = await runProgram(['serve'], environment);
  expect(stderr).toMatch(/^Another Followline is running on this data folder \(process \d+\): /);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('keys are made and revoked while the server runs', async () => {
  const made = await runProgram(['keys', 'create', '--agency', 'Acme', '--name', 'CRM'], environment);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^fl_\w{8}_\w{38}\n$/) });
  const newKey = made.stdout.trim();
  const answer = await ask(server.origin, newKey, viewerQuery);
  expect(JSON.parse(answer.text).data).toEqual({ viewer: { agencyName: 'Acme' } });

  const { stdout: list } = await runProgram(['keys', 'list'], environment);
  const line = list.split('\n').find((each) => each.includes('CRM')) ?? '';
  expect(line).toMatch(/Acme .*CRM .*ADMINISTRATOR /);
  expect(list).not.toContain(newKey);

  const id = /[\da-f-]{36}/.exec(line)?.[0] ?? '';
  expect(await runProgram(['keys', 'revoke', id], environment)).toMatchObject({ code: 0 });
  expect(await ask(server.origin, newKey, viewerQuery)).toMatchObject({ status: 401 });
  expect(await runProgram(['keys', 'revoke', id], environment)).toMatchObject({
    code: 1,
    stderr: 'This API key is revoked already.\n',
  });
});

test('a key is narrowed, made to expire, and replaced by another', async () => {
  const options = [
    '--agency',
    'Acme',
    '--name',
    'Web',
    '--role',
    'INTEGRATION',
    '--scope',
    'READ',
    '--expires',
    'P9D',
  ];
  const made = await runProgram(['keys', 'create', ...options], environment);
  const query = JSON.stringify({ query: '{ viewer { role scopes expiresAt } }' });
  const viewerOf = async (key: string) =>
    JSON.parse((await ask(server.origin, key.trim(), query)).text).data?.viewer;
  const viewer = await viewerOf(made.stdout);
  expect(viewer).toMatchObject({ role: 'INTEGRATION', scopes: ['READ'] });
  expect(Math.round((Date.parse(viewer.expiresAt) - Date.now()) / 86_400_000)).toBe(9);

  const id = /[\da-f-]{36}/.exec(made.stderr)?.[0] ?? '';
  const rotated = await runProgram(['keys', 'rotate', id, '--overlap', 'PT0S'], environment);
  expect(rotated.code).toBe(0);
  expect(await viewerOf(rotated.stdout)).toMatchObject({ role: 'INTEGRATION', scopes: ['READ'] });
  expect(await viewerOf(made.stdout)).toBeUndefined();
  expect(await runProgram(['keys', 'rotate', id], environment)).toMatchObject({
    code: 1,
    stderr: 'It has been revoked, or has expired.\n',
  });

  const beyond = ['--agency', 'Acme', '--role', 'VIEWER', '--scope', 'KEYS'];
  expect(await runProgram(['keys', 'create', ...beyond], environment)).toMatchObject({
    code: 1,
    stderr: 'A VIEWER does not have the scope KEYS.\n',
  });
});

test('what stops the server stops its database', async () => {
  const postgres = postgresProcess();
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(isRunning(postgres)).toBe(false);
});

test('a server whose database dies is not ready', async () => {
  server = await startServer(environment);
  expect((await send(`${server.origin}/readyz`)).status).toBe(200);
  process.kill(postgresProcess(), 'SIGKILL');
  while ((await send(`${server.origin}/readyz`)).status !== 503) await sleep(10);
  expect((await send(`${server.origin}/livez`)).status).toBe(200);
  expect(await ask(server.origin, key, viewerQuery)).toMatchObject({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
  });
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});
