import { type Agency, apply, makeAgency, openTestStore, type TestStore } from '../support/agency';
import { contents } from '../support/log';
import { withClient } from '../support/server';

let store: TestStore;
let agency: Agency;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  await apply(agency);
});

afterAll(() => store.close());

const refused = (operation: string) => `events are immutable: ${operation} of event is refused`;

/** Runs statements as the owner of the tables, with the embedded server a superuser, and undoes what they did. */
async function tryOut(statements: string[]): Promise<void> {
  await withClient(store.connection, async (client) => {
    await client.query('begin');
    for (const statement of statements) await client.query(statement);
    await client.query('rollback');
  });
}

const cascading = (action: string) => `
  alter table event drop constraint event_agency_id_application_id_fkey;
  alter table event add foreign key (agency_id, application_id) references application on ${action} cascade;
  delete from planned_action;`;

test.each<[string, string[], string | RegExp]>([
  ['UPDATE', ["update event set type = 'ContactAttempted'"], refused('UPDATE')],
  ['UPDATE that changes nothing', ['update event set data = data'], refused('UPDATE')],
  ['DELETE', ['delete from event'], refused('DELETE')],
  ['TRUNCATE', ['truncate event'], refused('TRUNCATE')],
  ['TRUNCATE that cascades', ['truncate agency cascade'], refused('TRUNCATE')],
  ['DELETE by a cascade', [cascading('delete'), 'delete from application'], refused('DELETE')],
  [
    'UPDATE by a cascade',
    [cascading('update'), 'update application set id = gen_random_uuid()'],
    refused('UPDATE'),
  ],
  [
    'INSERT … ON CONFLICT DO UPDATE',
    ['insert into event select * from event on conflict (agency_id, position) do update set version = 9'],
    refused('UPDATE'),
  ],
  [
    'DELETE of what events belong to',
    ['delete from planned_action', 'delete from application'],
    'foreign key constraint',
  ],
  [
    'UPDATE as replication does it, without ordinary triggers',
    ['set session_replication_role = replica', 'update event set version = 9'],
    // Only a superuser may go that far.
    /UPDATE of event is refused|permission denied/,
  ],
  ['a second event in one place', ['insert into event select * from event'], 'event_pkey'],
])('%s is refused, to the owner and superuser too', async (_, statements, message) => {
  const before = await contents(store);
  await expect(tryOut(statements)).rejects.toThrow(message);
  expect(await contents(store)).toEqual(before);
});
