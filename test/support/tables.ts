import type { TestStore } from './agency';

/**
 * How many rows each table of the database has, and the sum of the transactions that wrote them: another one after
 * any insert, update or delete, even one that changes no value. No table is left out.
 */
export async function stored({ owner }: Pick<TestStore, 'owner'>): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>({
    name: 'tables',
    text: `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  });
  const sums = tables.rows.map(
    ({ name }) =>
      `(select count(*) || ' rows, ' || coalesce(sum(xmin::text::bigint), 0) from "${name}") as "${name}"`,
  );
  // By its name it is planned once.
  return (await owner.query({ name: 'stored', text: `select ${sums.join(', ')}` })).rows[0];
}

/** Runs the work, and expects that no table is different afterwards. */
export async function writingNothing<T>(store: Pick<TestStore, 'owner'>, work: () => Promise<T>): Promise<T> {
  const before = await stored(store);
  const result = await work();
  expect(await stored(store)).toEqual(before);
  return result;
}
