import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { endable } from '../../src/graphql/endable';
import { openStore, type Store } from '../../src/store/data-source';
import { Feed } from '../../src/store/feed/feed';
import type { EventView } from '../../src/store/queries/events';
import {
  type Agency,
  apply,
  attempt,
  daysAgo,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';

const everything = { applicationId: null, types: null };

let store: TestStore;
/** Another process on the same database: it reads, the first one writes. */
let other: Store;
let feed: Feed;
let agency: Agency;
const faults: unknown[] = [];

beforeAll(async () => {
  store = await openTestStore();
  other = await openStore({ ...store.connection, max: 3 });
  feed = new Feed(other, (error) => faults.push(error));
});
beforeEach(async () => {
  agency = await makeAgency(store);
});
afterAll(async () => {
  await feed.stop();
  await other.close();
  await store.close();
  expect(faults).toEqual([]);
});

/** What a follower has been told so far; it takes its time for each event. */
function follow(after: number | null, filter = everything, pauseMilliseconds = 0) {
  const told: EventView[] = [];
  const events = endable((ended) => feed.events(agency.agencyId, after, filter, ended));
  const done = (async () => {
    for await (const event of events) {
      told.push(event);
      if (pauseMilliseconds > 0) await sleep(pauseMilliseconds);
    }
  })();
  const has = async (count: number) => {
    while (told.length < count) await sleep(5);
  };
  const end = async () => {
    await events.return();
    await done;
  };
  return { positions: () => told.map(({ position }) => Number(position)), has, end };
}

const attempts = (id: string, count: number) =>
  upTo(count).map((index) => request(id, attempt({ attemptedAt: daysAgo(2) + index * 1000 })));

test('whoever follows from anywhere is told every event once and in order, however writers and readers come', async () => {
  const ids = [await apply(agency), await apply(agency)];
  let recorded = 2;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.record({ behind: fc.nat(6), waits: fc.nat(3), slow: fc.nat(3) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (writes, readers) => {
        const start = recorded;
        const total = start + writes.flat().reduce((sum, count) => sum + count, 0);
        const reading = readers.map(async ({ behind, waits, slow }) => {
          await sleep(waits * 4);
          const after = Math.max(0, start - behind);
          const follower = follow(after, everything, slow);
          await follower.has(total - after);
          await sleep(10);
          await follower.end();
          expect(follower.positions()).toEqual(upTo(total).slice(after));
        });
        for (const together of writes) {
          await Promise.all(
            together.map((count, index) => run(agency, attempts(ids[index % 2] as string, count))),
          );
        }
        recorded = total;
        await Promise.all(reading);
      },
    ),
    { numRuns: 15 },
  );
});

test('who falls far behind goes on from the log, and is held for by nobody', async () => {
  const id = await apply(agency);
  const slow = follow(0, everything, 1);
  const quick = follow(0);
  await quick.has(1);
  for (let round = 0; round < 3; round++) await run(agency, attempts(id, 150));
  await quick.has(451);
  expect(slow.positions().length).toBeLessThan(400);
  await slow.has(451);
  expect(slow.positions()).toEqual(upTo(451));
  expect(quick.positions()).toEqual(upTo(451));
  await Promise.all([slow.end(), quick.end()]);
});

test('a filter holds for what is read from the log as for what comes', async () => {
  const [id, elsewhere] = [await apply(agency), await apply(agency)];
  await run(agency, [...attempts(elsewhere, 120), ...attempts(id, 2)]);
  const filter = { applicationId: id, types: ['ContactAttempted' as const] };
  const follower = follow(0, filter as never);
  await follower.has(2);
  await run(agency, [...attempts(elsewhere, 3), ...attempts(id, 1)]);
  await follower.has(3);
  expect(follower.positions()).toEqual([123, 124, 128]);
  await follower.end();
});

test('from now on: nothing that was there before, and all that comes', async () => {
  const id = await apply(agency);
  let recorded = 1;
  const followed = async () => {
    const before = recorded;
    const follower = follow(null);
    // When it begins nobody is told: what is recorded meanwhile may have come before that.
    while (follower.positions().length === 0) {
      await run(agency, attempts(id, 1));
      recorded += 1;
      await sleep(20);
    }
    const [first = 0] = follower.positions();
    expect(first).toBeGreaterThan(before);
    return { follower, first };
  };
  // The second comes to what is followed already.
  const followers = [await followed(), await followed()];
  for (const { follower, first } of followers) {
    await follower.has(recorded - first + 1);
    expect(follower.positions()).toEqual(upTo(recorded).slice(first - 1));
    await follower.end();
  }
});

test('an agency that nobody follows any more is not looked at', async () => {
  const id = await apply(agency);
  const follower = follow(null);
  await sleep(30);
  await follower.end();
  await run(agency, attempts(id, 1));
  expect((feed as unknown as { agencies: Map<string, unknown> }).agencies.size).toBe(0);
});
