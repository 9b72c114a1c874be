import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openStore, type Store } from '../../src/store/data-source';
import { updateContact } from '../../src/store/reference';
import { updateJobPosting } from '../../src/store/update-job-posting';
import {
  type Agency,
  addContact,
  apply,
  attempt,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { withClient } from '../support/server';

let store: TestStore;
/** Another process on the same database. */
let other: Store;
let agency: Agency;

beforeAll(async () => {
  store = await openTestStore();
  other = await openStore({ ...store.connection, application_name: 'other', max: 2 });
  agency = await makeAgency(store);
});

afterAll(async () => {
  await other.close();
  await store.close();
});

/** A listener that counts, and can be waited for. */
function listener() {
  let count = 0;
  let onWake = () => {};
  const wake = () => {
    count += 1;
    onWake();
  };
  const next = () =>
    new Promise<void>((resolve) => {
      onWake = resolve;
    });
  return { wake, next, count: () => count };
}

const notices = `select pid from pg_stat_activity
  where datname = current_database() and application_name = 'other' and query in ('listen followline', 'select 1')`;
const listeningPids = async () =>
  (await store.owner.query<{ pid: number }>(notices)).rows.map(({ pid }) => pid);

describe('another process', () => {
  it('is told of what is recorded, changed and planned anew', async () => {
    const { wake, next } = listener();
    const connected = next();
    const stop = other.wakeUp.subscribe(wake);
    await connected;
    const applicationId = await told(next, () => apply(agency));
    await told(next, () => run(agency, [request(applicationId, attempt())]));
    const changes = { noPhoneCalls: true };
    await told(next, () => updateJobPosting(store, agency.session, agency.jobPostingId, changes, null));
    const contactId = await told(next, () => addContact(agency));
    await told(next, () => updateContact(store, agency.session, contactId, { decides: false }, null));
    await stop();
    expect(await listeningPids()).toEqual([]);
  });

  /** Whatever else was on its way has come by then. */
  async function told<T>(next: () => Promise<void>, work: () => Promise<T>): Promise<T> {
    await store.wakeUp.flush();
    await sleep(20);
    const woken = next();
    const result = await work();
    const tooLate = sleep(1_000, 'too late', { ref: false });
    expect(await Promise.race([woken, tooLate])).toBeUndefined();
    return result;
  }

  it('is told again once its connection is back, without being told of anything meanwhile', async () => {
    const { wake, next } = listener();
    let losses = 0;
    const connected = next();
    const stop = other.wakeUp.subscribe(wake, () => {
      losses += 1;
    });
    await connected;
    for (const round of [1, 2]) {
      const [pid] = await listeningPids();
      const again = next();
      await withClient(store.connection, (client) => client.query('select pg_terminate_backend($1)', [pid]));
      await again;
      // The first wake is for the time in between; by the second it listens again.
      while ((await listeningPids()).length === 0) await sleep(10);
      expect(losses).toBe(round);
    }
    const woken = next();
    await apply(agency);
    await woken;
    await stop();
    expect(await listeningPids()).toEqual([]);
  });
});

it('wakes this process at once, and sends few notices without content however much is written', async () => {
  const received: unknown[] = [];
  const client = new Client(store.connection);
  await client.connect();
  client.on('notification', ({ channel, payload }) => received.push({ channel, payload }));
  await client.query('listen followline');
  const { wake, count } = listener();
  const stop = store.wakeUp.subscribe(wake);
  const before = count();
  const start = performance.now();
  for (let index = 0; index < 200; index++) {
    store.wakeUp.announce();
    await sleep(1);
  }
  expect(count() - before).toBeGreaterThanOrEqual(200);
  await store.wakeUp.flush();
  await client.query('select 1');
  expect(received.length).toBeLessThanOrEqual((performance.now() - start) / 50 + 2);
  expect(received.length).toBeGreaterThan(1);
  expect(new Set(received.map((each) => JSON.stringify(each)))).toEqual(
    new Set(['{"channel":"followline","payload":""}']),
  );
  await stop();
  await client.end();
});

describe('marks of what has changed', () => {
  const marks = async () => {
    const { rows } = await store.everyAgency.query(
      `select last_position::integer as position, plan_revision::integer as plans,
        (select coalesce(sum(revision), 0)::integer from application a where a.agency_id = l.agency_id) as written
       from agency_log l where agency_id = $1`,
      [agency.agencyId],
    );
    return rows[0];
  };

  it('the position tells of events, the revision of plans made anew without', async () => {
    agency = await makeAgency(store, 'Marked');
    expect(await marks()).toEqual({ position: 0, plans: 0, written: 0 });
    const applicationId = await apply(agency);
    expect(await marks()).toEqual({ position: 1, plans: 0, written: 1 });
    await run(agency, [request(applicationId, attempt())]);
    expect(await marks()).toEqual({ position: 2, plans: 0, written: 2 });
    await addContact(agency);
    expect(await marks()).toEqual({ position: 2, plans: 1, written: 3 });
  });
});
