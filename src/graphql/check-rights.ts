import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Scope } from '../store/scopes';
import { candidateFields } from './candidate-fields';
import { forbidden } from './errors';
import type { Operation } from './operation';
import { type Need, SIGN_IN } from './rights';

/** What is asked of whoever sends an operation. */
interface Needed {
  /** The scopes, each with a field that needs it, such as `Mutation.setPolicy`. */
  scopes: Map<Scope, string>;
  /** A field that is not for candidates; null where there is none. */
  hiddenField: string | null;
}

/** What an operation needs depends on its text alone; the texts that come again and again are kept parsed. */
const known = new WeakMap<OperationDefinitionNode, Needed>();

/** @throws GraphQLError FORBIDDEN where the holder lacks what a field of the operation needs, asked for or skipped. */
export function checkRights({ schema, document, operation, holder }: Operation): void {
  let needed = known.get(operation);
  if (!needed) {
    needed = neededBy(schema, document, operation);
    known.set(operation, needed);
  }
  if (holder.candidateId !== null && needed.hiddenField)
    throw forbidden(`${needed.hiddenField} is not for a candidate.`, { field: needed.hiddenField });
  for (const [scope, field] of needed.scopes) {
    if (!holder.scopes.includes(scope)) {
      throw forbidden(`${field} needs the scope ${scope}, which a ${holder.role} does not have here.`, {
        field,
        scope,
      });
    }
  }
}

function neededBy(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Needed {
  const needed: Needed = { scopes: new Map(), hiddenField: null };
  const typeInfo = new TypeInfo(schema);
  // The set grows while it is gone through: each fragment is looked at once, however often it is spread.
  const definitions = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const visitor = visitWithTypeInfo(typeInfo, {
    Field: () => {
      const type = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (!type || !field || field.name.startsWith('__') || type.name.startsWith('__')) return;
      const name = `${type.name}.${field.name}`;
      if (!isForCandidates(type, field.name)) needed.hiddenField ??= name;
      for (const need of needsOf(schema, type, field)) {
        if (need !== SIGN_IN && !needed.scopes.has(need)) needed.scopes.set(need, name);
      }
    },
    FragmentSpread: ({ name }) => {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
      );
      if (fragment) definitions.add(fragment as FragmentDefinitionNode);
    },
  });
  for (const definition of definitions) visit(definition, visitor);
  return needed;
}

type Declaring = { extensions: { needs?: Need } };
type Field = GraphQLField<unknown, unknown>;

function needsOf(schema: GraphQLSchema, type: GraphQLCompositeType, field: Field): Need[] {
  const needs = [type, ...concreteTypes(schema, type)].flatMap((each) => declared(each, field.name));
  const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
    type as never,
  );
  if (isRoot && needs.length === 0) throw new Error(`${type.name}.${field.name} does not say what it needs.`);
  return needs;
}

/** What an interface may be asked, so may all that implement it. */
function isForCandidates(type: GraphQLCompositeType, field: string): boolean {
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  return [type, ...interfaces].some(({ name }) => candidateFields[name]?.includes(field));
}

/** Whatever is behind an interface may be more sensitive than the interface itself. */
const concreteTypes = (schema: GraphQLSchema, type: GraphQLCompositeType) =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [];

function declared(type: GraphQLCompositeType, name: string): Need[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const field = type.getFields()[name] as Field;
  const declaring: Declaring[] = name === 'id' ? [field] : [field, type, ...type.getInterfaces()];
  return declaring.flatMap(({ extensions }) => extensions.needs ?? []);
}
