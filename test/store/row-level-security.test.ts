import { v7 as newId } from 'uuid';
import { type Agency, apply, makeAgency, openTestStore, type TestStore } from '../support/agency';

let store: TestStore;
let ours: Agency;
let theirs: Agency;
/** Every table, and the column that names the agency. */
let tables: { name: string; column: string }[];
/** Where who runs the tests may make no roles, the program works as the owner of the tables, who may do more. */
let hasRole: boolean;

beforeAll(async () => {
  store = await openTestStore();
  ours = await makeAgency(store, 'Ours');
  theirs = await makeAgency(store, 'Theirs');
  for (const each of [ours, theirs]) await apply(each);
  const { rows } = await store.owner.query(
    `select table_of_agency::text as name, agency_column as column from tables_of_agencies() order by 1`,
  );
  tables = rows;
  hasRole = (await store.owner.query('select application_role() as role')).rows[0].role !== null;
});

afterAll(() => store.close());

/** A statement on a connection of the program that was told this of its agency; what it does is undone. */
async function toldThat(agencyId: string, statement: string, values: unknown[] = []) {
  const client = await store.pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.agency_id', $1, true)`, [agencyId]);
    return (await client.query(statement, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('every table that holds rows of agencies is protected, also from its owner', async () => {
  const { rows } = await store.owner.query(
    `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity
         and exists (select from pg_policy where polrelid = c.oid and polcmd = '*'))`,
  );
  expect(rows.map(({ relname }) => relname)).toEqual(['migration']);
  expect(tables.length).toBeGreaterThan(15);
});

test('a statement that forgets the agency sees the rows of its own only, in every table', async () => {
  for (const { name, column } of tables) {
    const others = `select count(*)::integer as count from ${name} where ${column} <> $1`;
    expect([name, await toldThat(ours.agencyId, others, [ours.agencyId])]).toEqual([name, [{ count: 0 }]]);
    // The same statement of who may see all of them finds what there is.
    const { rows } = await store.owner.query(others, [ours.agencyId]);
    expect([name, await toldThat('*', others, [ours.agencyId])]).toEqual([name, rows]);
  }
});

test('without a setting there are no rows', async () => {
  for (const { name } of tables) {
    expect([name, await toldThat('', `select from ${name} limit 1`)]).toEqual([name, []]);
  }
});

test('rows of another agency can be written in no table', async () => {
  for (const { name, column } of tables) {
    if (name === 'event') continue;
    const { rows } = await store.owner.query(`select to_jsonb(t) as row from ${name} t limit 1`);
    const row = { ...rows[0]?.row, [column]: theirs.agencyId };
    const columns = `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
    const { names } = (await store.owner.query(columns, [name])).rows[0];
    const insert = `insert into ${name} (${names})
      select ${names} from jsonb_populate_record(null::${name}, $1)`;
    await expect(toldThat(ours.agencyId, insert, [row])).rejects.toThrow(/row-level security/);
  }
  const renamed = `with changed as (update candidate set name = 'Changed' where agency_id = $1 returning id)
    select count(*)::integer as count from changed`;
  expect(await toldThat(ours.agencyId, renamed, [theirs.agencyId])).toEqual([{ count: 0 }]);
  expect(await toldThat(theirs.agencyId, renamed, [theirs.agencyId])).toEqual([{ count: 1 }]);
});

test('rows cannot be handed over to another agency', async () => {
  const handOver = 'update candidate set agency_id = $1';
  await expect(toldThat(ours.agencyId, handOver, [theirs.agencyId])).rejects.toThrow(/row-level security/);
});

test('events are recorded for the agency of the setting only', async () => {
  const record = `select record_events($1, null, null, '{}', '[]') ->> 'status' as status`;
  expect(await toldThat(ours.agencyId, record, [ours.agencyId])).toEqual([{ status: 'appended' }]);
  for (const setting of [theirs.agencyId, newId(), '', '*']) {
    await expect(toldThat(setting, record, [ours.agencyId])).rejects.toThrow(/app\.agency_id/);
  }
});

test.each([
  ['update', `update event set type = 'ContactAttempted'`],
  ['delete', 'delete from event'],
  ['truncate', 'truncate event'],
  ['insert', 'insert into event select * from event'],
  ['disable triggers', 'alter table event disable trigger user'],
  ['change the end of the log', `update agency_log set head = ''`],
  ['change the policies', 'alter table candidate disable row level security'],
  ['record past the check', `select write_events(gen_random_uuid(), null, null, '{}', '[]')`],
])('the role of the program cannot %s', async (_, statement) => {
  if (!hasRole) return;
  await expect(toldThat(ours.agencyId, statement)).rejects.toThrow(/permission denied|must be owner/);
});

test('the role of the program cannot bypass any of this', async () => {
  if (!hasRole) return;
  const { rows } = await store.pool.query(
    `select r.rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles r where rolname = current_user`,
  );
  expect(rows).toEqual([
    {
      rolname: 'followline_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcanlogin: false,
    },
  ]);
  const without = 'set local row_security = off; select from candidate';
  await expect(toldThat(ours.agencyId, without)).rejects.toThrow(/row-level security/);
});

test('a connection speaks for whom it is asked, also after another', async () => {
  const counts = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const { agencyId } = index % 3 === 0 ? theirs : ours;
      const { rows } = await store
        .of(agencyId)
        .query<{ agency_id: string }>('select agency_id from candidate');
      return rows.every((row) => row.agency_id === agencyId) && rows.length;
    }),
  );
  expect(counts).toEqual(counts.map(() => 1));
});
