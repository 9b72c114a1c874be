import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { Instant } from '../domain/instant';
import { createAgency, issueKey } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { type ImportResult, importLog, type LogFile } from './import-log';
import { ImportError } from './problems';
import { progressBar } from './progress-bar';
import { inLines, summary } from './report';
import { worklistTable } from './worklist-table';

const logName = 'contact-log.csv';
const linesShown = 20;
const agencyZone = 'America/Chicago';

/** The log that comes with the product; the compiled program lies one folder deeper than its source. */
export async function demoLog(): Promise<LogFile> {
  const places = ['../../demo', '../../../demo'].map((folder) => join(__dirname, folder, logName));
  const path = places.find((place) => existsSync(place));
  if (!path) throw new ImportError(`The demonstration log is missing: ${places[0]}.`);
  return { name: logName, bytes: await readFile(path) };
}

/** A fresh agency with the demonstration log in it; writes what there is to do in it, and how to look around. */
export async function runDemo(
  store: Store,
  at: Instant,
  write: (text: string) => void,
): Promise<ImportResult> {
  const file = await demoLog();
  const name = `Demo agency ${DateTime.now().toFormat('yyyy-MM-dd HH:mm:ss')}`;
  const agencyId = await createAgency(store, name, agencyZone);
  const { progress, stop } = progressBar('Importing');
  const settings = { mappings: [], delimiter: null, dateOrder: null, timeZone: null, country: null };
  const options = { ...settings, dryRun: false, strict: false, progress };
  const result = await importLog(store, agencyId, file, options).finally(stop);
  const { text, count } = await worklistTable(store, agencyId, at, linesShown);
  const { key } = await issueKey(store, agencyId, 'Demo', 'ADMINISTRATOR');
  const lines = [
    ...summary(result, file.name, false),
    ...result.refused.map((message) => inLines(file.name, message)),
    '',
    `To do at ${name} on ${DateTime.fromMillis(at, { zone: agencyZone, locale: 'en-GB' }).toFormat('cccc d LLLL yyyy, HH:mm')} in Chicago:`,
    text,
    count > linesShown ? `The first ${linesShown} of ${count} actions.` : `${count} actions.`,
    '',
    `API key of ${name}: ${key}`,
    ...invitation(key),
  ];
  write(`${lines.join('\n')}\n`);
  return result;
}

function invitation(key: string): string[] {
  const query =
    '{ worklist(first: 5) { edges { node { application { candidate { name } } action { kind method dueAt reason } } } } }';
  return [
    'It is shown this once. Start the server with',
    '  npm start',
    'and ask it, for example, for the five most urgent of these:',
    `  curl -s http://127.0.0.1:4000/graphql -H 'Authorization: Bearer ${key}' \\`,
    `    -H 'Content-Type: application/json' -d '{"query": "${query}"}'`,
  ];
}
