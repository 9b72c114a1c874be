import { v7 as newId } from 'uuid';
import type { Event } from '../../src/domain/events';
import { fold } from '../../src/domain/fold';
import { plan } from '../../src/domain/recommendation/plan';
import { append } from '../../src/store/append';
import { type Loaded, loadApplications, loadHistories } from '../../src/store/load';
import { batchOn } from '../../src/store/prepare';
import { applicationsByIds } from '../../src/store/queries/applications';
import { rebuild, verify } from '../../src/store/verify';
import {
  type Agency,
  apply,
  attempt,
  makeAgency,
  openTestStore,
  recruiter,
  request,
  response,
  run,
  type TestStore,
} from '../support/agency';
import { fill } from '../support/histories';
import { contents, expectSound, upTo } from '../support/log';

let store: TestStore;
let agency: Agency;
let id: string;

// What is wrong in a log stays wrong: each test has a database of its own.
beforeEach(async () => {
  store = await openTestStore();
  agency = await makeAgency(store);
  id = await apply(agency);
  await run(agency, [request(id, attempt({ note: 'Robin is ill.' })), request(id, response())]);
});

afterEach(() => store.close());

const count = async (table: string) =>
  (await store.everyAgency.query(`select count(*)::integer as count from ${table}`)).rows[0].count;

/** Changes events as somebody might who owns the database. */
async function tamper(statement: string): Promise<void> {
  await store.owner.query(
    `alter table event disable trigger user; ${statement}; alter table event enable trigger user`,
  );
}

describe('the log', () => {
  test('of untouched agencies is found whole, however long', async () => {
    await fill(agency, 20);
    const other = await makeAgency(store);
    await Promise.all(upTo(110).map(() => apply(other)));
    await recordMany(await apply(other), 10_100);
    expect(await verify(store)).toEqual({
      events: await count('event'),
      applications: await count('application'),
      problems: [],
    });
  }, 60_000);

  /** So many events that they are read in several parts. */
  async function recordMany(applicationId: string, number: number): Promise<void> {
    const { rows } = await store.everyAgency.query('select agency_id from application where id = $1', [
      applicationId,
    ]);
    const agencyId = rows[0].agency_id;
    const loaded = (await loadApplications(store.everyAgency, agencyId, [applicationId])).get(
      applicationId,
    ) as Loaded;
    const earlier =
      (await loadHistories(store.everyAgency, agencyId, [applicationId])).get(applicationId) ?? [];
    const events = upTo(number).map(
      (index): Event => ({
        type: 'ContactIdentified',
        data: { contactId: newId(), role: 'RECRUITER' },
        eventId: newId(),
        version: index + 1,
        schemaVersion: 1,
        occurredAt: loaded.now,
        recordedAt: loaded.now,
        timeZone: 'UTC',
        actor: recruiter,
      }),
    );
    const state = fold([...earlier, ...events]);
    const steps = plan({ ...loaded, state }, loaded.now);
    const batch = { ...batchOn(loaded, { state, planFrom: loaded.now, steps }), events };
    expect(await append(store.of(agencyId), agencyId, [batch], null)).toMatchObject({ status: 'appended' });
  }

  const forged = (position: number) => `the event at position ${position} does not match its hash.`;
  const notLast = (position: number) =>
    `the last event, at position ${position}, is not the one that the log ends with.`;

  test.each<[string, string, string[]]>([
    [
      'data',
      `update event set data = jsonb_set(data, '{note}', '"Robin is well."') where position = 2`,
      [forged(2)],
    ],
    ['an actor', `update event set actor = '{}' where position = 2`, [forged(2)]],
    [
      'a time',
      `update event set recorded_at = recorded_at - interval '1 ms' where position = 1`,
      [forged(1)],
    ],
    ['a hash', `update event set hash = '\\x00' where position = 2`, [forged(2), forged(3)]],
    ['the last hash', `update event set hash = '\\x00' where position = 3`, [forged(3), notLast(3)]],
    [
      'a whole rest of the chain, made anew',
      `with recursive chain as (
         select position, event_hash('\\x', jsonb_populate_record(e, '{"type": "ActionDeferred"}')) as hash from event e where position = 1
         union all select e.position, event_hash(chain.hash, e) from chain join event e on e.position = chain.position + 1)
       update event e set hash = chain.hash, type = case e.position when 1 then 'ActionDeferred' else type end
         from chain where chain.position = e.position`,
      [notLast(3)],
    ],
  ])('with %s changed is found out, and where', async (_, statement, problems) => {
    await tamper(statement);
    const found = (await verify(store)).problems.filter((problem) => !problem.includes('application'));
    expect(found).toEqual(problems.map((problem) => `Agency ${agency.agencyId}: ${problem}`));
  });

  test.each([
    ['the first event', 1, 'events are missing before position 2.'],
    ['an event in between', 2, 'events are missing before position 3.'],
    ['the last event', 3, notLast(2)],
  ])('without %s is found out', async (_, position, problem) => {
    await tamper(`delete from event where position = ${position}`);
    const { problems } = await verify(store);
    expect(problems).toContain(`Agency ${agency.agencyId}: ${problem}`);
    expect(problems.join()).not.toContain('Robin');
  });
});

