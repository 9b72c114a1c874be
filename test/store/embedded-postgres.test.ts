import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/store/embedded-postgres';
import { platformPackage } from '../../src/store/embedded-postgres/binaries';
import { stopLeftBehind } from '../../src/store/embedded-postgres/left-behind';

// Other processes run the compiled program; `npm test` compiles it first.
const DIST = resolve(__dirname, '../../dist');
const IS_ROOT = process.getuid?.() === 0;
// Where a test kills no server, it need not wait for the disk.
const FAST = { settings: { fsync: 'off' } };
const NOBODY = { uid: 65_534, gid: 65_534 };

const STARTER = `
  const [, dist, dataDir, after] = process.argv;
  require(dist + '/src/store/embedded-postgres.js').startEmbeddedPostgres(dataDir).then(
    (postgres) => {
      process.on('SIGTERM', () => postgres.stop().then(() => process.exit(0)));
      console.log(JSON.stringify({ connection: postgres.connection }));
      if (after === 'exit') process.exit(0);
      if (after === 'throw') setTimeout(() => { throw new Error('uncaught'); });
      setInterval(() => {}, 1000);
    },
    (error) => console.log(JSON.stringify({ refusal: error.name + ': ' + error.message })),
  );`;

interface Starter {
  process: ChildProcess;
  connection?: ClientConfig;
  refusal?: string;
}

let folder: string;
let dataDir: string;
const started: ChildProcess[] = [];

let oneMadeBefore: string;

beforeAll(async () => {
  oneMadeBefore = fs.mkdtempSync(join(tmpdir(), 'followline-pg-'));
  fs.chmodSync(oneMadeBefore, 0o755);
  const { stop } = await startEmbeddedPostgres(oneMadeBefore, FAST);
  await stop();
});

afterAll(() => fs.rmSync(oneMadeBefore, { recursive: true, force: true }));

beforeEach(() => {
  folder = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'followline-pg-'));
  fs.chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  for (const child of started.splice(0)) await kill(child, 'SIGKILL');
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((name) => name.endsWith('postmaster.pid'))) {
    await stopLeftBehind(dirname(join(folder, name)));
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Setting up a cluster takes most of a first start's time: tests of other things start with a copy. */
function beginWithCluster(): void {
  spawnSync('cp', ['-a', oneMadeBefore, dataDir]);
}

function launch(options: { after?: string; dist?: string; uid?: number; gid?: number } = {}): ChildProcess {
  const { after = '', dist = DIST, ...account } = options;
  const child = spawn(process.execPath, ['-e', STARTER, dist, dataDir, after], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', after === 'throw' ? 'ignore' : 'inherit'],
  });
  started.push(child);
  return child;
}

async function startElsewhere(options?: Parameters<typeof launch>[0]): Promise<Starter> {
  const child = launch(options);
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) return { process: child, ...JSON.parse(line) };
  throw new Error('The starter ended without a word. Is dist/ built?');
}

