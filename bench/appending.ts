import { type AppendBatch, append } from '../src/store/append';
import type { Store } from '../src/store/data-source';
import { loadApplications } from '../src/store/load';
import { prepare } from '../src/store/prepare';
import { type Agency, makeAgency } from './agency';
import { attempt, fewAges, makeApplications, today } from './applications';
import { asOwner, settle } from './copies';
import type { Scale } from './scale';
import { median, ratiosOf, type Spread } from './statistics';

/** The append function beside a plain INSERT of one event, in operations a second. */
export interface Appending {
  agencies: number;
  append: number;
  insert: number;
  ratio: Spread;
}

type Operation = () => Promise<unknown>;

/**
 * The events of one agency are given their positions one after the other; those of several agencies are not
 * in each other's way.
 */
export async function measureAppending(store: Store, scale: Scale): Promise<Appending[]> {
  const insert = await plainInsert(store);
  const measured: Appending[] = [];
  for (const agencies of [1, scale.connections]) {
    const appends = await prepareAppends(store, agencies, (scale.rounds + 1) * scale.appends);
    measured.push({ agencies, ...(await inTurns(appends, insert, scale)) });
  }
  return measured;
}

/** Both through the same pool, as many at a time as it has connections; the first round warms up. */
async function inTurns(
  appends: Operation[],
  insert: Operation,
  { rounds, appends: count, connections }: Scale,
) {
  const appended: number[] = [];
  const inserted: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const turn = appends.slice(round * count, (round + 1) * count);
    const ofAppend = await perSecond(turn, connections);
    const ofInsert = await perSecond(
      turn.map(() => insert),
      connections,
    );
    if (round > 0) {
      appended.push(ofAppend);
      inserted.push(ofInsert);
    }
  }
  return { append: median(appended), insert: median(inserted), ratio: ratiosOf(appended, inserted) };
}

/** One attempt on each of so many applications, decided, folded and planned, and not yet recorded. */
async function prepareAppends(store: Store, agencies: number, count: number): Promise<Operation[]> {
  const operations: Operation[][] = [];
  for (let number = 0; number < agencies; number++) {
    const agency = await makeAgency(store, `Appending, ${number + 1} of ${agencies}`);
    const batches = await prepareAttempts(agency, Math.ceil(count / agencies));
    operations.push(batches.map((batch) => () => appendOne(agency, batch)));
  }
  await settle({ store });
  // The agencies in turn.
  return Array.from({ length: count }, (_, index) => {
    return operations[index % agencies]?.[Math.floor(index / agencies)] as Operation;
  });
}

async function prepareAttempts(agency: Agency, count: number): Promise<AppendBatch[]> {
  const { store, session } = agency;
  const ids = await makeApplications(agency, count, fewAges);
  const known = await loadApplications(store.everyAgency, session.agencyId, ids);
  const command = attempt(today, 'NONE');
  const requests = ids.map((applicationId) => ({ applicationId, command, expectedVersion: null }));
  return prepare(store.everyAgency, session, requests, known);
}

async function appendOne({ store, session }: Agency, batch: AppendBatch): Promise<void> {
  const { status } = await append(store.of(session.agencyId), session.agencyId, [batch], null);
  if (status !== 'appended') throw new Error(`The append function replies ${status}.`);
}

/** An INSERT of a row like any event into a copy of the table, with all its indexes. */
async function plainInsert(store: Store): Promise<Operation> {
  await asOwner(store, [
    'create table plain_event (like event including all)',
    'grant insert on plain_event to public',
  ]);
  const { rows } = await store.everyAgency.query(
    `select * from event where type = 'ContactAttempted' limit 1`,
  );
  const columns = Object.keys(rows[0]);
  const marks = columns.map((_, index) => `$${index + 1}`);
  const text = `insert into plain_event (${columns}) values (${marks})`;
  let count = 0;
  return () => {
    count += 1;
    const eventId = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    const row = { ...rows[0], position: count, version: count, event_id: eventId };
    return store.pool.query({ name: 'plain-insert', text, values: Object.values(row) });
  };
}

async function perSecond(operations: Operation[], concurrency: number): Promise<number> {
  let next = 0;
  const work = async () => {
    while (next < operations.length) await operations[next++]?.();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  return operations.length / ((performance.now() - start) / 1000);
}
