import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { toGlobalId } from '../../src/graphql/ids';
import { makeSchema } from '../../src/graphql/schema';
import { type AgencyClient, Api, type Json } from '../support/api';
import { readsOf } from '../support/plans';
import { sentBy } from '../support/statements';
import { expectNothingOf, traceOf } from '../support/traces';
import { until } from '../webhooks/receiver';
import { Subscriber, type Transport, transports } from './subscriber';

const texts = {
  eventRecorded: `subscription ($after: String, $where: EventWhere) { eventRecorded(after: $after, where: $where) {
    cursor node { id applicationId actor { name } ... on ContactAttempted { note contact { name } } } } }`,
  applicationChanged: `subscription ($id: ID!) { applicationChanged(applicationId: $id) {
    id version candidate { name } assignee { id name } nextAction { recipient { contact { id name } } } } }`,
  worklistChanged: 'subscription ($where: WorklistWhere) { worklistChanged(where: $where) { at } }',
};

/** An agency that writes, and follows what it writes. */
interface Party {
  client: AgencyClient;
  mark: string;
  candidateId: string;
  employerId: string;
  contactId: string;
  jobPostingId: string;
  memberId: string;
  applicationIds: string[];
}

let api: Api;
let parties: [Party, Party];
const subscribers: Subscriber[] = [];
beforeAll(async () => {
  api = await Api.start();
  parties = [await makeParty('Mark of ours'), await makeParty('Mark of theirs')];
  // Their log is longer than ours.
  for (let count = 0; count < 5; count++) await write(parties[1], 'attempt', 0);
});
afterEach(async () => {
  await Promise.all(subscribers.splice(0).map((each) => each.close()));
});
afterAll(() => api.close());

async function makeParty(mark: string): Promise<Party> {
  const client = await api.agency(mark);
  const name = { name: mark };
  const [candidateId, employerId] = [await client.candidate(name), await client.employer(name)];
  const [contactId, jobPostingId] = [
    await client.contact(employerId, name),
    await client.posting(employerId),
  ];
  const party = { client, mark, candidateId, employerId, contactId, jobPostingId, applicationIds: [] };
  const all: Party = { ...party, memberId: await client.member(name) };
  await write(all, 'application', 0);
  return all;
}

const steps = ['attempt', 'assignment', 'plan', 'application'] as const;

let minute = 0;
async function write(party: Party, step: (typeof steps)[number], index: number): Promise<void> {
  const { client, mark, candidateId, contactId, jobPostingId, memberId, applicationIds } = party;
  const applicationId = applicationIds[index % applicationIds.length];
  const attemptedAt = new Date(Date.UTC(2026, 2, 4, 16, minute++)).toISOString();
  if (step === 'application') applicationIds.push(await client.application(candidateId, jobPostingId));
  if (step === 'assignment')
    await client.done('assignApplication', { applicationId, memberId: index % 2 ? memberId : null });
  if (step === 'plan')
    await client.done('updateContact', {
      id: contactId,
      refusedMethods: index % 2 ? ['SMS'] : ['SOCIAL_MEDIA'],
    });
  const attempt = { applicationId, contactId, method: 'EMAIL', attemptedAt, note: mark };
  if (step === 'attempt') await client.done('recordContactAttempt', attempt);
}

function follow(
  transport: Transport,
  { client }: Party,
  name: keyof typeof texts,
  variables = {},
): Subscriber {
  const origin = api.url.replace('/graphql', '');
  const subscriber = new Subscriber(transport, origin, client.key, texts[name], variables);
  subscribers.push(subscriber);
  return subscriber;
}

async function eventsAfter(
  { client }: Party,
  after: string,
): Promise<{ cursor: string; node: { id: string } }[]> {
  const query =
    'query ($after: String) { events(after: $after, first: 100) { edges { cursor node { id } } } }';
  return (await client.data(query, { after })).events.edges;
}

const endOfLog = async ({ client }: Party): Promise<string> =>
  (await client.data('{ events(last: 1) { pageInfo { endCursor } } }')).events.pageInfo.endCursor;
const told = ({ results }: Subscriber, name: keyof typeof texts): Json[] =>
  results.map(({ data }) => data[name]);
const idsTold = (one: Subscriber) => told(one, 'eventRecorded').map(({ node }) => node.id);

const filters = ['candidateId', 'employerId', 'jobPostingId', 'memberId'] as const;

/** What a party writes, after how much of it the connection is lost and made anew, and which id of the other it asks for. */
type Script = {
  written: (typeof steps)[number][];
  resumedAfter: number;
  filter: (typeof filters)[number];
};
const scripts: fc.Arbitrary<Script> = fc.record({
  written: fc.array(fc.constantFrom(...steps), { minLength: 3, maxLength: 8 }),
  resumedAfter: fc.integer({ min: 0, max: 8 }),
  filter: fc.constantFrom(...filters),
});

