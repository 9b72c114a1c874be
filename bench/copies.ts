import type { PoolClient } from 'pg';
import type { Store } from '../src/store/data-source';
import type { Agency } from './agency';

/** What is different in a copy, by table and column; all else is as in the row `t` that it is made of. */
const changes: Record<string, Record<string, string>> = {
  candidate: { id: 'copy.candidate_id', name: `'Candidate ' || copy.place` },
  application: {
    id: 'copy.id',
    candidate_id: 'copy.candidate_id',
    state: `t.state || jsonb_build_object('candidateId', copy.candidate_id)`,
  },
  event: {
    application_id: 'copy.id',
    event_id: 'uuidv7()',
    position: `(select last_position from agency_log where agency_id = $1)
      + row_number() over (order by copy.place, t.version)`,
  },
  // Copies of one application are due some time apart, so that the worklist has something to order.
  planned_action: {
    application_id: 'copy.id',
    from_at: `t.from_at + copy.seconds * interval '1 second'`,
    until_at: `t.until_at + copy.seconds * interval '1 second'`,
    rank: 't.rank + copy.seconds',
  },
};

/** So many more applications, made of some in turn, each with its events, its plan and a candidate of its own. */
export async function copyApplications(
  { store, session: { agencyId }, candidateId }: Pick<Agency, 'store' | 'session' | 'candidateId'>,
  templateIds: string[],
  count: number,
): Promise<string[]> {
  const client = await store.pool.connect();
  try {
    await client.query('begin');
    // As who owns the tables.
    await client.query(`set local role none; set local app.agency_id = '*'`);
    // What is copied refers to what is there; to look that up for every row would take as long as the rest.
    await client.query('set local session_replication_role = replica');
    const ids = await listCopies(client, candidateId, templateIds, count);
    await copyRows(client, agencyId, 'candidate', 't.id = copy.template_candidate_id');
    await copyRows(client, agencyId, 'application', 't.id = copy.template_id');
    await copyRows(client, agencyId, 'event', 't.application_id = copy.template_id');
    await copyRows(client, agencyId, 'planned_action', 't.application_id = copy.template_id');
    await client.query(
      `update agency_log set last_position = (select max(position) from event where agency_id = $1)
       where agency_id = $1`,
      [agencyId],
    );
    await client.query('commit');
    return ids;
  } finally {
    client.release();
  }
}

/** A table of what is to be made of what, as long as the transaction lasts. */
async function listCopies(
  client: PoolClient,
  candidateId: string,
  templateIds: string[],
  count: number,
): Promise<string[]> {
  await client.query(
    `create temp table copy on commit drop as
     select row_number() over () as place, id as template_id, '${candidateId}'::uuid as template_candidate_id,
       uuidv7() as id, uuidv7() as candidate_id, turn / 2.0 as seconds
     from (
       select turn, id from generate_series(1, ${count} / ${templateIds.length} + 1) turn,
         unnest('{${templateIds}}'::uuid[]) with ordinality as template (id, number)
       order by turn, number limit ${count})`,
  );
  await client.query('analyze copy');
  const { rows } = await client.query<{ id: string }>('select id from copy order by place');
  return rows.map(({ id }) => id);
}

async function copyRows(client: PoolClient, agencyId: string, table: string, join: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => changes[table]?.[name] ?? `t.${name}`);
  await client.query(
    `insert into ${table} (${names}) select ${values}
     from copy join ${table} t on t.agency_id = $1 and ${join} order by copy.place`,
    [agencyId],
  );
}

/** After many rows were added: what PostgreSQL does by itself in the background, before anything is measured. */
export async function settle({ store }: Pick<Agency, 'store'>): Promise<void> {
  await asOwner(store, ['vacuum analyze', 'checkpoint']);
}

/** Statements for which the role of the program has no rights. */
export async function asOwner({ pool }: Pick<Store, 'pool'>, statements: string[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const statement of ['set role none', ...statements]) await client.query(statement);
  } finally {
    // For nothing else: it has other rights.
    client.release(true);
  }
}
