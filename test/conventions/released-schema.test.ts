import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';

const read = (name: string) => buildSchema(readFileSync(`schema/${name}.graphql`, 'utf8'));

/** What a client that was written against the older one may stumble over. */
function changes(older: GraphQLSchema, newer: GraphQLSchema): string[] {
  return [
    ...findBreakingChanges(older, newer),
    ...findDangerousChanges(older, newer).filter(isUnwelcome),
  ].map(({ type, description }) => `${type}: ${description}`);
}

/** A client must be ready for further values of enums and types, and need not give what it does not know. */
function isUnwelcome({ type }: { type: string }): boolean {
  return type === 'ARG_DEFAULT_VALUE_CHANGE';
}

it('breaks nothing that the last release has promised', () => {
  expect(changes(read('released'), read('schema'))).toEqual([]);
});

it.each<[string, string]>([
  ['type Query { a(x: Int): Int }', 'FIELD_REMOVED'],
  ['type Query { a(x: Int): Int b: String }', 'FIELD_CHANGED_KIND'],
  ['type Query { a(x: Int!): Int b: Int }', 'ARG_CHANGED_KIND'],
  ['type Query { a(x: Int, y: Int!): Int b: Int }', 'REQUIRED_ARG_ADDED'],
  ['type Query { a(x: Int = 2): Int b: Int }', 'ARG_DEFAULT_VALUE_CHANGE'],
])('would find what breaks: %s', (newer, kind) => {
  const older = buildSchema('type Query { a(x: Int = 1): Int b: Int }');
  expect(changes(older, buildSchema(newer)).join()).toContain(kind);
});
