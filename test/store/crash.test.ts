import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/data-source';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres';
import { migrate } from '../../src/store/migrate';
import { apply, attempt, keyed, makeAgency, request, run } from '../support/agency';
import { expectSound, logOf, upTo } from '../support/log';

const requestsCount = 1000;
const acknowledgedBeforeCrash = 300;

let folder: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'followline-crash-'));
  // Where root runs the tests, the server runs under another account.
  await chmod(folder, 0o711);
});

afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the cluster with the settings that the product has by default: what is acknowledged is on disk. */
async function open(): Promise<Store> {
  postgres = await startEmbeddedPostgres(folder);
  await migrate(postgres.connection);
  return openStore({ ...postgres.connection, max: 20 });
}

/** Ends every process of the server at once, none of which can do anything more. */
async function crash({ everyAgency }: Store): Promise<void> {
  const { rows } = await everyAgency.query<{ pid: number }>('select pid from pg_stat_activity');
  const postmaster = Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  // The postmaster first: it would take the end of the others for its own crash to clean up after.
  for (const pid of [postmaster, ...rows.map(({ pid }) => pid)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Some have seen that the postmaster is gone, and have ended.
    }
  }
}

test('what was acknowledged survives a crash of the database, once, and the rest can be asked for again', async () => {
  let store = await open();
  const agency = await makeAgency(store);
  const ids = await Promise.all(upTo(40).map(() => apply(agency)));
  const requests = upTo(requestsCount).map((number) => [
    request(ids[number % ids.length] as string, attempt({ note: `${number}` })),
  ]);
  const acknowledged = new Map<number, string[]>();
  let crashing: Promise<void> | undefined;
  const executeAll = (open: Store) =>
    requests.map(async (one, index) => {
      const { reply } = await run({ ...agency, store: open }, one, keyed(`request ${index}`, one));
      acknowledged.set(index, reply.eventIds);
      if (acknowledged.size === acknowledgedBeforeCrash) crashing ??= crash(open);
    });
  await Promise.allSettled(executeAll(store));
  await crashing;
  const survivors = [...acknowledged.values()].flat();
  expect(survivors.length).toBeGreaterThanOrEqual(acknowledgedBeforeCrash);
  expect(survivors.length).toBeLessThan(requestsCount);
  await store.close().catch(() => undefined);
  await postgres.stop();

  store = await open();
  await expectSound(store, agency.agencyId, survivors);
  acknowledged.clear();
  await Promise.all(executeAll(store));
  const eventIds = [...acknowledged.values()].flat();
  expect(eventIds).toEqual(expect.arrayContaining(survivors));
  await expectSound(store, agency.agencyId, eventIds);
  expect(await logOf(store, agency.agencyId)).toHaveLength(ids.length + requestsCount);
  await store.close();
}, 120_000);
