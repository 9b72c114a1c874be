import { createHash } from 'node:crypto';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page, Slice } from '../store/queries/keyset';
import { badInput } from './errors';
import { isUuid } from './ids';
import { pageSizeDefault, pageSizeMax } from './limits';
import { DateTime } from './scalars';

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: pageSizeDefault,
    description: 'How many, from 1 to 100.',
  })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'After this cursor.' }) after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the end, from 1 to 100, instead of first.',
  })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'Before this cursor.' }) before?: string | null;
}

@ObjectType({ description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Is there more after this page?' }) hasNextPage: boolean;
  @Field(() => Boolean, { description: 'Is there more before this page?' }) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' }) startCursor:
    | string
    | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' }) endCursor:
    | string
    | null;
}

export interface EdgeOf<T> {
  node: T;
  cursor: string;
}

export interface ConnectionOf<T> {
  edges: EdgeOf<T>[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** The Relay connection of a type, with its edge. */
export function makeConnection<T extends object>(name: string, node: () => ClassType<T> | object) {
  @ObjectType(`${name}Edge`, { description: 'A place in the list.', simpleResolvers: true })
  class Edge implements EdgeOf<T> {
    @Field(() => node() as ClassType<T>, { description: 'What stands here.' }) node: T;
    @Field(() => String, { description: 'For after and before.' }) cursor: string;
  }
  @ObjectType(`${name}Connection`, { description: 'A page of a list.', simpleResolvers: true })
  class Connection implements ConnectionOf<T> {
    @Field(() => [Edge], { description: 'The page with its cursors.' }) edges: Edge[];
    @Field(() => [node() as ClassType<T>], { description: 'The page without them.' }) nodes: T[];
    @Field(() => PageInfo, { description: 'Where the page lies.' }) pageInfo: PageInfo;
    /** For what is told one by one. */
    static readonly Edge = Edge;
  }
  return Connection;
}

/** What the values of a key must be, of which a cursor is made: they go into a statement. */
type Key = readonly ((value: unknown) => boolean)[];

const isId = (value: unknown) => typeof value === 'string' && isUuid(value);
const isTime = (value: unknown) => {
  try {
    return DateTime.parseValue(value) !== null;
  } catch {
    return false;
  }
};
const isPosition = (value: unknown) => typeof value === 'string' && /^\d{1,18}$/.test(value);
const isPlace = (value: unknown) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 15;

const isVersion = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

/** The keys of the lists: what their rows are ordered by. */
export const keys = {
  id: [isId],
  timeAndId: [isTime, isId],
  position: [isPosition],
  version: [isVersion],
  rank: [Number.isFinite, isId, isPlace],
  instantAndId: [Number.isFinite, isId],
} satisfies Record<string, Key>;

/**
 * The page that the arguments ask for. A cursor holds what it belongs to: the list with its filter and
 * order, so that one of another list is refused rather than misread.
 * @throws GraphQLError BAD_USER_INPUT that names the argument.
 */
export function toPage({ first, after, last, before }: PageArgs, list: unknown, key: Key): Page {
  checkSize('first', first);
  checkSize('last', last);
  // One that is left out cannot be told from the default.
  if (last != null && first != null && first !== pageSizeDefault)
    throw badInput('last', 'goes without first.');
  return {
    size: last ?? first ?? pageSizeDefault,
    backward: last != null,
    after: after == null ? null : readCursor(after, list, key, 'after'),
    before: before == null ? null : readCursor(before, list, key, 'before'),
  };
}

function checkSize(field: string, size: number | null | undefined): void {
  if (size != null && (size < 1 || size > pageSizeMax))
    throw badInput(field, `must be from 1 to ${pageSizeMax}.`);
}

/** A page of rows that are all at hand; the one that a cursor is of may be gone. */
export function sliceOf<Row>(
  all: Row[],
  { size, after }: Page,
  isUpTo: (row: Row, after: readonly unknown[]) => boolean,
): Slice<Row> {
  const start = after ? all.filter((row) => isUpTo(row, after)).length : 0;
  const rows = all.slice(start, start + size);
  return { rows, hasPrevious: start > 0, hasNext: start + rows.length < all.length };
}

/** The page as a connection; `list` as for `toPage`. */
export function toConnection<T>(
  slice: Slice<{ node: T; key: readonly unknown[] }>,
  list: unknown,
): ConnectionOf<T> {
  const tag = tagOf(list);
  const edges = slice.rows.map(({ node, key }) => ({ node, cursor: writeCursor(tag, key) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: slice.hasNext,
      hasPreviousPage: slice.hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function tagOf(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8);
}

function writeCursor(tag: string, key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([tag, ...key])).toString('base64url');
}

function readCursor(cursor: string, list: unknown, key: Key, field: string): unknown[] {
  try {
    const [tag, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const isOurs = tag === tagOf(list) && writeCursor(tag as string, values) === cursor;
    if (isOurs && values.length === key.length && key.every((fits, index) => fits(values[index])))
      return values;
  } catch {
    // Said below.
  }
  throw badInput(field, 'is no cursor of this list with this filter and order.');
}
