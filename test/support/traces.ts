import type { TestStore } from './agency';

/** By what an agency would be known where it is not meant to be seen. */
export interface Trace {
  agencyId: string;
  /** Stands in every text that it has written. */
  mark: string;
  /** All ids in its rows, as the database has them. */
  ids: ReadonlySet<string>;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** How a text bears the mark where it must be an address. */
export const asAddress = (mark: string) => mark.replaceAll(' ', '.');

export async function traceOf(store: TestStore, agencyId: string, mark: string): Promise<Trace> {
  const ofTables = (await tablesOf(store)).map(
    (name) => `select (regexp_matches(t::text, '${uuid}', 'g'))[1] as id from ${name} t`,
  );
  const { rows } = await store.of(agencyId).query(ofTables.join(' union '));
  return { agencyId, mark, ids: new Set(rows.map(({ id }) => id)) };
}

/** Neither a text nor an id of the agency is in what somebody else is told, not even within an id or a cursor. */
export function expectNothingOf({ agencyId, mark, ids }: Trace, text: string): void {
  expect(text).not.toContain(mark);
  expect(text).not.toContain(asAddress(mark));
  const opaque = text.match(/[\w-]{16,}/g) ?? [];
  const readable = [text, ...opaque.map((each) => Buffer.from(each, 'base64url').toString())].join('\n');
  const told = readable.match(new RegExp(uuid, 'g')) ?? [];
  expect(told.filter((each) => ids.has(each) || each === agencyId)).toEqual([]);
}

/** All rows of an agency as a digest a table; null of one that has none. */
export async function digestsOf(store: TestStore, agencyId: string): Promise<Record<string, string | null>> {
  const digests = (await tablesOf(store)).map(
    (name) => `(select md5(string_agg(t::text, '' order by t::text)) from ${name} t) as ${name}`,
  );
  return (await store.of(agencyId).query(`select ${digests.join(', ')}`)).rows[0];
}

export async function tablesOf({ owner }: TestStore): Promise<string[]> {
  const text = 'select table_of_agency::text as name from tables_of_agencies() order by 1';
  return (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name);
}
