import { getNamedType, type OperationDefinitionNode, print, typeFromAST } from 'graphql';
import { makeSchema } from '../../../src/graphql/schema';
import type { Api, Json } from '../../support/api';
import { digestsOf, expectNothingOf } from '../../support/traces';
import { everything, examples, fieldOf, isMutation, queries, swapIds } from './requests';
import { answerTo, makeSide, type Side, startQuietly } from './two-agencies';

const schema = makeSchema();

let api: Api;
let ours: Side;
let theirs: Side;
/** What we are answered as long as there is nobody else. */
let alone: Record<string, string>;

beforeAll(async () => {
  api = await startQuietly();
  ours = await makeSide(api, 'Mark of ours');
  alone = await answers();
  theirs = await makeSide(api, 'Mark of theirs');
});
afterAll(() => api.close());

/** To every query without a filter. */
async function answers(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const asked of everything.filter((each) => !isMutation(each))) {
    const variables = swapIds(asked, asked.variables(ours), (id, mayBeLeftOut) =>
      mayBeLeftOut ? undefined : id,
    );
    const key = asked.isByCandidate ? ours.token : ours.client.key;
    found[asked.label] = await answerTo(ours, key, asked.text, variables);
  }
  return found;
}

it('an agency is answered as if it were alone, counts and places in the log included', async () => {
  expect(Object.keys(alone)).toEqual(expect.arrayContaining(queries.map(({ name }) => name)));
  for (const text of Object.values(alone)) {
    const { status, body } = JSON.parse(text);
    expect([status, body.errors]).toEqual([200, undefined]);
  }
  expect(await answers()).toEqual(alone);
});

it('the marks stand where they should: the other agency reads them', async () => {
  const { body } = await theirs.client.request(
    '{ viewer { agencyName } candidates { nodes { name } } employers { nodes { name } } events(first: 100) { nodes { __typename } } }',
  );
  expect(JSON.stringify(body).split(theirs.trace.mark).length).toBeGreaterThan(3);
  expect(() => expectNothingOf(theirs.trace, JSON.stringify(body))).toThrow();
  const { candidates } = await theirs.client.data('{ candidates { nodes { id } } }');
  expect(() => expectNothingOf(theirs.trace, candidates.nodes[0].id)).toThrow();
  const filled = Object.values(await digestsOf(api.store, theirs.client.agencyId)).filter(
    (digest) => digest !== null,
  );
  expect(filled.length).toBeGreaterThan(15);
});

/** The variables of an operation that take ids, each with one of ours, or all of them. */
function ownIds({ variableDefinitions = [] }: OperationDefinitionNode): Json {
  const entries = (variableDefinitions ?? []).flatMap(({ variable, type }) => {
    if (getNamedType(typeFromAST(schema, type as never))?.name !== 'ID') return [];
    const { value: name } = variable.name;
    if (name === 'ids') return [[name, Object.values(ours.ids)]];
    return [[name, name.endsWith('Ids') ? [ours.ids[name.slice(0, -1)]] : ours.ids[name]]];
  });
  return Object.fromEntries(entries);
}

// Last, since they write.
it.each(
  examples
    .filter(({ operation }) => operation !== 'subscription')
    .map((each) => [fieldOf(each).name.value, each] as const),
)('%s tells nothing of another agency where all ids are our own', async (_, operation) => {
  const text = await answerTo(ours, ours.client.key, print(operation), ownIds(operation));
  expectNothingOf(theirs.trace, text);
  expect(JSON.parse(text).status).toBe(200);
});
