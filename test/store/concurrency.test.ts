import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { append } from '../../src/store/append';
import { loadApplications } from '../../src/store/load';
import { prepare } from '../../src/store/prepare';
import {
  type Agency,
  addEmployer,
  addPosting,
  apply,
  attempt,
  makeAgency,
  openTestStore,
  request,
  response,
  run,
  stateOf,
  type TestStore,
} from '../support/agency';
import { expectSound, logOf, upTo } from '../support/log';
import type { WriterTask } from './children/writer';

// Other processes run the compiled program; `npm test` compiles it first.
const WRITER = resolve(__dirname, '../../dist/test/store/children/writer.js');

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

/** Executes requests in processes of their own; answers the ids of the events that are recorded then. */
async function writeElsewhere(agencyId: string, requestsOfEach: string[][][]): Promise<string[]> {
  const outputs = requestsOfEach.map((requests) => {
    const task: WriterTask = { connection: store.connection, agencyId, requests };
    return promisify(execFile)(process.execPath, [WRITER, JSON.stringify(task)]);
  });
  return (await Promise.all(outputs)).flatMap(({ stdout }) => JSON.parse(stdout));
}

const eventIdsOf = (executed: { reply: { eventIds: string[] } }[]) =>
  executed.flatMap(({ reply }) => reply.eventIds);

describe('writers on one application', () => {
  test('50 at once in one process: every event is recorded, in versions without gap', async () => {
    const agency = await makeAgency(store);
    const id = await apply(agency);
    const executed = await Promise.all(upTo(50).map(() => run(agency, [request(id, attempt())])));

    await expectSound(store, agency.agencyId, eventIdsOf(executed));
    const log = await logOf(store, agency.agencyId);
    expect(log.map(({ version }) => version)).toEqual(upTo(51));
    expect(await stateOf(agency, id)).toMatchObject({ version: 51, attempts: { length: 50 } });
  });

  test('50 at once in each of two processes: the same', async () => {
    const agency = await makeAgency(store);
    const id = await apply(agency);
    const requests = upTo(50).map(() => [id]);
    const eventIds = await writeElsewhere(agency.agencyId, [requests, requests]);

    expect(eventIds).toHaveLength(100);
    await expectSound(store, agency.agencyId, eventIds);
    expect(await stateOf(agency, id)).toMatchObject({ version: 101, attempts: { length: 100 } });
  });
});

describe('writers on many applications', () => {
  test('positions of an agency come in the order of commits: who reads on from the last misses none', async () => {
    const agencies = await Promise.all(upTo(3).map((number) => makeAgency(store, `Agency ${number}`)));
    const work = agencies.map(async (agency) => {
      const ids = await Promise.all(upTo(7).map(() => apply(agency)));
      const executed = await Promise.all(
        upTo(60).map((number) => run(agency, [request(ids[number % ids.length] as string, attempt())])),
      );
      return { agency, eventIds: eventIdsOf(executed) };
    });
    let writing = true;
    const readers = agencies.map(({ agencyId }) => readOn(agencyId, () => writing));
    const done = await Promise.all(work);
    writing = false;
    const read = await Promise.all(readers);

    for (const [index, { agency, eventIds }] of done.entries()) {
      await expectSound(store, agency.agencyId, eventIds);
      expect(read[index]).toEqual((await logOf(store, agency.agencyId)).map(({ eventId }) => eventId));
    }
  });

  /** What a consumer sees that asks again and again for what lies after the last position it has seen. */
  async function readOn(agencyId: string, writing: () => boolean): Promise<string[]> {
    const seen: string[] = [];
    let cursor = '0';
    for (let last = false; !last; ) {
      last = !writing();
      const { rows } = await store.everyAgency.query(
        `select position::text as cursor, event_id from event
         where agency_id = $1 and position > $2 order by position`,
        [agencyId, cursor],
      );
      seen.push(...rows.map(({ event_id }) => event_id));
      cursor = rows.at(-1)?.cursor ?? cursor;
    }
    return seen;
  }

  test('requests over the same applications in opposite order do not block each other', async () => {
    const agency = await makeAgency(store);
    const ids = await Promise.all(upTo(10).map(() => apply(agency)));
    const there = upTo(10).map(() => ids);
    const back = upTo(10).map(() => ids.toReversed());
    const eventIds = await writeElsewhere(agency.agencyId, [there, back]);
    expect(eventIds).toHaveLength(200);
    await expectSound(store, agency.agencyId, eventIds);
  });

  test('nor do they where all of them reach the database at the same moment', async () => {
    const agency = await makeAgency(store);
    const ids = await Promise.all(upTo(6).map(() => apply(agency)));
    const requests = ids.map((id) => request(id, attempt()));
    for (const _ of upTo(15)) {
      const known = await loadApplications(store.everyAgency, agency.agencyId, ids);
      const prepared = await Promise.all(
        upTo(16).map((number) => {
          const inOrder = number % 2 === 0 ? requests : requests.toReversed();
          return prepare(store.everyAgency, agency.session, inOrder, known);
        }),
      );
      // Not through `execute`, which in one process lets one after the other.
      const replies = await Promise.all(
        prepared.map((batches) => append(store.of(agency.agencyId), agency.agencyId, batches, null)),
      );
      expect(replies.filter(({ status }) => status === 'appended')).toHaveLength(1);
      expect(replies.filter(({ status }) => status === 'conflict')).toHaveLength(15);
    }
  });

  test('nor do refusals of contact by the same employers in opposite order', async () => {
    const agency = await makeAgency(store);
    const other = { ...agency, employerId: await addEmployer(agency) };
    other.jobPostingId = await addPosting(other);
    const refused = async (agencies: Agency[]) => {
      const ids = await Promise.all(agencies.map((one) => apply(one)));
      return () =>
        run(
          agency,
          ids.map((id) => request(id, response({ response: 'DO_NOT_CONTACT' }))),
        );
    };
    const orders = [
      [agency, other],
      [other, agency],
    ];
    const requests = await Promise.all(upTo(16).map((number) => refused(orders[number % 2] as Agency[])));
    const executed = await Promise.all(requests.map((refuse) => refuse()));
    await expectSound(store, agency.agencyId, eventIdsOf(executed));
  });
});