describe('what is kept beside the events', () => {
  const kept = (what: string) => `its ${what} does not follow from its events.`;

  test.each<[string, string, string[]]>([
    ['a state', `update application set state = jsonb_set(state, '{attempts}', '[]')`, [kept('state')]],
    ['a stage', `update application set stage = 'CLOSED'`, [kept('stage')]],
    ['an outcome', `update application set outcome = 'HIRED'`, [kept('outcome')]],
    ['a version', `update application set version = 9`, ['it is kept at version 9 and has 3 events.']],
    ['a time', `update application set last_occurred_at = now()`, [kept('lastOccurredAt')]],
    ['no plan', 'delete from planned_action', [kept('plan')]],
    [
      'a plan that ends',
      `update planned_action set until_at = now() + interval '1 year' where until_at is null`,
      [kept('plan')],
    ],
    [
      'a plan of another urgency',
      `update planned_action set rank = 1 where until_at is null`,
      [kept('plan')],
    ],
    [
      'a plan too many',
      `insert into planned_action select agency_id, id, submitted_at, null, 0, 1, 'CALL', 'PHONE', '{}' from application`,
      [kept('plan')],
    ],
    [
      'a refusal of contact',
      `insert into do_not_contact select agency_id, id, gen_random_uuid(), employer_id, null from application`,
      [kept('list of who has refused contact')],
    ],
  ])('is found out where it is %s that does not follow, and made anew', async (_, statement, problems) => {
    const before = await applicationsByIds(store, agency.agencyId, [id]);
    await store.owner.query(statement);
    expect((await verify(store)).problems).toEqual(
      problems.map((problem) => `Agency ${agency.agencyId}: application ${id}: ${problem}`),
    );
    const progress: number[][] = [];
    expect(await rebuild(store, (...numbers) => progress.push(numbers))).toBe(1);
    expect(progress).toEqual([[1, 1]]);
    expect((await verify(store)).problems).toEqual([]);
    expect(await applicationsByIds(store, agency.agencyId, [id])).toEqual(before);
  });

  test('of many applications of several agencies is the same when it is made anew', async () => {
    await fill(await makeAgency(store), 20);
    await fill(await makeAgency(store), 3, 2);
    const before = await contentsButRevisions();
    expect(await rebuild(store)).toBe(await count('application'));
    expect(await contentsButRevisions()).toEqual(before);
  });

  /** How often it has been made is not the same. */
  async function contentsButRevisions() {
    await store.owner.query('update application set revision = 0; update agency_log set plan_revision = 0');
    return contents(store);
  }

  test('is made anew while others go on writing', async () => {
    const ids = [id, ...(await Promise.all(upTo(110).map(() => apply(agency))))];
    await store.everyAgency.query(`update application set stage = 'CLOSED', state = '{}', fold_version = 0`);
    let isDone = false;
    const acknowledged: string[] = [];
    const write = async (number: number) => {
      for (let next = number; !isDone; next += 7) {
        const { reply } = await run(agency, [request(ids[next % ids.length] as string, attempt())]);
        acknowledged.push(...reply.eventIds);
      }
    };
    const writers = upTo(3).map(write);
    expect(await rebuild(store)).toBe(ids.length);
    isDone = true;
    await Promise.all(writers);
    expect(acknowledged.length).toBeGreaterThan(20);
    await expectSound(store, agency.agencyId, acknowledged);
  }, 60_000);

  test('all is found sound while others write', async () => {
    let isDone = false;
    const writing = (async () => {
      while (!isDone) await Promise.all([run(agency, [request(id, attempt())]), apply(agency)]);
    })();
    for (const _ of upTo(5)) expect((await verify(store)).problems).toEqual([]);
    isDone = true;
    await writing;
  });
});
