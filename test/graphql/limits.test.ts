import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, Kind, parse } from 'graphql';
import { costOf, costOfField, mutationCost } from '../../src/graphql/cost';
import { documentLimits, operationCostMax } from '../../src/graphql/limits';
import { makeSchema } from '../../src/graphql/schema';
import { type AgencyClient, Api } from '../support/api';

const schema = makeSchema();

/** What an operation costs; the rest of what the guard is told plays no part in it. */
function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first.');
  const holder = {} as Parameters<typeof costOf>[0]['holder'];
  return costOf({ schema, document, operation, variables, holder });
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('what an operation costs', () => {
  it.each<[string, string, number]>([
    ['an object', '{ viewer { agencyName role } }', 1],
    ['plain values, nothing', '{ viewer { role } }', cost('{ viewer { role agencyName timeZone } }')],
    ['a page, as many', '{ candidates(first: 7) { nodes { id } } }', 1 + 7],
    ['the last ones, as many', '{ candidates(last: 7) { nodes { id } } }', 1 + 7],
    ['a page of no size, the usual 25', '{ candidates { nodes { id } } }', 1 + 25],
    ['a page of size null, the usual 25', '{ candidates(first: null) { nodes { id } } }', 1 + 25],
    ['edges and nodes, both', '{ candidates(first: 7) { edges { node { id } } nodes { id } } }', 1 + 7 * 3],
    ['where a page lies, nothing', '{ candidates(first: 7) { pageInfo { endCursor } } }', 1],
    ['a page of pages', `{ applications(first: 3) { nodes { attempts(first: 4) { nodes { id } } } } }`, 19],
    ['things by their ids, as many', '{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3],
    ['the dearest of several types', '{ node(id: "a") { id ... on Application { candidate { id } } } }', 2],
    ['what is skipped, nothing', '{ viewer @skip(if: true) { role } policy { version } }', 1],
    ['the schema', getIntrospectionQuery(), 100],
    ['__typename', '{ __typename }', 1],
    [
      'a mutation',
      'mutation { deferAction(input: { applicationId: "a", until: "2026-03-03T00:00:00Z", why: "x" }) { application { id } } }',
      mutationCost + 1,
    ],
  ])('%s', (_, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('follows the sizes of variables, also once it is known', () => {
    const document = parse('query ($n: Int = 9) { candidates(first: $n) { nodes { id } } }');
    const [operation] = document.definitions as [Parameters<typeof costOf>[0]['operation']];
    const of = (variables: Record<string, unknown>) =>
      costOf({ ...({} as Parameters<typeof costOf>[0]), schema, document, operation, variables });
    const all = [{ n: 5 }, { n: 50 }, {}, { n: null }, { n: 5 }, { n: 1e9 }, { n: -3 }];
    expect(all.map(of)).toEqual([6, 51, 10, 26, 6, 101, 2]);
  });

  it('is next to nothing where the variables are wrong: none of it will run', () => {
    expect(cost('query ($n: Int) { candidates(first: $n) { nodes { id } } }', { n: 'many' })).toBe(1);
  });

  it('counts a mutation once for each thing that it is about', () => {
    const text =
      'mutation ($ids: [ID!]!) { assignApplications(input: { applicationIds: $ids }) { applications { id } } }';
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
    expect([1, 10, 100].map((count) => cost(text, { ids: ids(count) }))).toEqual([11, 110, 1100]);
    const batch =
      'mutation ($inputs: [RecordContactAttemptInput!]!) { recordContactAttempts(inputs: $inputs) { applications { id } } }';
    const input = { applicationId: 'a', attemptedAt: '2026-03-03T00:00:00Z', method: 'EMAIL' };
    expect(cost(batch, { inputs: [input, input, input] })).toBe(33);
  });

  it('is known for fields that there are', () => {
    const unknown = Object.keys(costOfField).filter((place) => {
      const [type = '', field = ''] = place.split('.');
      const found = schema.getType(type);
      return !found || !('getFields' in found) || !(field in found.getFields());
    });
    expect(unknown).toEqual([]);
  });

  it('is in reach for every example, with pages of 100', () => {
    const document = parse(readFileSync('schema/examples.graphql', 'utf8'));
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    for (const operation of operations) {
      const ids = operation.variableDefinitions?.map(({ variable }) => [variable.name.value, 'an-id']) ?? [];
      const variables = { ...Object.fromEntries(ids.filter(([name]) => /Id$/.test(name ?? ''))), first: 100 };
      const given = { schema, document, operation, variables: { ...variables, ids: ['an-id'] } };
      expect(costOf({ ...({} as Parameters<typeof costOf>[0]), ...given })).toBeLessThan(
        operationCostMax / 2,
      );
    }
  });
});

describe('what is refused', () => {
  let api: Api;
  let client: AgencyClient;
  beforeAll(async () => {
    api = await Api.start();
    client = await api.agency();
  });
  afterAll(() => api.close());

  const refusal = async (query: string, variables: object = {}) => {
    const { status, body } = await client.request(query, variables);
    return { status, code: body.errors?.[0].extensions.code, message: body.errors?.[0].message };
  };
  const member = (index: number) => `m${index}: createMember(input: { name: "M" }) { member { id } }`;
  const deep = (levels: number) =>
    `{ node(id: "x") { ... on Application { ${'nextAction { reachedRecently { application { '.repeat(levels)} id ${'} } }'.repeat(levels)} } } }`;

  it.each<[string, string, string]>([
    [
      '100 lists of 100',
      '{ applications(first: 100) { nodes { attempts(first: 100) { nodes { id } } } } }',
      'costs 10201',
    ],
    [
      'a cycle gone round in a list',
      '{ worklist(first: 100) { nodes { action { reachedRecently { application { nextAction { reachedRecently { application { id } } } } } } } } }',
      'costs',
    ],
    [
      'ten previews',
      `{ ${times(11, (index) => `p${index}: previewPolicy(input: { preset: PATIENT }) { total }`)} }`,
      'costs',
    ],
    [
      'fragments that double',
      `{ application(id: "x") { ...F0 } } ${times(14, (index) => `fragment F${index} on Application { ...F${index + 1} ... { ...F${index + 1} } }`)} fragment F14 on Application { id }`,
      'far too many',
    ],
  ])('%s', async (_, query, message) => {
    const { status, code, message: told } = await refusal(query);
    expect({ status, code }).toEqual({ status: 400, code: 'COST_LIMIT_EXCEEDED' });
    expect(told).toContain(message);
  });

  it('the same with variables, on a document that is known', async () => {
    const query =
      'query ($n: Int) { applications(first: $n) { nodes { attempts(first: $n) { nodes { id } } } } }';
    expect((await refusal(query, { n: 10 })).status).toBe(200);
    expect(await refusal(query, { n: 100 })).toMatchObject({ status: 400, code: 'COST_LIMIT_EXCEEDED' });
  });

  it.each<[string, (count: number) => string, number, string]>([
    ['aliases', (count) => `mutation { ${times(count, member)} }`, documentLimits.aliases, 'aliases'],
    [
      'aliases in fragments',
      (count) => `{ ...F } fragment F on Query { ${times(count, (index) => `v${index}: viewer { role }`)} }`,
      documentLimits.aliases,
      'aliases',
    ],
    [
      'directives',
      (count) => `{ viewer { ${times(count, () => 'role @include(if: true)')} } }`,
      documentLimits.directives,
      'directives',
    ],
  ])('more %s than are allowed', async (_, queryOf, allowed, word) => {
    expect((await refusal(queryOf(allowed))).code).toBeUndefined();
    expect(await refusal(queryOf(allowed + 1))).toEqual({
      ...{ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
      message: `At most ${allowed} ${word} are allowed.`,
    });
  });

  it('a thousand mutations in one', async () => {
    const { members: before } = await client.data('{ members(first: 100) { nodes { id } } }');
    const message = 'At most 30 aliases are allowed.';
    expect(await refusal(`mutation { ${times(200, member)} }`)).toMatchObject({ status: 400, message });
    expect((await refusal(`mutation { ${times(1_000, member)} }`)).code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await client.data('{ members(first: 100) { nodes { id } } }')).members).toEqual(before);
  });

  it.each([
    ['scheduleInterview', 'ScheduleInterviewInput', { contactIds: Array(1_000).fill('x') }],
    ['updateContact', 'UpdateContactInput', { refusedMethods: Array(1_000).fill('SMS') }],
    ['recordContactAttempts', '[RecordContactAttemptInput!]', null],
  ])('lists without end in the input of %s', async (name, type, list) => {
    const times = { startsAt: '2026-03-10T14:00:00Z', endsAt: '2026-03-10T15:00:00Z', format: 'VIDEO' };
    const attempt = { applicationId: 'x', attemptedAt: '2026-03-10T14:00:00Z', method: 'SMS' };
    const input =
      name === 'scheduleInterview' ? { applicationId: 'x', ...times, ...list } : { id: 'x', ...list };
    const argument = list ? 'input' : 'inputs';
    const query = `mutation ($in: ${type}!) { ${name}(${argument}: $in) { userErrors { code } } }`;
    const variables = { in: list ? input : Array(1_000).fill(attempt) };
    expect(await refusal(query, variables)).toMatchObject({ status: 400, code: 'COST_LIMIT_EXCEEDED' });
  });

  it('fields within fields without end', async () => {
    expect((await refusal(deep(4))).code).toBeUndefined();
    expect(await refusal(deep(5))).toMatchObject({
      ...{ status: 400, message: `At most ${documentLimits.depth} levels of fields are allowed.` },
    });
  });

  it('fragments within themselves', async () => {
    const query = '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }';
    expect(await refusal(query)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  it('more tokens than are allowed', async () => {
    expect((await refusal(`{ viewer { ${'role '.repeat(documentLimits.tokens)} } }`)).code).toBe(
      'GRAPHQL_PARSE_FAILED',
    );
  });

  it('the schema within itself', async () => {
    const query = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
    expect(await refusal(query)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('every answer tells what it cost', () => {
  let api: Api;
  let client: AgencyClient;
  beforeAll(async () => {
    api = await Api.start();
    client = await api.agency();
  });
  afterAll(() => api.close());

  const nothingLimited = { limit: null, remaining: null, resetAt: null };
  it.each<[string, string, number]>([
    ['one that is right', '{ candidates(first: 3) { nodes { id } } }', 4],
    ['one that is refused', '{ nonsense }', 1],
    ['one that cannot be read', '{', 1],
    [
      'one that costs too much',
      '{ applications(first: 100) { nodes { attempts(first: 100) { nodes { id } } } } }',
      1,
    ],
  ])('%s', async (_, query, requested) => {
    const { cost: told } = await client.request(query);
    expect(told).toEqual({ requested, ...nothingLimited });
  });
});
