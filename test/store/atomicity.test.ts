import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { RefusedRequests } from '../../src/store/prepare';
import { updateJobPosting } from '../../src/store/update-job-posting';
import {
  type Agency,
  apply,
  attempt,
  closing,
  daysAgo,
  keyed,
  makeAgency,
  openTestStore,
  request,
  response,
  run,
  type TestStore,
} from '../support/agency';
import { contents, expectSound, upTo } from '../support/log';
import { withClient } from '../support/server';

let store: TestStore;
let agency: Agency;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
});

afterAll(() => store.close());

describe('a batch of which one request is refused', () => {
  test.each([
    ['unknown', () => newId(), attempt(), 'NOT_FOUND'],
    ['in the future', (id: string) => id, attempt({ attemptedAt: daysAgo(-2) }), 'TIME_IN_FUTURE'],
    ['closed by the one before it', (id: string) => id, closing(), 'APPLICATION_CLOSED'],
  ])('(%s) writes nothing, and names the place', async (_, target, bad, code) => {
    const [one, other] = [await apply(agency), await apply(agency)];
    const before = await contents(store);
    const requests = [
      request(one, attempt()),
      request(other, closing()),
      request(target(other), bad),
      request(one, attempt()),
    ];
    const error = await run(agency, requests, keyed(newId(), requests)).catch((refused) => refused);
    expect(error).toBeInstanceOf(RefusedRequests);
    expect(error.refused).toMatchObject([{ index: 2, problems: [{ code }] }]);
    expect(await contents(store)).toEqual(before);
  });
});

describe('a statement that fails half way', () => {
  test('leaves nothing behind', async () => {
    const [one, other] = [await apply(agency), await apply(agency)];
    await run(agency, [request(other, attempt())]);
    await store.owner.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$;
      create trigger fail before insert on event for each row when (new.version = 3) execute function fail();`);
    const before = await contents(store);
    const requests = [request(one, attempt()), request(other, response({ response: 'DO_NOT_CONTACT' }))];
    await expect(run(agency, requests, keyed('half', requests))).rejects.toThrow('the disk is full');
    await expect(
      updateJobPosting(
        store,
        agency.session,
        agency.jobPostingId,
        { noPhoneCalls: true },
        keyed('posting', 1),
      ),
    ).rejects.toThrow('the disk is full');
    expect(await contents(store)).toEqual(before);

    await store.owner.query('drop trigger fail on event; drop function fail()');
    await expectSound(
      store,
      agency.agencyId,
      (await run(agency, requests, keyed('half', requests))).reply.eventIds,
    );
  });

  test('also where the server ends connections; who asks again with the same key is served once', async () => {
    const agency = await makeAgency(store);
    const ids = await Promise.all(upTo(8).map(() => apply(agency)));
    const requests = upTo(80).map((number) => [
      request(ids[number % ids.length] as string, attempt({ note: `${number}` })),
    ]);
    const [executed, failures] = await whileConnectionsEnd(async (untilServed) => {
      const changes = upTo(10).map((number) => {
        const posting = { generalEmail: `${number}@example.com` };
        return untilServed(() =>
          updateJobPosting(store, agency.session, agency.jobPostingId, posting, keyed(`${number}`, posting)),
        );
      });
      const records = requests.map((one, index) =>
        untilServed(() => run(agency, one, keyed(`record ${index}`, one))),
      );
      await Promise.all(changes);
      return Promise.all(records);
    });

    expect(failures).toBeGreaterThan(5);
    const eventIds = executed.flatMap(({ reply }) => reply.eventIds);
    expect(eventIds).toHaveLength(requests.length);
    await expectSound(store, agency.agencyId, eventIds);
    const { rows } = await store.everyAgency.query(
      'select type, count(*)::integer from event where agency_id = $1 group by type order by type',
      [agency.agencyId],
    );
    expect(rows).toEqual([
      { type: 'ApplicationSubmitted', count: ids.length },
      { type: 'ContactAttempted', count: requests.length },
      { type: 'PostingChanged', count: ids.length * 10 },
    ]);
  }, 120_000);
});

type UntilServed = <T>(work: () => Promise<T>) => Promise<T>;

/** Does work while the server keeps ending connections; answers how many requests failed by it, too. */
async function whileConnectionsEnd<T>(work: (untilServed: UntilServed) => Promise<T>): Promise<[T, number]> {
  let [served, failures, isDone] = [0, 0, false];
  const untilServed: UntilServed = async (once) => {
    for (;;) {
      const done = await once().then(
        (value) => ({ value }),
        (error) => {
          // That the connection has ended, in the words of the server, the driver and TypeORM.
          expect(String(error)).toMatch(/terminat|ECONNRESET|EPIPE|not queryable|already released/);
          failures++;
        },
      );
      if (done) {
        served++;
        return done.value;
      }
    }
  };
  const ending = withClient(store.connection, async (client) => {
    // Again once some more have been served, so that the test comes to an end on a slow machine too.
    for (let next = 1; !isDone; await sleep(5)) {
      if (served < next) continue;
      next = served + 3;
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() order by random() limit 4`);
    }
  });
  const done = await work(untilServed).finally(() => {
    isDone = true;
  });
  await ending;
  return [done, failures];
}
