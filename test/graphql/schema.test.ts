import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  graphqlSync,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { makeSchema, printedSchema } from '../../src/graphql/schema';

const schema = makeSchema();

it('schema/schema.graphql is what the code makes', () => {
  const committed = readFileSync(join(__dirname, '../../schema/schema.graphql'), 'utf8');
  const stale =
    'schema/schema.graphql is stale; `npm run generate` writes it anew, then look at what has changed';
  expect(committed === printedSchema() ? '' : stale).toBe('');
});

it('is valid, and can be asked about all of itself', () => {
  expect(validateSchema(schema)).toEqual([]);
  expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
});

it('says of every type, field and argument what it is', () => {
  expect(ownTypes(schema).flatMap(undescribed)).toEqual([]);
});

it('has every mutation take one input, with an idempotency key, and answer with userErrors', () => {
  const odd = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args, type }) => {
    const [input, ...others] = args.map((argument) => getNamedType(argument.type));
    const payload = getNamedType(type);
    const takesKey = isInputObjectType(input) && 'idempotencyKey' in input.getFields();
    return !takesKey || others.length > 0 || !isObjectType(payload) || !('userErrors' in payload.getFields());
  });
  expect(odd.map(({ name }) => name)).toEqual([]);
});

it('bounds every list that may grow: a connection with first, or a list within one object', () => {
  const connections = ownTypes(schema).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).filter((field) =>
          getNamedType(field.type).name.endsWith('Connection'),
        )
      : [],
  );
  expect(connections.length).toBeGreaterThan(0);
  for (const { args } of connections) {
    expect(args.find(({ name }) => name === 'first')).toMatchObject({ defaultValue: 25 });
  }
});

function ownTypes({ getTypeMap }: GraphQLSchema): GraphQLNamedType[] {
  const types = Object.values(getTypeMap.call(schema));
  return types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
}

const roots = ['Query', 'Mutation', 'Subscription'];

/** The argument of a mutation is described by its type. */
const isDescribed = ({ name, description }: GraphQLArgument) =>
  name.startsWith('input') || Boolean(description);

/** The places of a type that have no description. */
function undescribed(type: GraphQLNamedType): string[] {
  const own = type.description || roots.includes(type.name) ? [] : [type.name];
  if (isEnumType(type) || !('getFields' in type)) return own;
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const place = `${type.name}.${field.name}`;
    const args = ('args' in field ? (field.args as GraphQLArgument[]) : []).filter(
      (one) => !isDescribed(one),
    );
    return [...(field.description ? [] : [place]), ...args.map((argument) => `${place}(${argument.name})`)];
  });
  return [...own, ...fields];
}