/** Writes what is in the script, and sees to it that just that is told, while the other party does the same. */
async function run(transport: Transport, party: Party, other: Party, script: Script): Promise<void> {
  const [start, theirs] = [await endOfLog(party), await endOfLog(other)];
  let events = follow(transport, party, 'eventRecorded', { after: start });
  const fromTheirPlace = follow(transport, party, 'eventRecorded', { after: theirs });
  const where = { applicationId: other.applicationIds[0] };
  const ofTheirs = follow(transport, party, 'eventRecorded', { where });
  const id = party.applicationIds[0];
  const application = follow(transport, party, 'applicationChanged', { id });
  const worklists = [other[script.filter], toGlobalId('Member', newId())].map((id) => {
    const where = { [script.filter === 'memberId' ? 'assigneeId' : script.filter]: id };
    return follow(transport, party, 'worklistChanged', { where });
  }) as [Subscriber, Subscriber];
  await Promise.all([application, ...worklists].map((each) => each.has(1)));
  const since = worklists.map((each) => told(each, 'worklistChanged')[0].at).toSorted()[1];

  const ids: string[] = [];
  for (const [index, step] of script.written.entries()) {
    if (index === script.resumedAfter) {
      await events.close();
      ids.push(...idsTold(events));
      const after = told(events, 'eventRecorded').at(-1)?.cursor ?? start;
      events = follow(transport, party, 'eventRecorded', { after });
    }
    await write(party, step, index);
  }
  const recorded = await eventsAfter(party, start);
  await events.has(recorded.length - ids.length);
  // A place in a log is a number, whosever it is.
  const beyond = await eventsAfter(party, theirs);
  await fromTheirPlace.has(beyond.length);
  const { version } = (
    await party.client.data('query ($id: ID!) { application(id: $id) { version } }', { id })
  ).application;
  while (told(application, 'applicationChanged').at(-1).version < version) await sleep(5);
  // For what should not come.
  await sleep(100);

  expect([...ids, ...idsTold(events)]).toEqual(recorded.map(({ node }) => node.id));
  expect(idsTold(fromTheirPlace)).toEqual(beyond.map(({ node }) => node.id));
  expect(ofTheirs.results).toEqual([]);
  // Of a new plan all are told, whomever they ask for.
  const changes = (each: Subscriber) =>
    told(each, 'worklistChanged').flatMap(({ at }) => (at > since ? [at] : []));
  await until(() => isDeepStrictEqual(changes(worklists[0]), changes(worklists[1])));
  const versions = told(application, 'applicationChanged').map((each) => each.version);
  expect(versions).toEqual(versions.toSorted((one, next) => one - next));
  const seen = [events, fromTheirPlace, application].map(({ results }) => results);
  expectNothingOf(await traceOf(api.store, other.client.agencyId, other.mark), JSON.stringify(seen));
}

test('every subscription is followed', () => {
  const fields = Object.keys(makeSchema().getSubscriptionType()?.getFields() ?? {});
  expect(Object.keys(texts).sort()).toEqual(fields.sort());
});

describe.each(transports)('over %s', (transport) => {
  test('while both agencies write, each is told all of its own, in order, and nothing of the other', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, scripts, async (one, other) => {
        const [ours, theirs] = parties;
        await Promise.all([run(transport, ours, theirs, one), run(transport, theirs, ours, other)]);
        await Promise.all(subscribers.splice(0).map((each) => each.close()));
      }),
      { numRuns: 4 },
    );
  });

  test('the worklist of one is not told to have changed by what the other does', async () => {
    const [ours, theirs] = parties.map((party) => follow(transport, party, 'worklistChanged')) as [
      Subscriber,
      Subscriber,
    ];
    await Promise.all([ours.has(1), theirs.has(1)]);
    // What was written before is told by then, and what comes next is told at once.
    await sleep(1_200);
    const [before, theirsBefore] = [ours.results.length, theirs.results.length];
    for (const step of steps) await write(parties[1], step, 1);
    await theirs.has(theirsBefore + 1);
    await sleep(200);
    expect(ours.results).toHaveLength(before);
    await write(parties[0], 'attempt', 1);
    await ours.has(before + 1);
  });

  test('an application of the other is followed as one that nobody has', async () => {
    const [ours, theirs] = parties;
    const ask = async (id: string) => {
      let results: Json[] = [];
      const statements = await sentBy(async () => {
        const subscriber = follow(transport, ours, 'applicationChanged', { id });
        expect(await subscriber.ended).toBe('complete');
        results = subscriber.results;
      });
      return { results, reads: await readsOf(api.store, ours.client.agencyId, statements) };
    };
    const foreign = await ask(theirs.applicationIds[0] as string);
    expect(foreign.results).toMatchObject([{ data: { applicationChanged: null } }]);
    expect(foreign).toEqual(await ask(toGlobalId('Application', newId())));
  });
});