function connectionOf({ connection, refusal }: Starter): ClientConfig {
  if (!connection) throw new Error(refusal);
  return connection;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function query(connection: ClientConfig, text: string): Promise<unknown[]> {
  const client = new Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function serverPid(): number {
  return Number.parseInt(fs.readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !condition(); await sleep(5)) {
    if (Date.now() > deadline) throw new Error('It never came to be');
  }
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (error) => error,
  );
  expect(error).toBeInstanceOf(EmbeddedPostgresError);
  return error.message;
}

describe('a start and a restart', () => {
  it('keep the data, in a private folder and off the network', async () => {
    const first = await startEmbeddedPostgres(dataDir);
    await query(first.connection, 'create table kept as select 42 as answer');
    const settings = ['server_version_num', 'listen_addresses', 'fsync', 'TimeZone', 'server_encoding'];
    const shown = await query(
      first.connection,
      settings.map((name) => `select current_setting('${name}')`).join(' union all '),
    );
    expect(shown).toEqual([expect.stringMatching(/^18/), '', 'on', 'UTC', 'UTF8']);
    expect(await query(first.connection, "select upper('ä')")).toEqual(['Ä']);
    expect(fs.statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
    await Promise.all([first.stop(), first.stop()]);
    await expect(query(first.connection, 'select')).rejects.toThrow();

    const second = await startEmbeddedPostgres(dataDir, { settings: { work_mem: '7MB' } });
    expect(await query(second.connection, 'select answer from kept')).toEqual([42]);
    expect(await query(second.connection, 'show work_mem')).toEqual(['7MB']);
    await second.stop();
    // One lock file, however many starts.
    expect(fs.readdirSync(dataDir).filter((name) => name.includes('lock'))).toHaveLength(1);
  });

  it('work where the path is long and its characters are odd', async () => {
    dataDir = join(folder, 'long'.repeat(30), `it's, "odd" é`);
    const first = await startEmbeddedPostgres(dataDir, FAST);
    expect(first.connection.host.length).toBeLessThan(90);
    expect(fs.statSync(first.connection.host).mode & 0o777).toBe(0o700);
    await query(first.connection, 'create table kept as select 42 as answer');
    await first.stop();
    expect(fs.existsSync(first.connection.host)).toBe(false);

    const second = await startEmbeddedPostgres(dataDir, FAST);
    expect(second.connection).toEqual(first.connection);
    expect(await query(second.connection, 'select answer from kept')).toEqual([42]);
    await second.stop();
  });

  it('remove what an interrupted first start left, and begin again', async () => {
    const interrupted = launch();
    const unfinished = () => fs.existsSync(dataDir) && /unfinished/.test(fs.readdirSync(dataDir).join());
    await until(unfinished);
    await kill(interrupted, 'SIGKILL');

    const { connection, stop } = await startEmbeddedPostgres(dataDir);
    expect(await query(connection, 'select 1')).toEqual([1]);
    expect(unfinished()).toBe(false);
    await stop();
  });
});

describe('two processes on one data folder', () => {
  it('are one too many, and the first goes on', async () => {
    beginWithCluster();
    const first = await startElsewhere();
    const second = await startElsewhere();
    expect(second.refusal).toContain(
      'EmbeddedPostgresError: Another Followline is running on this data folder',
    );
    expect(second.refusal).toContain(`(process ${first.process.pid})`);
    expect(await refusal(startEmbeddedPostgres(dataDir))).toContain(`(process ${first.process.pid})`);
    expect(await query(connectionOf(first), 'select 1')).toEqual([1]);

    await kill(first.process, 'SIGTERM');
    const { stop } = await startEmbeddedPostgres(dataDir);
    await stop();
  });

  it('are also one too many where only the socket shows the other, as across containers', async () => {
    beginWithCluster();
    const other = createServer().listen(join(dataDir, 'postgres', '.s.PGSQL.5432'));
    await once(other, 'listening');
    expect(await refusal(startEmbeddedPostgres(dataDir))).toMatch(/perhaps in another container/);
    await new Promise((closed) => other.close(closed));
  });
});

describe('a server left behind by a starter killed outright', () => {
  it('is taken over by exactly one of those that start next, with its data', async () => {
    beginWithCluster();
    const first = await startElsewhere();
    await query(connectionOf(first), 'create table kept as select 42 as answer');
    await kill(first.process, 'SIGKILL');
    expect(await query(connectionOf(first), 'select answer from kept')).toEqual([42]);
    const leftBehind = serverPid();

    const next = await Promise.all([startElsewhere(), startElsewhere(), startElsewhere()]);
    const winners = next.filter(({ connection }) => connection);
    const refused = next.filter(({ refusal }) => refusal?.includes('Another Followline is running'));
    expect([winners.length, refused.length]).toEqual([1, 2]);
    expect(serverPid()).not.toBe(leftBehind);
    expect(await query(connectionOf(winners[0] as Starter), 'select answer from kept')).toEqual([42]);
  });
});

describe('the end', () => {
  it.each(['exit', 'throw'])('of the process by %s ends the server', async (after) => {
    beginWithCluster();
    const starter = await startElsewhere({ after });
    await until(() => starter.process.exitCode !== null);
    await until(() => !fs.existsSync(join(dataDir, 'postgres', 'postmaster.pid')));
  });

  it('of the server is noticed by its clients only, and the next start recovers', async () => {
    beginWithCluster();
    const first = await startEmbeddedPostgres(dataDir);
    await query(first.connection, 'create table kept as select 42 as answer');
    process.kill(serverPid(), 'SIGKILL');
    await sleep(200);
    await expect(query(first.connection, 'select 1')).rejects.toThrow();
    await first.stop();

    const second = await startEmbeddedPostgres(dataDir);
    expect(await query(second.connection, 'select answer from kept')).toEqual([42]);
    await second.stop();
  });
});

describe('accounts', () => {
  it('an ordinary user has a server of their own, which others cannot take for theirs', async () => {
    // Where an ordinary user runs the tests, all of this file shows it. Nobody may also be unable to read the project.
    if (!IS_ROOT || !nobodyCanRead(DIST)) return;
    fs.chownSync(folder, NOBODY.uid, NOBODY.gid);
    const starter = await startElsewhere(NOBODY);
    expect(await query(connectionOf(starter), 'select 1')).toEqual([1]);
    expect(fs.statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY.uid);
    await kill(starter.process, 'SIGTERM');

    // Root takes the owner's account, so that the owner can go on later.
    const { stop } = await startEmbeddedPostgres(dataDir);
    expect(fs.statSync(join(dataDir, 'postgres', 'postmaster.pid')).uid).toBe(NOBODY.uid);
    await stop();

    fs.chownSync(join(dataDir, 'postgres'), 4_711, 4_711);
    expect((await startElsewhere(NOBODY)).refusal).toMatch(/belongs to another user \(uid 4711/);
  });

  it("root's data may lie where the server's account cannot come, and is given to it", async () => {
    // Only root can start programs under another account.
    if (!IS_ROOT || process.platform !== 'linux') return;
    fs.chmodSync(folder, 0o700);
    beginWithCluster();
    const first = await startEmbeddedPostgres(dataDir, FAST);
    expect(fs.statSync(join(dataDir, 'postgres', 'postmaster.pid')).uid).not.toBe(0);
    await query(first.connection, 'create table kept as select 42 as answer');
    await first.stop();

    const restored = join(folder, 'restored');
    spawnSync('cp', ['-r', dataDir, restored]);
    const second = await startEmbeddedPostgres(restored, FAST);
    expect(await query(second.connection, 'select answer from kept')).toEqual([42]);
    await second.stop();
  });
});

function nobodyCanRead(path: string): boolean {
  const { status } = spawnSync(process.execPath, ['-e', `fs.readdirSync(${JSON.stringify(path)})`], NOBODY);
  return status === 0;
}

describe('the binaries', () => {
  it('are copied where they cannot be run, and get the links that npm does not keep', async () => {
    beginWithCluster();
    const project = join(folder, 'project');
    const native = installCopy(project);
    // Root's server cannot enter the first folder; an ordinary user can make no links in the second.
    fs.chmodSync(project, IS_ROOT ? 0o700 : 0o755);
    fs.chmodSync(join(native, 'lib'), 0o555);
    const starter = await startElsewhere({ dist: join(project, 'dist') });
    expect(await query(connectionOf(starter), 'select 1')).toEqual([1]);
    expect(fs.readdirSync(dataDir).join()).toMatch(/followline-postgres-18/);
    await kill(starter.process, 'SIGTERM');
    fs.chmodSync(join(native, 'lib'), 0o755);
  });

  it('are missing on some platforms, and that is said', () => {
    expect(() => platformPackage('win32')).toThrow(/Windows. Set DATABASE_URL/);
    expect(() => platformPackage('sunos')).toThrow(/sunos.* is not installed.* Set DATABASE_URL/);
    const report = { header: {} };
    const glibc = jest.spyOn(process.report as NodeJS.ProcessReport, 'getReport').mockReturnValue(report);
    expect(() => platformPackage('linux')).toThrow(/musl.* Set DATABASE_URL/);
    glibc.mockRestore();
  });
});

/** A project with this program, and with node_modules as npm installs them when scripts are switched off. */
function installCopy(project: string): string {
  const modules = join(project, 'node_modules');
  const original = platformPackage();
  const copy = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
  fs.cpSync(join(DIST, 'src', 'store'), join(project, 'dist', 'src', 'store'), { recursive: true });
  fs.cpSync(original, copy, { recursive: true, filter: (path) => !fs.lstatSync(path).isSymbolicLink() });
  const wrapper = dirname(dirname(require.resolve('embedded-postgres')));
  fs.cpSync(wrapper, join(modules, 'embedded-postgres'), { recursive: true });
  fs.symlinkSync(join(wrapper, '..', 'pg'), join(modules, 'pg'));
  return join(copy, 'native');
}

describe('a refusal', () => {
  it('says what is wrong with the folder', async () => {
    fs.writeFileSync(dataDir, 'a file');
    expect(await refusal(startEmbeddedPostgres(dataDir))).toMatch(/cannot use its data folder .*DATA_DIR/);
    fs.rmSync(dataDir);
    fs.mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    fs.writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect(await refusal(startEmbeddedPostgres(dataDir))).toMatch(/written by PostgreSQL 15/);
    fs.renameSync(join(dataDir, 'postgres', 'PG_VERSION'), join(dataDir, 'postgres', 'notes.txt'));
    expect(await refusal(startEmbeddedPostgres(dataDir))).toMatch(/holds no PostgreSQL data/);
    expect(fs.readdirSync(join(dataDir, 'postgres'))).toEqual(['notes.txt']);
  });

  it("quotes the server's log, and leaves the folder free", async () => {
    beginWithCluster();
    const settings = { ...FAST.settings, shared_buffers: 'plenty' };
    expect(await refusal(startEmbeddedPostgres(dataDir, { settings }))).toMatch(
      /ended while starting.*\n.*invalid value for parameter "shared_buffers": "plenty"/,
    );
    const { stop } = await startEmbeddedPostgres(dataDir);
    await stop();
  });
});
