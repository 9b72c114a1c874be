import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { candidateFields } from '../../../src/graphql/candidate-fields';
import { makeSchema } from '../../../src/graphql/schema';
import { argumentOf, type Json, mutations, mutationText } from '../../support/api';
import { placesOf, valueAt } from '../../support/paths';
import { inputs, mutationOf, type Scene } from '../../support/scene';
import { idempotencyKeyOf, keyed, type Side } from './two-agencies';

/** Something that can be asked for, with all ids that it takes. */
export interface Asked {
  /** Of a mutation, as `inputs` names it. */
  label: string;
  text: string;
  /** Of its variables. */
  types: Record<string, GraphQLInputType>;
  /** Asked for with a candidate's token instead of an administrator's key. */
  isByCandidate: boolean;
  variables(side: Side): Json;
}

const schema = makeSchema();
export const queries = Object.values(schema.getQueryType()?.getFields() ?? {});

/** Without idempotency keys: an answer to an earlier request would hide what this one does. */
export const examples = visit(
  parse(readFileSync(join(__dirname, '../../../schema/examples.graphql'), 'utf8')),
  { ObjectField: ({ name }) => (name.value === 'idempotencyKey' ? null : undefined) },
).definitions.filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);

export const fieldOf = ({ selectionSet }: OperationDefinitionNode) => selectionSet.selections[0] as FieldNode;

/** A query that takes all of its arguments as variables, and selects what its example does. */
export function queryText({ name, args }: GraphQLField<unknown, unknown>, selection?: string): string {
  const head = args.length > 0 ? `(${args.map((each) => `$${each.name}: ${each.type}`).join(', ')})` : '';
  const given = args.length > 0 ? `(${args.map((each) => `${each.name}: $${each.name}`).join(', ')})` : '';
  return `query ${head} { ${name}${given} ${selection ?? selectionOf(name)} }`;
}

/** With values in place of the variables within. */
function selectionOf(field: string): string {
  const example = examples.find((each) => fieldOf(each).name.value === field) as OperationDefinitionNode;
  const { selectionSet } = fieldOf(example);
  const values = new Map(
    example.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  const withValues = visit(selectionSet as NonNullable<typeof selectionSet>, {
    Variable: ({ name }) => values.get(name.value) ?? { kind: Kind.NULL },
  });
  return print(withValues);
}

/** At that moment there is something to do. */
const plain: Json = {
  ...{ at: '2026-03-10T16:00:00Z', method: 'EMAIL', text: 'Is there any news?', preset: 'PATIENT' },
};

/** All ids that a query takes, and else only what it must have. */
export function variablesOf({ name, args }: GraphQLField<unknown, unknown>, ids: Side['ids']): Json {
  const own = ids[`${name}Id`] ?? ids.candidateId;
  return Object.fromEntries(
    args.map((each) => [each.name, sampleOf(each.type, each.name, { ...ids, id: own as string })]),
  );
}

function sampleOf(type: GraphQLInputType, name: string, ids: Side['ids']): Json {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return name === 'ids' ? Object.values(ids) : undefined;
  if (!isInputObjectType(nullable)) return nullable.name === 'ID' ? ids[name] : plain[name];
  if (name === 'orderBy') return undefined;
  const fields = Object.values(nullable.getFields());
  return Object.fromEntries(fields.map((field) => [field.name, sampleOf(field.type, field.name, ids)]));
}

const typesOf = (args: readonly { name: string; type: GraphQLInputType }[]) =>
  Object.fromEntries(args.map(({ name, type }) => [name, type]));

/** What candidates may ask for, and see there. */
const ofApplication = `id version stage candidate { id name } jobPosting { title employer { name } }
  attempts { nodes { id } } interviews { id contacts { id name } } history(first: 50) { nodes { id type } }`;
const forCandidates: Record<string, string> = {
  viewer: '{ agencyName keyName candidate { id name } }',
  application: `{ ${ofApplication} }`,
  applications: `{ nodes { ${ofApplication} } edges { cursor } pageInfo { hasNextPage hasPreviousPage } }`,
};

const askedBy = (query: GraphQLField<unknown, unknown>, label: string, selection?: string): Asked => ({
  ...{ label, text: queryText(query, selection), types: typesOf(query.args) },
  isByCandidate: selection !== undefined,
  variables: ({ ids }: Side) => variablesOf(query, ids),
});

/** Each query, those of candidates once more with a token of theirs, and each mutation with each of its inputs. */
export const everything: Asked[] = [
  ...queries.map((query) => askedBy(query, query.name)),
  ...queries
    .filter(({ name }) => candidateFields.Query?.includes(name))
    .map((query) => askedBy(query, `${query.name} by a candidate`, forCandidates[query.name] ?? '')),
  ...Object.keys(inputs({} as Scene)).map((label) => {
    const argument = argumentOf(mutationOf(label));
    return {
      ...{ label, text: mutationText(mutationOf(label)), types: typesOf([argument]), isByCandidate: false },
      variables: ({ scene }: Side) => ({ [argument.name]: inputs(scene)[label] }),
    };
  }),
];

export const isMutation = ({ label }: Asked) => mutationOf(label) in mutations;

/** The variables under the idempotency key with which an agency has written the same. */
export function underKeyOf(asked: Asked, variables: Json, mark: string): Json {
  if (!isMutation(asked)) return variables;
  const [[name, input]] = Object.entries(variables) as [[string, Json]];
  return { [name]: keyed(input, idempotencyKeyOf(asked.label, mark)) };
}

/** Is there an id in what is sent with it? */
export function takesIds(asked: Asked): boolean {
  const variables = asked.variables({ ids: {}, scene: {} } as Side);
  const places = Object.entries(asked.types).flatMap(([name, type]) =>
    placesOf(type, ({ name: one }) => one === 'ID', [name]),
  );
  return places.some((path) => Object.hasOwn(valueAt(variables, path.slice(0, -1)) ?? {}, path.at(-1) ?? ''));
}

/** What stands in place of an id; nothing where there need be none. */
type Swap = (id: string, mayBeLeftOut: boolean) => string | undefined;

/** The variables with something else in place of each id. In a list each comes twice, so that it can be mixed. */
export function swapIds({ types }: Pick<Asked, 'types'>, variables: Json, swap: Swap): Json {
  const entries = Object.entries<Json>(variables);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, swapIn(types[name] as GraphQLInputType, value, swap)]),
  );
}

function swapIn(type: GraphQLInputType, value: Json, swap: Swap): Json {
  if (value == null) return value;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const isOfIds = String(getNullableType(nullable.ofType)) === 'ID';
    const values = isOfIds ? [...value, ...value] : value;
    return values.map((each: Json) => swapIn(nullable.ofType, each, swap));
  }
  if (isInputObjectType(nullable)) {
    const fields = Object.entries<Json>(value).map(([name, each]) => {
      const field = nullable.getFields()[name];
      return [name, field ? swapIn(field.type, each, swap) : each];
    });
    return Object.fromEntries(fields);
  }
  return nullable.name === 'ID' ? swap(value, !isNonNullType(type)) : value;
}
