import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addImportCommands } from '../../src/import/commands';
import { createAgency, holderOf } from '../../src/store/api-keys';
import { openStore, type Store } from '../../src/store/data-source';
import { createDatabase, type TestDatabase } from '../support/database';
import { type SmallLine, smallLog } from './small-log';

let database: TestDatabase;
let store: Store;
let folder: string;
let isOpen: boolean;

beforeAll(async () => {
  database = await createDatabase();
  store = await openStore(database.connection);
  folder = await mkdtemp(join(tmpdir(), 'followline-import-'));
});
afterEach(() => {
  process.exitCode = 0;
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** What the program says and answers. */
async function run(...words: string[]): Promise<{ out: string; err: string; code: unknown }> {
  const said = { out: '', err: '' };
  const program = new Command().exitOverride().configureOutput({
    writeOut: (text) => {
      said.out += text;
    },
    writeErr: (text) => {
      said.err += text;
    },
  });
  isOpen = false;
  addImportCommands(program, async () => {
    isOpen = true;
    return {
      store,
      close: async () => {
        isOpen = false;
      },
    };
  });
  process.exitCode = 0;
  await program.parseAsync(['node', 'followline', ...words]).catch((error) => {
    process.exitCode = error.exitCode;
  });
  return { ...said, code: process.exitCode };
}

async function file(lines: SmallLine[]): Promise<string> {
  const path = join(folder, 'log.csv');
  await writeFile(path, smallLog(lines));
  return path;
}

let agencies = 0;

/** What comes of importing these lines into an agency of their own. */
async function importing(lines: SmallLine[], ...words: string[]) {
  const name = `Agency ${++agencies}`;
  const agencyId = await createAgency(store, name, 'UTC');
  const said = await run('import', await file(lines), '--agency', name, ...words);
  const { rows } = await store.everyAgency.query(
    'select count(*)::integer as events from event where agency_id = $1',
    [agencyId],
  );
  return { ...said, events: rows[0].events };
}

describe('import', () => {
  const bad: SmallLine = { Time: '11:00', Method: 'Pigeon' };

  test('needs to be told the agency where there are several', async () => {
    const path = await file([{}]);
    expect(await run('import', path)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no agency yet'),
    });
    await createAgency(store, 'First', 'UTC');
    expect(await run('import', path)).toMatchObject({ code: 0, err: '' });
    await createAgency(store, 'Second', 'UTC');
    expect(await run('import', path)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--agency: "First"'),
    });
    expect(await run('import', path, '--agency', 'Third')).toMatchObject({ code: 1 });
    expect(await run('import', path, '--agency', 'Second')).toMatchObject({ code: 0, err: '' });
  });

  test('says what was recorded, and exits with 0', async () => {
    const { out, err, code } = await importing([{}, { Time: '11:00' }]);
    expect(out).toMatch(/^log.csv: 2 lines\n +1 new candidates\n/);
    expect(out).toMatch(/ 2 new contact attempts\n/);
    expect([err, code, isOpen]).toEqual(['', 0, false]);
  });

  test('exits with 3 where some lines were refused, each with its place', async () => {
    const { out, err, code, events } = await importing([{}, bad]);
    expect(err).toMatch(/^log.csv, line 3, column Method: "Pigeon" is not known/);
    expect(out).toMatch(/ 1 lines refused/);
    expect([code, events]).toEqual([3, 3]);
  });

  test.each([
    ['a line was refused and it is strict', [{}, bad], ['--strict']],
    ['every line was refused', [bad], []],
    ['a date can be read two ways', [{ Date: '03/10/2026' }], []],
  ])('exits with 1 and records nothing where %s', async (_, lines, words) => {
    const { err, code, events } = await importing(lines, ...words);
    expect([err === '', code, events, isOpen]).toEqual([false, 1, 0, false]);
  });

  test('shows in a dry run how lines are understood', async () => {
    const { out, code, events } = await importing(
      [{ Date: '03/10/2026' }],
      '--dry-run',
      '--date-order',
      'dmy',
    );
    expect(out).toContain('log.csv: 1 lines (dry run, nothing is recorded)');
    expect(out).toContain(
      'line 2: Ada Quill, Shift Lead at Larkmoor Logistics: Sat 3 Oct 2026 10:05 America/Chicago, e-mail to Derek Holloway (follow-up); response: none',
    );
    expect([code, events]).toEqual([0, 0]);
  });

  test.each([
    [['--time-zone', 'CST'], /Expected a time zone/],
    [['--country', 'Atlantis'], /Expected a country/],
    [['--map', 'Fee=salary'], /is no field/],
    [['--date-order', 'ydm'], /Allowed choices are dmy, mdy, ymd/],
    [['--delimiter', ';;'], /Expected one character/],
  ])('refuses %j', async (words, message) => {
    const { err, code } = await run('import', 'log.csv', ...words);
    expect(err).toMatch(message);
    expect(code).toBe(1);
  });

  test('says so where there is no such file', async () => {
    expect(await run('import', join(folder, 'none.csv'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('The file cannot be read'),
    });
  });
});

test('demo shows what there is to do, and gives a key of a fresh agency', async () => {
  const { out, code } = await run('demo', '--at', '2026-11-22T12:00:00Z');
  expect(code).toBe(0);
  expect(out).toContain('300 new contact attempts');
  expect(out).toMatch(/│ LATE +│ Fri 20 Nov 17:00 │ answer employer/);
  expect(out).toMatch(/\n\d+ actions\.\n/);
  const key = /: (fl_\S+)\n/.exec(out)?.[1] ?? '';
  expect(await holderOf(store, key)).toMatchObject({
    role: 'ADMINISTRATOR',
    agencyName: expect.stringMatching(/^Demo/),
  });
});
