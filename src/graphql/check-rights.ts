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
import { forbidden } from './errors';
import type { Operation } from './operation';
import { type Need, SIGN_IN } from './rights';

/** The scopes that an operation needs, each with a field that needs it, such as `Mutation.setPolicy`. */
type Needed = ReadonlyMap<Scope, string>;

/** What an operation needs depends on its text alone; the texts that come again and again are kept parsed. */
const known = new WeakMap<OperationDefinitionNode, Needed>();

/** @throws GraphQLError FORBIDDEN where the holder lacks what a field of the operation needs, asked for or skipped. */
export function checkRights({ schema, document, operation, holder }: Operation): void {
  let needed = known.get(operation);
  if (!needed) {
    needed = neededBy(schema, document, operation);
    known.set(operation, needed);
  }
  for (const [scope, field] of needed) {
    if (!holder.scopes.includes(scope)) {
      throw forbidden(`${field} needs the scope ${scope}, which a ${holder.role} does not have here.`, {
        field,
        scope,
      });
    }
  }
}

function neededBy(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Needed {
  const needed = new Map<Scope, string>();
  const typeInfo = new TypeInfo(schema);
  // The set grows while it is gone through: each fragment is looked at once, however often it is spread.
  const definitions = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const visitor = visitWithTypeInfo(typeInfo, {
    Field: () => {
      const type = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (!type || !field || field.name.startsWith('__') || type.name.startsWith('__')) return;
      for (const need of needsOf(schema, type, field)) {
        if (need !== SIGN_IN && !needed.has(need)) needed.set(need, `${type.name}.${field.name}`);
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

/** Whatever is behind an interface may be more sensitive than the interface itself. */
const concreteTypes = (schema: GraphQLSchema, type: GraphQLCompositeType) =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [];

function declared(type: GraphQLCompositeType, name: string): Need[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const field = type.getFields()[name] as Field;
  const declaring: Declaring[] = name === 'id' ? [field] : [field, type, ...type.getInterfaces()];
  return declaring.flatMap(({ extensions }) => extensions.needs ?? []);
}
