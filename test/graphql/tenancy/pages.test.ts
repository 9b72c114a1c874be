import fc from 'fast-check';
import { type GraphQLField, isObjectType } from 'graphql';
import { parseGlobalId } from '../../../src/graphql/ids';
import { makeSchema } from '../../../src/graphql/schema';
import type { Api, Json } from '../../support/api';
import { placesOf, withValue } from '../../support/paths';
import { expectNothingOf } from '../../support/traces';
import { queries, queryText, variablesOf } from './requests';
import { answerTo, makeSide, measure, type Side, startQuietly } from './two-agencies';

let api: Api;
let sides: [Side, Side];
beforeAll(async () => {
  api = await startQuietly();
  sides = [await makeSide(api, 'Mark of ours'), await makeSide(api, 'Mark of theirs')];
  for (const { client, ids } of sides) {
    const refusal = `insert into import_refusal (agency_id, job_id, number, line, message) values ($1, $2, 1, 2, 'Wrong.')`;
    await api.store.owner.query(refusal, [client.agencyId, parseGlobalId(ids.importJobId as string)?.id]);
  }
  const [, { client, ids }] = sides;
  // Their log is longer than ours.
  const attempt = { applicationId: ids.applicationId, method: 'EMAIL', attemptedAt: '2026-03-06T15:00:00Z' };
  await client.done('recordContactAttempts', Array(20).fill(attempt));
});
afterAll(() => api.close());

/** A list as one side asks for it. */
interface List {
  name: string;
  text: string;
  /** What it takes beside what tells the page. */
  variables(side: Side): Json;
  isForward: boolean;
}

const page = `{ edges { cursor } nodes { __typename }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
const isList = ({ args }: GraphQLField<unknown, unknown>) => args.some(({ name }) => name === 'after');
const isForward = ({ args }: GraphQLField<unknown, unknown>) => !args.some(({ name }) => name === 'before');

const whole: List[] = queries.filter(isList).map((query) => ({
  ...{ name: query.name, text: queryText(query, page), isForward: isForward(query) },
  variables: () => ({ at: variablesOf(query, {}).at }),
}));

/** Lists that hang on something. */
const within: List[] = Object.values(makeSchema().getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !/^(Query|Mutation|Subscription)$/.test(name))
  .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type: type.name, field })))
  .filter(({ field }) => isList(field))
  .map(({ type, field }) => ({
    name: `${type}.${field.name}`,
    text: `query ($id: ID!, $after: String, $first: Int) { node(id: $id) { ... on ${type} {
      ${field.name}(after: $after, first: $first) ${page} } } }`,
    variables: ({ ids }) => ({ id: ids[`${type[0]?.toLowerCase()}${type.slice(1)}Id`] }),
    isForward: true,
  }));

const found = (data: Json): Json => (data.node ? found(data.node) : Object.values(data)[0]);

async function cursorsOf(side: Side, { text, variables }: List, more: Json = {}): Promise<string[]> {
  const { edges, pageInfo } = found(
    await side.client.data(text, { ...variables(side), ...more, first: 100 }),
  );
  expect(pageInfo.hasNextPage).toBe(false);
  return edges.map(({ cursor }: Json) => cursor);
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The cursor of a row that nobody has, beside the one of this cursor; of what has no id, the very same. */
function besides(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  const other = key.replace(
    uuid,
    (id) => id.slice(0, -1) + (Number.parseInt(id.slice(-1), 16) ^ 1).toString(16),
  );
  return Buffer.from(other).toString('base64url');
}

interface Draw {
  asker: number;
  at: number;
  size: number;
  isBackward: boolean;
}

const draws = fc.record({
  asker: fc.constantFrom(0, 1),
  at: fc.nat(),
  size: fc.integer({ min: 1, max: 5 }),
  isBackward: fc.boolean(),
});

async function expectAsBeside(list: List, { asker, at, size, isBackward }: Draw): Promise<void> {
  const [own, other] = [sides[asker], sides[1 - asker]] as [Side, Side];
  const theirs = await cursorsOf(other, list);
  const cursor = theirs[at % theirs.length] as string;
  const pageAt = (place: string) =>
    isBackward && !list.isForward ? { before: place, last: size } : { after: place, first: size };
  const ask = (place: string) =>
    measure(own, own.client.key, list.text, { ...list.variables(own), ...pageAt(place) });
  const answered = await ask(cursor);
  expectNothingOf(other.trace, answered.text);
  expect(answered).toEqual(await ask(besides(cursor)));
  const { body } = JSON.parse(answered.text);
  if (body.errors) {
    // Only what hangs on a thing of the other agency has cursors that are of no use here.
    expect(list.name).toContain('.');
    return;
  }
  const shown = found(body.data).edges.map((edge: Json) => edge.cursor);
  const all = await cursorsOf(own, list);
  const start = all.indexOf(shown[0]);
  expect(shown).toEqual(shown.length === 0 ? [] : all.slice(start, start + shown.length));
}

describe('a cursor of another agency is one of a row that nobody has, and the page holds our rows only', () => {
  it.each([...whole, ...within].map((list) => [list.name, list] as const))('%s', async (_, list) => {
    for (const side of sides) expect(await cursorsOf(side, list)).not.toEqual([]);
    await fc.assert(
      fc.asyncProperty(draws, (draw) => expectAsBeside(list, draw)),
      { numRuns: 5 },
    );
  });
});

const filters = queries
  .filter(isList)
  .flatMap((query) =>
    query.args.flatMap(({ name, type }) =>
      placesOf(type, (one) => one.name === 'ID', [name]).map((path) => [query.name, path, query] as const),
    ),
  );

it.each(filters)(
  '%s: %j of another agency leaves nothing, also after a cursor of theirs',
  async (name, path, query) => {
    const [ours, theirs] = sides;
    const list = whole.find((each) => each.name === name) as List;
    const property = path.at(-1) as string;
    const filtered = (side: Side) => withValue(list.variables(side), path, side.ids[property]);
    const cursors = await cursorsOf(theirs, list, filtered(theirs));
    expect(cursors).not.toEqual([]);
    expect(await cursorsOf(ours, list, filtered(ours))).not.toEqual([]);
    for (const after of [null, cursors[0]]) {
      const text = await answerTo(ours, ours.client.key, queryText(query, page), {
        ...filtered(theirs),
        after,
      });
      expect(found(JSON.parse(text).body.data)).toMatchObject({
        edges: [],
        pageInfo: { hasNextPage: false },
      });
      expectNothingOf(theirs.trace, text);
    }
  },
);

it('a place in the log of another agency is one like any other beyond the end of ours', async () => {
  const [ours, theirs] = sides;
  const { events } = await theirs.client.data('{ events(last: 1) { nodes { position } } }');
  const { position } = events.nodes[0];
  const mutation = `mutation ($input: RedeliverWebhookSinceInput!) {
    redeliverWebhookSince(input: $input) { webhook { position } userErrors { code field message } } }`;
  const since = (place: string) =>
    measure(ours, ours.client.key, mutation, { input: { id: ours.ids.webhookId, position: place } });
  const [foreign, unknown] = [await since(position), await since('999999')];
  expect(foreign).toEqual(unknown);
  expect(Number(JSON.parse(foreign.text).body.data.redeliverWebhookSince.webhook.position)).toBeLessThan(
    Number(position),
  );
});
