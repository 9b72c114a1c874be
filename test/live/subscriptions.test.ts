import { setTimeout as sleep } from 'node:timers/promises';
import { type AgencyClient, Api, type Json } from '../support/api';
import { Subscriber, transports } from './subscriber';

let api: Api;
let client: AgencyClient;
let other: AgencyClient;
let applicationId: string;
const subscribers: Subscriber[] = [];

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  other = await api.agency('Other');
  applicationId = await makeApplication(client);
});
afterEach(async () => {
  await Promise.all(subscribers.splice(0).map((each) => each.close()));
});
afterAll(() => api.close());

async function makeApplication(agency: AgencyClient): Promise<string> {
  const employerId = await agency.employer();
  await agency.contact(employerId);
  return agency.application(await agency.candidate(), await agency.posting(employerId));
}

let minute = 0;
/** Records another attempt, and answers the event's id. */
async function record(id = applicationId, agency = client): Promise<string> {
  minute += 1;
  const attemptedAt = new Date(Date.parse('2026-03-04T16:00:00Z') + minute * 60_000).toISOString();
  const { event } = await agency.done('recordContactAttempt', {
    applicationId: id,
    method: 'EMAIL',
    attemptedAt,
  });
  return event.id;
}

describe.each(transports)('over %s', (transport) => {
  const subscribe = (query: string, variables = {}, key = client.key) => {
    const subscriber = new Subscriber(transport, api.url.replace('/graphql', ''), key, query, variables);
    subscribers.push(subscriber);
    return subscriber;
  };

  describe('eventRecorded', () => {
    const query = `subscription ($after: String, $where: EventWhere) {
      eventRecorded(after: $after, where: $where) { cursor node { id type applicationId } } }`;
    const idsOf = (results: Json[]) => results.map(({ data }) => data.eventRecorded.node.id);
    const endOfLog = async () =>
      (await client.data('{ events(last: 1) { pageInfo { endCursor } } }')).events.pageInfo.endCursor;

    it('tells each event as it is recorded, from a cursor on, across connections', async () => {
      const after = await endOfLog();
      const first = subscribe(query, { after });
      const ids = [await record(), await record()];
      const seen = await first.has(2);
      expect(idsOf(seen)).toEqual(ids);
      await first.close();
      ids.push(await record(), await record());
      const second = subscribe(query, { after: seen[1].data.eventRecorded.cursor });
      ids.push(await record());
      expect(idsOf(await second.has(3))).toEqual(ids.slice(2));
      const all = subscribe(query, { after });
      expect(idsOf(await all.has(5))).toEqual(ids);
      // Its cursors are those of the query.
      const { events } = await client.data(
        'query ($after: String) { events(after: $after) { edges { cursor node { id } } } }',
        { after },
      );
      expect(all.results.map(({ data }) => data.eventRecorded.cursor)).toEqual(
        events.edges.map(({ cursor }: Json) => cursor),
      );
    });

    it('of one application, of some types; nothing of another agency', async () => {
      const mine = await makeApplication(client);
      const theirs = await makeApplication(other);
      const where = { applicationId: mine, types: ['ContactAttempted'] };
      const narrow = subscribe(query, { where });
      const foreign = subscribe(query, { where: { applicationId: theirs } });
      const of = subscribe(query, {}, other.key);
      await sleep(150);
      const id = await record(mine);
      await client.done('closeApplication', { applicationId: mine, outcome: 'WITHDRAWN' });
      const last = await record(theirs, other);
      expect(idsOf(await narrow.has(1))).toEqual([id]);
      expect(idsOf(await of.has(1))).toEqual([last]);
      await sleep(50);
      expect([narrow.results.length, foreign.results.length, of.results.length]).toEqual([1, 0, 1]);
    });
  });

  it('applicationChanged: now, and after each event and each new plan', async () => {
    const query = `subscription ($id: ID!) { applicationChanged(applicationId: $id) {
      version nextAction(at: "2026-03-05T18:00:00Z") { method recipient { contact { id } } } } }`;
    const id = await makeApplication(client);
    const subscriber = subscribe(query, { id });
    const [{ data }] = await subscriber.has(1);
    expect(data.applicationChanged.version).toBe(1);
    await record(id);
    expect((await subscriber.has(2))[1].data.applicationChanged.version).toBe(2);
    const contactId = data.applicationChanged.nextAction.recipient.contact.id;
    await client.done('updateContact', { id: contactId, refusedMethods: ['EMAIL'] });
    const [, , third] = await subscriber.has(3);
    expect(third.data.applicationChanged.version).toBe(2);
    // Elsewhere nothing changes here.
    await record();
    await sleep(100);
    expect(subscriber.results).toHaveLength(3);
  });

  it.each([
    ['of another agency', () => makeApplication(other)],
    [
      'that is none',
      async () => Buffer.from('Application:00000000-0000-4000-8000-000000000000').toString('base64url'),
    ],
  ])('applicationChanged of an id %s: null, and no more', async (_, idOf) => {
    const query = 'subscription ($id: ID!) { applicationChanged(applicationId: $id) { version } }';
    const subscriber = subscribe(query, { id: await idOf() });
    expect(await subscriber.ended).toBe('complete');
    expect(subscriber.results.map(({ data }) => data)).toEqual([{ applicationChanged: null }]);
  });

  describe('worklistChanged', () => {
    const query = 'subscription ($where: WorklistWhere) { worklistChanged(where: $where) { at } }';

    it('tells when something was recorded, by whom and where it is for', async () => {
      const [mine, elsewhere] = [await makeApplication(client), await makeApplication(client)];
      const employerOf = async (id: string) =>
        (
          await client.data('query ($id: ID!) { application(id: $id) { jobPosting { employer { id } } } }', {
            id,
          })
        ).application.jobPosting.employer.id;
      const member = await client.member();
      const all = subscribe(query);
      const narrow = subscribe(query, { where: { employerId: await employerOf(mine) } });
      const assigned = subscribe(query, { where: { assigneeId: member } });
      const theirs = subscribe(query, {}, other.key);
      await Promise.all([all, narrow, assigned, theirs].map((each) => each.has(1)));
      await record(elsewhere);
      await all.has(2);
      expect([narrow, assigned, theirs].map(({ results }) => results.length)).toEqual([1, 1, 1]);
      await client.done('assignApplication', { applicationId: mine, memberId: member });
      await Promise.all([all.has(3), narrow.has(2), assigned.has(2)]);
      const [first, second] = narrow.results.map(({ data }) => Date.parse(data.worklistChanged.at));
      expect(second).toBeGreaterThan(first as number);
      expect(theirs.results).toHaveLength(1);
    });

    it('tells of a new plan, and of much at a time once', async () => {
      const id = await makeApplication(client);
      const all = subscribe(query);
      await all.has(1);
      await client.done('setPolicy', { preset: 'PATIENT' });
      await all.has(2);
      const start = Date.now();
      for (let index = 0; index < 20; index++) await record(id);
      await sleep(1_100);
      // At most one a second, and one for what came before.
      expect(all.results.length - 2).toBeLessThanOrEqual(Math.ceil((Date.now() - start) / 1_000) + 1);
      expect(all.results.length).toBeGreaterThan(2);
    });

    it('tells when time makes an action open', async () => {
      const id = await makeApplication(client);
      const all = subscribe(query);
      await all.has(1);
      // What was recorded just before has been told by then.
      await sleep(1_200);
      const count = all.results.length;
      const local = Buffer.from(id, 'base64url').toString().split(':')[1];
      await api.store.everyAgency.query(
        `update planned_action set from_at = now() + interval '0.5 seconds', until_at = null where application_id = $1`,
        [local],
      );
      await all.has(count + 1);
    });
  });
});
