import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { makeSchema } from '../../src/graphql/schema';

type Config = { languageOptions: object }[];
const [config] = require('../../eslint.config.js') as Config;
const committed = readFileSync('schema/schema.graphql', 'utf8');

/** What is wrong with a schema, by the names of the rules. */
async function lint(text: string): Promise<string[]> {
  const { languageOptions } = config as Config[number];
  const parserOptions = { graphQLConfig: { schema: text } };
  const eslint = new ESLint({
    overrideConfigFile: true,
    ignore: false,
    baseConfig: [{ ...config, languageOptions: { ...languageOptions, parserOptions } }],
  });
  const [result] = await eslint.lintText(text, { filePath: 'schema/schema.graphql' });
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

it('the schema keeps to its conventions', async () => {
  expect(await lint(committed)).toEqual([]);
});

it.each<[string, string, string]>([
  [
    'a field without a description',
    'type Query { "A." a: A } "An A." type A { id: ID! }',
    'require-description',
  ],
  [
    'a type in lower case',
    'type Query { "An a." a: a } "An a." type a { "Id." id: ID! }',
    'naming-convention',
  ],
  [
    'a field with underscores',
    'type Query { "An A." a: A } "An A." type A { "B." b_c: Int }',
    'naming-convention',
  ],
  [
    'a type that nothing leads to',
    'type Query { "A." a: Int } "An A." type A { "Id." id: ID! }',
    'no-unreachable-types',
  ],
  [
    'a connection that is none',
    'type Query { "A." a: AConnection } "A page." type AConnection { "All." nodes: [Int!]! }',
    'relay-connection-types',
  ],
  [
    'a deprecation without a reason',
    'type Query { "A." a: Int "B." b: Int @deprecated }',
    'require-deprecation-reason',
  ],
])('%s is found', async (_, text, rule) => {
  expect((await lint(text)).join('\n')).toContain(rule);
});

interface Place {
  name: string;
  deprecationReason?: string | null;
}

/** What a type is made of that may be deprecated. */
function placesOf(type: GraphQLNamedType): Place[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): Place[] => [field, ...field.args]);
}

/** The deprecated places whose reason does not say from which day on they may be gone. */
function undated(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    placesOf(type)
      .filter(({ deprecationReason }) => deprecationReason != null)
      .filter(({ deprecationReason }) => !/\b20\d\d-(0\d|1[0-2])-[0-3]\d\b/.test(deprecationReason ?? ''))
      .map(({ name }) => `${type.name}.${name}`),
  );
}

it('every deprecation says from which day on it may be gone', () => {
  expect(undated(makeSchema())).toEqual([]);
  const reasons = ['Use b.', 'Use b; goes after 2027-06-30.'].map(
    (reason) => `@deprecated(reason: "${reason}")`,
  );
  const [without, with_] = reasons;
  const schema = buildSchema(`type Query { a(x: Int ${without}): Int ${without} b: Int ${with_} c: C }
    enum C { D ${without} E ${with_} }`);
  expect(undated(schema)).toEqual(['Query.a', 'Query.x', 'C.D']);
});
