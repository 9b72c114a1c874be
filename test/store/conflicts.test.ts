import { type AppendReply, append } from '../../src/store/append';
import type { Queryable, Store } from '../../src/store/data-source';
import { execute } from '../../src/store/execute';
import { loadApplications, loadHistories } from '../../src/store/load';
import { prepare, type Request } from '../../src/store/prepare';
import { applicationsByIds } from '../../src/store/queries/applications';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  addContact,
  addPosting,
  apply,
  attempt,
  closing,
  daysAgo,
  makeAgency,
  openTestStore,
  refusalOf,
  request,
  response,
  run,
  stateOf,
  type TestStore,
} from '../support/agency';
import { contents } from '../support/log';

let store: TestStore;
let agency: Agency;
let id: string;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
});

afterAll(() => store.close());

beforeEach(async () => {
  id = await apply(agency, { submittedAt: daysAgo(5) });
});

afterEach(async () => expect((await verify(store)).problems).toEqual([]));

describe('an expected version', () => {
  test.each([0, 1, 3])(
    'other than the present one, such as %d, is refused, and nothing is written',
    async (version) => {
      await run(agency, [request(id, attempt())]);
      const before = await contents(store);
      expect(await refusalOf(run(agency, [request(id, attempt(), version)]))).toEqual(['VERSION_CONFLICT']);
      expect(await contents(store)).toEqual(before);
    },
  );

  test('is that before a batch, whatever else the batch records', async () => {
    await run(agency, [request(id, attempt(), 1), request(id, attempt(), 1)]);
    const batch = [request(id, attempt(), 3), request(id, attempt(), 4)];
    expect(await refusalOf(run(agency, batch))).toEqual(['VERSION_CONFLICT']);
    expect(await stateOf(agency, id)).toMatchObject({ version: 3 });
  });
});

/** What requests lead to on what is known now, not yet appended. */
async function prepared(requests: Request[]) {
  const ids = requests.map(({ applicationId }) => applicationId);
  return prepare(
    store.everyAgency,
    agency.session,
    requests,
    await loadApplications(store.everyAgency, agency.agencyId, ids),
  );
}

/** Records as another process would: without waiting for its turn in this one. */
async function recordElsewhere(requests: Request[]): Promise<void> {
  expect(
    await append(store.of(agency.agencyId), agency.agencyId, await prepared(requests), null),
  ).toMatchObject({
    status: 'appended',
  });
}

test('a conflict is answered with the missed events of each application that has any, and nothing is written', async () => {
  const jobPostingId = await addPosting(agency);
  const ids = [id, await apply(agency, { jobPostingId }), await apply(agency)] as const;
  await run(agency, [request(ids[0], attempt())]);
  const late = await prepared(ids.map((one) => request(one, attempt())));
  await run(agency, [request(ids[0], attempt()), request(ids[0], response()), request(ids[2], closing())]);

  const before = await contents(store);
  const reply = (await append(store.of(agency.agencyId), agency.agencyId, late, null)) as AppendReply & {
    status: 'conflict';
  };
  expect(await contents(store)).toEqual(before);
  expect(reply.status).toBe('conflict');
  const versions = reply.conflicts.map(({ applicationId, events }) => [
    applicationId,
    events.map((one) => one.version),
  ]);
  expect(Object.fromEntries(versions)).toEqual({ [ids[0]]: [3, 4], [ids[2]]: [2] });
});

/** Executes while others write between each reading and writing, as often as there is something to write. */
function executeWhile(between: (() => Promise<unknown>)[], requests: Request[]) {
  const left = [...between];
  const of: Store['of'] = (agencyId) => {
    const query = async (statement: { name?: string }) => {
      if (statement.name === 'record-events') await left.shift()?.();
      return store.of(agencyId).query(statement as never);
    };
    return { query } as unknown as Queryable;
  };
  const other: Store = { ...store, of };
  return execute(other, agency.session, requests);
}

describe('what others record between reading and writing is taken into account', () => {
  const early = daysAgo(4);
  const late = daysAgo(1);
  test.each<[string, Request['command'], Request['command']]>([
    ['after what they recorded', attempt({ attemptedAt: early }), attempt({ attemptedAt: late })],
    ['before what they recorded', attempt({ attemptedAt: late }), attempt({ attemptedAt: early })],
    ['after they have closed', closing({ closedAt: late }), attempt({ attemptedAt: late })],
    ['before they have closed', closing({ closedAt: late }), response({ receivedAt: early })],
  ])('%s', async (_, theirs, ours) => {
    const { written } = await executeWhile(
      [() => recordElsewhere([request(id, theirs)])],
      [request(id, ours)],
    );
    expect(written).toMatchObject([{ state: { version: 3 } }]);
    expect((await stateOf(agency, id)).version).toBe(3);
    const history = (await loadHistories(store.everyAgency, agency.agencyId, [id])).get(id) ?? [];
    const recordedAt = history.map((event) => event.recordedAt);
    // Nothing that was recorded later seems to have been known earlier.
    expect(recordedAt).toEqual(recordedAt.toSorted());
  });

  test('and may refuse what was in order before', async () => {
    const theirs = () => recordElsewhere([request(id, closing())]);
    expect(await refusalOf(executeWhile([theirs], [request(id, closing())]))).toEqual(['APPLICATION_CLOSED']);
    const other = await apply(agency);
    const theirsToo = () => recordElsewhere([request(other, attempt())]);
    const ours = [request(other, attempt(), 1)];
    expect(await refusalOf(executeWhile([theirsToo], ours))).toEqual(['VERSION_CONFLICT']);
  });

  test('also people: the plan rests on those who are known in the end', async () => {
    const { written } = await executeWhile([() => addContact(agency)], [request(id, attempt())]);
    expect(written[0]?.steps).toEqual((await applicationsByIds(store, agency.agencyId, [id])).get(id)?.steps);
  });

  test('however often they come between', async () => {
    const theirs = Array.from({ length: 20 }, () => () => recordElsewhere([request(id, attempt())]));
    const { written } = await executeWhile(theirs, [request(id, attempt())]);
    expect(written).toHaveLength(1);
  });
});
