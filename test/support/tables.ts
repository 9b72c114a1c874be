import type { Store } from '../../src/store/data-source';

/** How many rows each table of the database has, and what they hold: nothing is left out, nothing listed by hand. */
export async function stored({ everyAgency }: Store): Promise<Record<string, string>> {
  const tables = await everyAgency.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and has_table_privilege(oid, 'select') order by 1`,
  );
  const sums = tables.rows.map(
    ({
      name,
    }) => `(select count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, '' order by t::text), ''))
      from "${name}" t) as "${name}"`,
  );
  return (await everyAgency.query(`select ${sums.join(', ')}`)).rows[0];
}

/** Runs the work, and expects that no table is different afterwards. */
export async function writingNothing<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const before = await stored(store);
  const result = await work();
  expect(await stored(store)).toEqual(before);
  return result;
}
