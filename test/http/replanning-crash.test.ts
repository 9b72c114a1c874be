import { setTimeout as sleep } from 'node:timers/promises';
import { countOutdated } from '../../src/store/replan';
import { verify } from '../../src/store/verify';
import { type Agency, addContact, apply, makeAgency, openTestStore, type TestStore } from '../support/agency';
import { upTo } from '../support/log';
import { endPrograms, startServer, urlOf } from './program';

let store: TestStore;
let agency: Agency;
beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  await addContact(agency);
});
afterAll(async () => {
  await endPrograms();
  await store.close();
});

const outdated = () => countOutdated(store, agency.agencyId);

/** A version of the policy that no plan rests on yet, as `setPolicy` leaves it where the rest is for later. */
async function setNewPolicy(version: number): Promise<void> {
  await store.everyAgency.query(
    `insert into policy (agency_id, version, preset, overrides, set_by) values ($1, $2, 'PATIENT', '{}', '{}')`,
    [agency.agencyId, version],
  );
  await store.everyAgency.query(
    'update agency set policy_version = $2, last_policy_version = $2 where id = $1',
    [agency.agencyId, version],
  );
}

test('a re-planning that is killed goes on where it was, and every plan ends up of one version', async () => {
  const ids = await Promise.all(upTo(500).map(() => apply(agency)));
  await setNewPolicy(1);
  const environment = { DATABASE_URL: urlOf(store.connection) };
  const first = await startServer(environment);
  let left = ids.length;
  while (left === ids.length) {
    await sleep(5);
    left = await outdated();
  }
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await outdated()).toBeGreaterThan(0);

  const second = await startServer(environment);
  while ((await outdated()) > 0) await sleep(20);
  second.process.kill('SIGTERM');
  await second.ended;
  expect((await verify(store)).problems).toEqual([]);
  const { rows } = await store.everyAgency.query(
    `select (action ->> 'policyVersion')::integer as version, count(distinct application_id)::integer as count
     from planned_action where agency_id = $1 and (until_at is null or until_at > now()) group by 1`,
    [agency.agencyId],
  );
  expect(rows).toEqual([{ version: 1, count: ids.length }]);
});
