import { setTimeout as sleep } from 'node:timers/promises';
import { type AgencyClient, Api, type Json } from '../support/api';

let api: Api;
let client: AgencyClient;
let applicationId: string;
/** When each thing was recorded, by its name, in the order of recording. */
const recordedAt: Record<string, string> = {};
const ids: Record<string, string> = {};

async function record(name: string, mutation: string, input: object): Promise<void> {
  const { event } = await client.done(mutation, input);
  ids[name] = event.id;
  const { node } = await client.data(`query ($id: ID!) { node(id: $id) { ... on Event { recordedAt } } }`, {
    id: event.id,
  });
  recordedAt[name] = node.recordedAt;
  // The record is kept in milliseconds: two things must not share one.
  await sleep(3);
}

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  const employerId = await client.employer();
  applicationId = await client.application(await client.candidate(), await client.posting(employerId));
  await sleep(3);
  const attempt = { applicationId, attemptedAt: '2026-03-10T16:00:00Z', method: 'EMAIL' };
  await record('attempt', 'recordContactAttempt', attempt);
  // Of an earlier day, and learned of later.
  await record('late', 'recordContactAttempt', { ...attempt, attemptedAt: '2026-03-05T16:00:00Z' });
  const corrected = { ...attempt, method: 'PHONE' };
  const eventId = ids.attempt;
  await record('correction', 'correctEvent', { eventId, reason: 'It was a call.', attempt: corrected });
  await record('retraction', 'retractEvent', {
    eventId: ids.correction,
    reason: 'It was another application.',
  });
});
afterAll(() => api.close());

/** What was known at a moment: each event by its name, with what had superseded it by then. */
async function knownAt(asOf: string | null, first = 25): Promise<[string, string | null][]> {
  const known: [string, string | null][] = [];
  const nameOf = (id: string | null) =>
    Object.keys(ids).find((name) => ids[name] === id) ?? (id && 'submission');
  for (let after: string | null = null, more = true; more; ) {
    const query = `query ($id: ID!, $asOf: DateTime, $first: Int, $after: String) { application(id: $id) {
      history(asOf: $asOf, first: $first, after: $after) {
        nodes { id supersededBy } pageInfo { hasNextPage endCursor } } } }`;
    const data: Json = await client.data(query, { id: applicationId, asOf, first, after });
    const { nodes, pageInfo } = data.application.history;
    known.push(...nodes.map(({ id, supersededBy }: Json) => [nameOf(id), nameOf(supersededBy)]));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }
  return known;
}

const justBefore = (name: string) => new Date(Date.parse(recordedAt[name] as string) - 1).toISOString();

it.each<[string, string, [string, string | null][]]>([
  ['before the first attempt', 'attempt', [['submission', null]]],
  [
    'before the second',
    'late',
    [
      ['submission', null],
      ['attempt', null],
    ],
  ],
  [
    'before the correction nothing is superseded',
    'correction',
    [
      ['submission', null],
      ['attempt', null],
      ['late', null],
    ],
  ],
  [
    'before the retraction the correction stands',
    'retraction',
    [
      ['submission', null],
      ['attempt', 'correction'],
      ['late', null],
      ['correction', null],
    ],
  ],
])('%s', async (_, name, expected) => {
  expect(await knownAt(justBefore(name))).toEqual(expected);
  // The moment itself counts.
  expect(await knownAt(recordedAt[name] as string)).toHaveLength(expected.length + 1);
});

it('now, all of it: what was wrong stays, superseded', async () => {
  const all = [
    ...[
      ['submission', null],
      ['attempt', 'correction'],
      ['late', null],
    ],
    ...[
      ['correction', 'retraction'],
      ['retraction', null],
    ],
  ];
  expect(await knownAt(null)).toEqual(all);
  expect(await knownAt('2999-12-31T00:00:00Z')).toEqual(all);
  expect(await knownAt('2026-03-10T16:00:00Z')).toEqual([]);
});

it('page by page as at once', async () => {
  for (const first of [1, 2, 3]) {
    expect(await knownAt(justBefore('retraction'), first)).toEqual(await knownAt(justBefore('retraction')));
  }
});

it('events by their ids, and in the agency’s log, are as they are known now', async () => {
  const query = `query ($id: ID!) { node(id: $id) { ... on Event { supersededBy } }
    events { nodes { id supersededBy } } }`;
  const { node, events } = await client.data(query, { id: ids.attempt });
  expect(node).toEqual({ supersededBy: ids.correction });
  expect(events.nodes).toContainEqual({ id: ids.attempt, supersededBy: ids.correction });
});
