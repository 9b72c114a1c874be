// For the schema alone: the code is linted by Biome.
const graphql = require('@graphql-eslint/eslint-plugin');

const { rules: recommended } = graphql.configs['flat/schema-all'];
const { rules: relay } = graphql.configs['flat/schema-relay'];
const schema = 'schema/schema.graphql';

const roots = '[name.value=/^(Query|Mutation|Subscription)$/]';

module.exports = [
  {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
    rules: {
      ...recommended,
      ...relay,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          DirectiveDefinition: true,
          // The input of a mutation is described by its type.
          ignoredSelectors: [
            `[type=ObjectTypeDefinition]${roots}`,
            '[type=InputValueDefinition][name.value=/^inputs?$/]',
          ],
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          // Its values are the names of types.
          'EnumValueDefinition[parent.name.value!=EventType]': 'UPPER_CASE',
          'FieldDefinition[parent.name.value=Query]': { forbiddenPrefixes: ['query', 'get'] },
          'FieldDefinition[parent.name.value=Mutation]': { forbiddenPrefixes: ['mutation'] },
        },
      ],
      // Some lists can only be read forward: what comes next is what matters.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // `nodes` stands beside `edges`. An entry of the worklist, or a version of a policy, is no thing of its own.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      // The schema is printed in the order of names.
      '@graphql-eslint/alphabetize': 'off',
      // A batch takes `inputs`; test/graphql/schema.test.ts has every mutation take one of the two.
      '@graphql-eslint/input-name': 'off',
      '@graphql-eslint/no-root-type': 'off',
      // Its date is an argument that GraphQL's own directive does not have: the reason tells it, which a test checks.
      '@graphql-eslint/require-deprecation-date': 'off',
      // What a client needs after a mutation is in the payload.
      '@graphql-eslint/require-field-of-type-query-in-mutation-result': 'off',
      // A list, or a payload, is always answered; what may be missing within it is nullable.
      '@graphql-eslint/require-nullable-result-in-root': 'off',
      // Values such as a price or a span of hours are no things that have an id.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
