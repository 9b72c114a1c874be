import {
  type DefinitionNode,
  GraphQLError,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity';
import { pageSizeDefault, pageSizeMax } from './limits';
import type { Operation } from './operation';

/** Every object that may be answered costs 1, its fields of plain values nothing. */
const objectCost = 1;

/** A mutation, beside what its payload costs: it writes, folds and plans. */
export const mutationCost = 10;

/** A list that has no size of its own, such as the rules behind an action. */
const listSizeAssumed = 5;

/** The whole of the schema, which is not worth counting. */
const introspectionCost = 100;

/** What takes more than reading a row that is there. */
export const costOfField: Readonly<Record<string, number>> = {
  'Application.plan': 2,
  'Application.history': 5,
  'Query.explain': 50,
  'Query.previewPolicy': 1_000,
  'Query.reviewMessage': 100,
  'Query.worklistCounts': 50,
  'RecommendedAction.draft': 5,
  'RecommendedAction.guidance': 2,
  'RecommendedAction.passedOver': 5,
  'RecommendedAction.reachedRecently': 2,
};

/** Different sizes of variables that are remembered of one operation. */
const rememberedMax = 100;
const remembered = new WeakMap<OperationDefinitionNode, Map<string, number>>();

/**
 * What an operation costs, at least 1. Counted once for each document and size of its variables, so that it takes
 * next to no time for what a client sends again and again.
 * @throws GraphQLError where an argument has no value that it can have.
 */
export function costOf({ schema, document, operation, variables }: Operation): number {
  const known = remembered.get(operation) ?? new Map<string, number>();
  const sizes = sizesOf(operation, variables);
  const before = known.get(sizes);
  if (before !== undefined) return before;
  const isPart = (one: DefinitionNode) => one === operation || one.kind === Kind.FRAGMENT_DEFINITION;
  const query = { ...document, definitions: document.definitions.filter(isPart) };
  const cost = counted({ schema, query, variables, estimators: [estimate] });
  if (cost === null) return 1;
  if (known.size >= rememberedMax) known.clear();
  remembered.set(operation, known.set(sizes, cost));
  return cost;
}

/** Null where none of it will run, since its variables are wrong. */
function counted(options: Parameters<typeof getComplexity>[0]): number | null {
  try {
    return Math.max(1, getComplexity(options));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Fragments within fragments, as many as nobody would count.
    if (!error.nodes) return Number.POSITIVE_INFINITY;
    if (error.nodes[0]?.kind === Kind.VARIABLE_DEFINITION) return null;
    const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 } };
    throw new GraphQLError(error.message, { nodes: error.nodes, extensions });
  }
}

/** What one field costs, with all that it holds. */
function estimate({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const answered = getNamedType(field.type);
  if (field.name === '__schema') return introspectionCost;
  if (answered.name === 'PageInfo') return 0;
  if (type.name === 'Mutation') return (mutationCost + childComplexity) * Math.max(1, longestList(args));
  const own = costOfField[`${type.name}.${field.name}`] ?? (isCompositeType(answered) ? objectCost : 0);
  if ('first' in args) return own + childComplexity * pageSize(args);
  if (!isCompositeType(answered) || !isListType(getNullableType(field.type))) return own + childComplexity;
  // Counted where the page, or the mutation, is asked for.
  if (/(Connection|Payload)$/.test(type.name)) return own + childComplexity;
  const size = Array.isArray(args.ids) ? args.ids.length : listSizeAssumed;
  return own + (own + childComplexity) * size;
}

/** What is out of range is refused where it is read. */
function pageSize({ first, last }: ComplexityEstimatorArgs['args']): number {
  return Math.min(Math.max(last ?? first ?? pageSizeDefault, 1), pageSizeMax);
}

/** How many things a mutation is about: of the lists in its input, the length of the longest. */
function longestList(args: object): number {
  const values = Object.values(args);
  const inside = values.flatMap((value) => (isObject(value) ? Object.values(value) : []));
  return Math.max(0, ...[...values, ...inside].map((value) => (Array.isArray(value) ? value.length : 0)));
}

/** Of the values of an operation's variables, all that its cost may depend on. */
function sizesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Operation['variables'],
): string {
  return variableDefinitions.map(({ variable }) => sizeOf(variables[variable.name.value])).join();
}

function sizeOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.length}]`;
  return isObject(value) ? `{${longestList(value)}}` : String(value === null);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
