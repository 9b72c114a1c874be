import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import type { Context } from '../../src/graphql/context';
import { newTrail } from '../../src/graphql/trail';
import type { KeyHolder } from '../../src/store/api-keys';

const holder = { scopes: ['READ'] } as Partial<KeyHolder> as KeyHolder;
const contextValue = {
  holder,
  budget: new Budget(0),
  trail: newTrail(holder, 'one'),
} as Partial<Context> as Context;

async function answerOf(query: string, introspection: boolean) {
  const apollo = await makeApollo({ introspection });
  const { body } = await apollo.executeOperation({ query }, { contextValue });
  await apollo.stop();
  return body.kind === 'single' ? body.singleResult : {};
}

const schemaQuery = '{ __schema { queryType { name } } __type(name: "Query") { name } }';
const misspelled = '{ wrklist { nodes { action { knd } } } }';

it('tells the schema where that is on, and what a client may have meant', async () => {
  expect((await answerOf(schemaQuery, true)).data).toMatchObject({
    __schema: { queryType: { name: 'Query' } },
  });
  expect((await answerOf(misspelled, true)).errors?.[0]?.message).toContain('Did you mean "worklist"');
});

it('tells neither where it is off', async () => {
  const { data, errors } = await answerOf(schemaQuery, false);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const [error] = (await answerOf(misspelled, false)).errors ?? [];
  expect(error?.message).toContain('wrklist');
  expect(error?.message).not.toContain('worklist');
  expect((await answerOf('{ __typename }', false)).data).toEqual({ __typename: 'Query' });
});
