import { type AgencyClient, Api, type Json } from '../../support/api';
import { errorsOf } from '../../support/refusals';
import { makeScene, type Scene } from '../../support/scene';
import { stored } from '../../support/tables';

let api: Api;
let scene: Scene;
let client: AgencyClient;
let before: Record<string, string>;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  scene = await makeScene(client);
  await client.candidate();
  before = await stored(api.store);
});
afterAll(async () => {
  const after = await stored(api.store);
  await api.close();
  // Whatever is asked, a question changes nothing.
  expect(after).toEqual(before);
});

/** Every connection, as a field with room for its arguments. */
const lists: Record<string, (page: string) => string> = {
  applications: (page) => `applications(${page})`,
  candidates: (page) => `candidates(${page})`,
  employers: (page) => `employers(${page})`,
  contacts: (page) => `contacts(${page})`,
  jobPostings: (page) => `jobPostings(${page})`,
  members: (page) => `members(${page})`,
  worklist: (page) => `worklist(at: "2026-03-04T16:00:00Z", ${page})`,
  events: (page) => `events(${page})`,
  attempts: (page) => `application(id: $id) { attempts(${page})`,
  history: (page) => `application(id: $id) { history(${page})`,
};
const backward = ['applications', 'candidates', 'employers', 'contacts', 'jobPostings', 'members'];

function operation(list: string, page: string, variables = ''): string {
  const field = (lists[list] as (page: string) => string)(page);
  const selection = '{ edges { cursor } pageInfo { endCursor } }';
  const isNested = field.includes('{');
  return `query (${isNested ? '$id: ID!' : ''} ${variables}) { ${field} ${selection} ${isNested ? '}' : ''} }`.replace(
    'query ( )',
    'query',
  );
}

const notNumbers = ['x', null, {}, [], true, '2026-02-30T00:00:00+00:00', "' or 1=1 --", '9'.repeat(30)];
const notPlaces = [-1, 1e300, 0.5];

const variables = (more: object = {}) => ({ id: scene.applicationId, ...more });

async function expectRefused(query: string, field: string, given: object = {}): Promise<void> {
  const [error, ...others] = await errorsOf(client, query, variables(given));
  expect(others).toEqual([]);
  expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  expect(error?.message).toMatch(new RegExp(`^${field}: `));
}

describe.each(Object.keys(lists))('%s', (list) => {
  it.each([0, -1, 101, 2_147_483_647, -2_147_483_648])('first: %i is refused', (first) =>
    expectRefused(operation(list, `first: ${first}`), 'first'),
  );

  it('first: 1 and first: 100 are taken; null is as if left out', async () => {
    for (const first of [1, 100, null]) await client.data(operation(list, `first: ${first}`), variables());
  });

  it.each(['2147483648', '1e10', '"5"', '1.5', 'true'])('first: %s is no whole number', async (first) => {
    const [error] = await errorsOf(client, operation(list, `first: ${first}`), variables());
    expect(error).toMatchObject({
      ...{ message: expect.stringContaining('Int'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    });
  });

  it('a cursor that is none is refused', async () => {
    const query = operation(list, 'after: $after', '$after: String');
    const own = JSON.parse(Buffer.from(await cursorOf(list), 'base64url').toString());
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const garbage = [
      ...['', ' ', 'x', '%%%', 'null', '{}', '🦊', '\0', 'x'.repeat(100_000), `${await cursorOf(list)}=`],
      ...[null, [], {}, [[]], 'x', 1].map(encoded),
      ...[own.slice(0, -1), [...own, 1], own.slice(1)].map(encoded),
      // The list's own mark, with a place that is none.
      ...own.slice(1).flatMap((value: unknown, index: number) => {
        // Where a list begins with a number, any number is a place.
        const bad = typeof value === 'number' && index === 0 ? notNumbers : [...notNumbers, ...notPlaces];
        return bad.map((one) => encoded(own.with(index + 1, one)));
      }),
    ];
    for (const after of garbage) await expectRefused(query, 'after', { after });
  });

  it('a cursor of another list is refused', async () => {
    const query = operation(list, 'after: $after', '$after: String');
    for (const other of Object.keys(lists).filter((name) => name !== list)) {
      await expectRefused(query, 'after', { after: await cursorOf(other) });
    }
  });
});

describe.each(backward)('%s, backward', (list) => {
  it.each([0, -1, 101])('last: %i is refused', (last) =>
    expectRefused(operation(list, `last: ${last}`), 'last'),
  );

  it('a wrong first is refused also beside last, and a right one too', async () => {
    await expectRefused(operation(list, 'first: -1, last: 5'), 'first');
    await expectRefused(operation(list, 'first: 5, last: 5'), 'last');
  });

  it('a cursor that is none is refused as before', () =>
    expectRefused(operation(list, 'last: 1, before: "x"'), 'before'));
});

it.each([
  ['another filter', 'candidates(first: 1)', 'candidates(where: { nameContains: "rob" }, after: $after)'],
  [
    'another value',
    'contacts(where: { nameContains: "a" })',
    'contacts(where: { nameContains: "b" }, after: $after)',
  ],
  ['another order', 'applications', 'applications(orderBy: { field: LAST_EVENT_AT }, after: $after)'],
  [
    'the other way',
    'applications',
    'applications(orderBy: { field: SUBMITTED_AT, direction: DESC }, after: $after)',
  ],
  [
    'other stages',
    'applications(where: { stages: [CLOSED] })',
    'applications(where: { stages: [APPLIED] }, after: $after)',
  ],
  ['other types', 'events', 'events(where: { types: [ApplicationClosed] }, after: $after)'],
  [
    'another moment',
    'worklist(at: "2026-03-04T16:00:00Z")',
    'worklist(at: "2026-03-04T16:00:01Z", after: $after)',
  ],
  ['another urgency', 'worklist', 'worklist(where: { urgencies: [OPEN] }, after: $after)'],
  ['members of any kind', 'members', 'members(where: { active: true }, after: $after)'],
  ['other kinds', 'worklist', 'worklist(where: { kinds: [CLOSE] }, after: $after)'],
])('a cursor of %s is refused', async (_, of, elsewhere) => {
  const [page] = Object.values<Json>(await client.data(`{ ${of} { pageInfo { endCursor } } }`));
  expect(page.pageInfo.endCursor).toEqual(expect.any(String));
  const query = `query ($after: String) { ${elsewhere} { pageInfo { endCursor } } }`;
  await expectRefused(query, 'after', { after: page.pageInfo.endCursor });
});

it('a cursor goes on where a filter says the same in other words', async () => {
  const after = await cursorOf('candidates');
  const same = 'candidates(where: { nameContains: null }, first: 1, after: $after)';
  await client.data(`query ($after: String) { ${same} { edges { cursor } } }`, { after });
});

async function cursorOf(list: string): Promise<string> {
  const data = await client.data(operation(list, 'first: 1'), variables());
  return (data[list] ?? data.application[list]).pageInfo.endCursor;
}
