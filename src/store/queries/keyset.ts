import type { QueryResultRow } from 'pg';
import type { Queryable } from '../data-source';

/** A page of a list: so many rows after, or before, the row with these values of the order's columns. */
export interface Page {
  size: number;
  /** The last rows of the list, or before a row, instead of the first. */
  backward: boolean;
  after: readonly unknown[] | null;
  before: readonly unknown[] | null;
}

export interface Slice<Row> {
  rows: Row[];
  hasPrevious: boolean;
  hasNext: boolean;
}

/** What a list is ordered by: expressions with their types, together unique, all in one direction. */
export interface Order {
  columns: readonly { sql: string; type: string }[];
  descending: boolean;
}

/** A statement in the making: its conditions and their values. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Adds a condition; each ? stands for the next value. */
  and(sql: string, ...values: unknown[]): this {
    let next = 0;
    this.parts.push(sql.replaceAll('?', () => this.take(values[next++])));
    return this;
  }

  /** What stands for a value, wherever in the statement. */
  take(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get sql(): string {
    return this.parts.join(' and ');
  }
}

/** One page by keyset: its cost does not depend on how far into the list it lies. */
export async function fetchPage<Row extends QueryResultRow>(
  db: Queryable,
  select: string,
  conditions: Conditions,
  order: Order,
  page: Page,
): Promise<Slice<Row>> {
  const tuple = `(${order.columns.map(({ sql }) => sql).join(', ')})`;
  const marks = `(${order.columns.map(({ type }) => `?::${type}`).join(', ')})`;
  if (page.after) conditions.and(`${tuple} ${order.descending ? '<' : '>'} ${marks}`, ...page.after);
  if (page.before) conditions.and(`${tuple} ${order.descending ? '>' : '<'} ${marks}`, ...page.before);
  const direction = order.descending === page.backward ? 'asc' : 'desc';
  const by = order.columns.map(({ sql }) => `${sql} ${direction}`).join(', ');
  // One more than asked for tells whether there is more.
  const text = `${select} where ${conditions.sql} order by ${by} limit ${page.size + 1}`;
  const { rows } = await db.query<Row>({ name: nameOf(text), text, values: conditions.values });
  const more = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  return page.backward
    ? { rows: kept.reverse(), hasPrevious: more, hasNext: page.before !== null }
    : { rows: kept, hasPrevious: page.after !== null, hasNext: more };
}

const names = new Map<string, string>();

/** A name for a statement, so that the server parses and plans each form of it once a connection. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `list-${names.size + 1}`;
    names.set(text, name);
  }
  return name;
}
