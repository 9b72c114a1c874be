import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Agency, listAgencies } from '../store/agencies';
import type { Store } from '../store/data-source';
import { DateOrder } from './dates';
import { runDemo } from './demo';
import { type ColumnMapping, parseMapping } from './fields';
import { type ImportOptions, importLog, type LogFile } from './import-log';
import { countryCode, isTimeZone } from './places';
import { ImportError, quoted } from './problems';
import { progressBar } from './progress-bar';
import { exitCodeOf, inLines, preview, summary } from './report';

type Open = (options?: { quiet?: boolean }) => Promise<{ store: Store; close(): Promise<void> }>;

interface ImportArguments {
  map?: ColumnMapping[];
  dateOrder?: DateOrder;
  timeZone?: string;
  country?: string;
  delimiter?: string;
  agency?: string;
  dryRun: boolean;
  strict: boolean;
}

/** Registers `import FILE` and `demo`. `open` gives the database; it is closed again when the work is done. */
export function addImportCommands(program: Command, open: Open): void {
  const importing = program
    .command('import')
    .description('record a contact log that was kept in a spreadsheet (see docs/import.md)')
    .argument('<file>', 'a CSV file in UTF-8, with a heading')
    .option('--map <column=field>', 'what a column means; repeatable', collectMapping)
    .addOption(new Option('--date-order <order>', 'of dates in figures').choices(Object.keys(DateOrder)))
    .option('--time-zone <zone>', 'for lines that name none, such as America/Chicago', zoneArgument)
    .option('--country <code>', 'of employers for which no line says it, such as US', countryArgument)
    .option(
      '--delimiter <character>',
      'between values; found out from the heading unless said',
      delimiterArgument,
    )
    .option('--agency <name>', 'whose log it is; needed where there are several')
    .option('--dry-run', 'show what would be recorded, and record nothing', false)
    .option('--strict', 'record nothing where any line is refused', false);
  importing.action((file: string, options: ImportArguments) =>
    answering(importing, async () => {
      const log = await readLogFile(file);
      return withStore(open, (store) => runImport(importing, store, log, options));
    }),
  );
  const demo = program
    .command('demo')
    .description('import a log of 300 contact attempts into a fresh agency, and show what is to be done')
    .option('--at <moment>', 'show what is to be done then, such as 2026-11-20T15:00:00Z', momentArgument);
  demo.action(({ at }: { at?: number }) =>
    answering(demo, () =>
      withStore(open, async (store) => {
        const write = demo.configureOutput().writeOut ?? defaultOut;
        return exitCodeOf(await runDemo(store, at ?? Date.now(), write), false);
      }),
    ),
  );
}

async function runImport(
  command: Command,
  store: Store,
  file: LogFile,
  said: ImportArguments,
): Promise<number> {
  const { writeOut = defaultOut, writeErr = defaultOut } = command.configureOutput();
  const { dryRun, strict } = said;
  const agency = await chooseAgency(store, said.agency ?? null);
  const { progress, stop } = progressBar('Importing');
  const options: ImportOptions = {
    mappings: said.map ?? [],
    delimiter: said.delimiter ?? null,
    dateOrder: said.dateOrder ?? null,
    timeZone: said.timeZone ?? null,
    country: said.country ?? null,
    dryRun,
    strict,
    progress,
  };
  const result = await importLog(store, agency.id, file, options).finally(stop);
  for (const message of result.refused) writeErr(`${inLines(file.name, message)}\n`);
  for (const message of result.notices) writeErr(`Note: ${inLines(file.name, message)}\n`);
  const lines = [...summary(result, file.name, dryRun), ...(dryRun ? preview(result) : [])];
  writeOut(`${lines.join('\n')}\n`);
  return exitCodeOf(result, strict);
}

async function chooseAgency(store: Store, name: string | null): Promise<Agency> {
  const agencies = await listAgencies(store);
  const fitting = agencies.filter((agency) => name === null || agency.name === name || agency.id === name);
  const [agency] = fitting;
  if (agency && fitting.length === 1) return agency;
  if (agencies.length === 0) {
    throw new ImportError(
      'There is no agency yet. Start the server once with BOOTSTRAP_API_KEY, or run the demo.',
    );
  }
  const known = agencies.map((one) => `${quoted(one.name)} (${one.id})`).join(', ');
  if (name === null) throw new ImportError(`There are several agencies; say which with --agency: ${known}.`);
  throw new ImportError(
    agency
      ? `Several agencies are called ${quoted(name)}; give the id instead: ${known}.`
      : `There is no agency ${quoted(name)}. There are ${known}.`,
  );
}

async function readLogFile(path: string): Promise<LogFile> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    throw new ImportError(`The file cannot be read: ${(error as Error).message}.`);
  }
}

async function withStore<T>(open: Open, work: (store: Store) => Promise<T>): Promise<T> {
  const { store, close } = await open();
  try {
    return await work(store);
  } finally {
    await close();
  }
}

/** The work's answer becomes the exit code; what a person can put right is said without a stack trace. */
async function answering(command: Command, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    (command.configureOutput().writeErr ?? defaultOut)(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function defaultOut(text: string): void {
  process.stdout.write(text);
}

function collectMapping(text: string, before: ColumnMapping[] = []): ColumnMapping[] {
  return [...before, valid(() => parseMapping(text))];
}

function zoneArgument(text: string): string {
  if (isTimeZone(text)) return text;
  throw new InvalidArgumentError('Expected a time zone such as America/Chicago.');
}

function countryArgument(text: string): string {
  const code = countryCode(text);
  if (code) return code;
  throw new InvalidArgumentError('Expected a country such as US or Germany.');
}

function delimiterArgument(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t';
  if (text.length === 1 && !/["\r\n]/.test(text)) return text;
  throw new InvalidArgumentError('Expected one character, or "tab".');
}

function momentArgument(text: string): number {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw new InvalidArgumentError('Expected a moment such as 2026-11-20T15:00:00Z.');
}

function valid<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
