import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAgency } from './agency';
import { measureAppending } from './appending';
import { halves, makeApplications, makeLongApplications } from './applications';
import { page, read, write } from './cases';
import { type Comparison, compare } from './compare';
import { settle } from './copies';
import { type Database, type Engine, startEngine } from './engine';
import { measureGrowth } from './growth';
import { measurePlanning } from './planning';
import { describeMachine, loadBefore, type Results, report } from './report';
import { subscribersHeading, subscribersSection } from './report-subscribers';
import { full, quick, type Scale } from './scale';
import { startBare, startFollowline } from './server-process';
import { measureSubscribers } from './subscribers';

const resultsFile = join(__dirname, '../../bench/RESULTS.md');

/**
 * `npm run bench` writes RESULTS.md; with `-- --quick` it only shows, in less than a minute, that all of it works.
 * With `-- --subscribers` it measures these alone, and writes their section anew.
 */
async function main(): Promise<void> {
  const scale = process.argv.includes('--quick') ? quick : full;
  const load = loadBefore();
  const engine = await startEngine(scale.connections);
  // Else a signal would leave PostgreSQL and its folder behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void engine.stop().finally(() => process.exit(1)));
  }
  try {
    const machine = describeMachine(engine.version, load);
    const text = process.argv.includes('--subscribers')
      ? await reportSubscribers(engine, scale, load)
      : report(await measureAll(engine, scale), machine, scale);
    console.log(text);
    if (scale === full) await writeFile(resultsFile, text);
  } finally {
    await engine.stop();
  }
}

/** All results so far, with those of the subscribers in their place. */
async function reportSubscribers(engine: Engine, scale: Scale, load: number): Promise<string> {
  const measured = `Measured by \`npm run bench -- --subscribers\` on ${new Date().toISOString().slice(0, 10)}; load average before: ${load.toFixed(2)}.`;
  const section = subscribersSection(await measureSubscribers(engine, scale), scale, measured);
  const known = await readFile(resultsFile, 'utf8');
  const [before = known] = known.split(subscribersHeading(scale));
  return `${before.trimEnd()}\n\n${section}`;
}

async function measureAll(engine: Engine, scale: Scale): Promise<Results> {
  say('Making plans');
  const planning = measurePlanning(scale.plans);
  const database = await engine.createDatabase('followline_peers');
  try {
    const comparisons = await compareAll(database, scale);
    say('Appending');
    const appending = await measureAppending(database.store, scale);
    say(`Making agencies of ${scale.small} and ${scale.large} applications, and asking them`);
    const growth = await measureGrowth(engine, scale);
    say(`Telling ${scale.subscribers} subscribers`);
    return { planning, comparisons, appending, growth, subscribing: await measureSubscribers(engine, scale) };
  } finally {
    await database.close();
  }
}

async function compareAll({ store, url }: Database, scale: Scale): Promise<Comparison[]> {
  const { connections, rounds } = scale;
  say('Making applications');
  const writing = await makeAgency(store, 'Writing');
  const [ofApi, ofBare] = halves(await makeApplications(writing, 2 * (rounds + 1) * scale.writes));
  const agency = await makeAgency(store, 'Reading');
  await makeApplications(agency, scale.small);
  const long = await makeLongApplications(agency, 500);
  await settle(agency);

  const api = await startFollowline(url);
  const bare = await startBare(url);
  const reading = { api, bare, agency, connections, rounds };
  try {
    say('Writing');
    const written = { api: ofApi, bare: ofBare };
    const writes = await compare({ ...reading, agency: writing }, write, scale.writes, written);
    say('Reading');
    const ids = { api: long, bare: long };
    const reads = await compare(reading, read, scale.reads, ids);
    const pages = await compare(reading, page, scale.pages, ids);
    return [writes, reads, pages];
  } finally {
    await api.stop();
    await bare.stop();
  }
}

/** To the person who waits; the results alone go to standard output. */
function say(what: string): void {
  console.error(`${what} …`);
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
