import { makePolicy, type PolicyValues } from '../../src/domain/policy';
import { plan } from '../../src/domain/recommendation/plan';
import type { PolicyPreset } from '../../src/domain/vocabulary';
import { plannedAction } from '../../src/store/append';
import { loadApplications } from '../../src/store/load';
import {
  currentPolicy,
  listPolicyVersions,
  type PolicyTarget,
  policiesOfEmployers,
  policiesOfPostings,
  setPolicy,
  wholeAgency,
} from '../../src/store/policies';
import { previewPolicy } from '../../src/store/preview';
import { progressOf } from '../../src/store/replan';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  addContact,
  addEmployer,
  addPosting,
  apply,
  attempt,
  daysAgo,
  keyed,
  makeAgency,
  openTestStore,
  refusalOf,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';
import { stored } from '../support/tables';

let store: TestStore;
let agency: Agency;
/** The agency's employer with two postings, and another employer; an application to each posting. */
let other: Agency;
let secondPostingId: string;
let ids: { first: string; second: string; elsewhere: string };

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

beforeEach(async () => {
  agency = await makeAgency(store);
  const employerId = await addEmployer(agency);
  other = { ...agency, employerId, jobPostingId: await addPosting(agency, { employerId }) };
  secondPostingId = await addPosting(agency);
  ids = {
    first: await apply(agency),
    second: await apply(agency, { jobPostingId: secondPostingId }),
    elsewhere: await apply(other),
  };
});
afterEach(async () => expect((await verify(store)).problems).toEqual([]));

const forEmployer = (): PolicyTarget => ({ ...wholeAgency, employerId: agency.employerId });
const forPosting = (): PolicyTarget => ({ ...wholeAgency, jobPostingId: agency.jobPostingId });
const set = (
  target: PolicyTarget,
  preset: PolicyPreset | null,
  overrides: Partial<PolicyValues> = {},
  session = agency.session,
) => setPolicy(store, session, preset, overrides, null, target);

const page = { size: 100, backward: false, after: null, before: null };
const history = async (target = wholeAgency) =>
  (await listPolicyVersions(store, agency.agencyId, target, page)).rows;

/** The policy that each application is planned on, as it is loaded, and the version that its plan names. */
async function inForce() {
  const loaded = await loadApplications(store.everyAgency, agency.agencyId, Object.values(ids));
  const { rows } = await store.everyAgency.query<{ id: string; versions: number[]; version: number }>(
    `select a.id, a.policy_version as version, array_agg(distinct (p.action ->> 'policyVersion')::integer) as versions
     from application a join planned_action p on p.agency_id = a.agency_id and p.application_id = a.id
       and (p.until_at is null or p.until_at > now())
     where a.agency_id = $1 group by 1, 2`,
    [agency.agencyId],
  );
  const of = (id: string) => {
    const row = rows.find((each) => each.id === id);
    expect(row?.versions).toEqual([row?.version]);
    return { policy: loaded.get(id)?.policy, planned: row?.version };
  };
  return { first: of(ids.first), second: of(ids.second), elsewhere: of(ids.elsewhere) };
}

test('each application is planned on its own layers, and no others are planned anew', async () => {
  await set(wholeAgency, 'PATIENT', { closeWaitDays: 30 });
  expect(await inForce()).toMatchObject({
    first: { planned: 1, policy: { preset: 'PATIENT', closeWaitDays: 30 } },
    second: { planned: 1 },
    elsewhere: { planned: 1, policy: { version: 1 } },
  });
  await set(forEmployer(), null, { closeWaitDays: 20 });
  expect(await inForce()).toMatchObject({
    first: { planned: 2, policy: { preset: 'PATIENT', closeWaitDays: 20, version: 2 } },
    second: { planned: 2 },
    elsewhere: { planned: 1, policy: { closeWaitDays: 30 } },
  });
  await set(forPosting(), 'PERSISTENT', { goneColdDays: 9 });
  expect(await inForce()).toMatchObject({
    // The person's week is the agency's, whatever the preset of the posting.
    first: { planned: 3, policy: { preset: 'PERSISTENT', goneColdDays: 9, nudgesPerPersonPerWeekMax: 2 } },
    second: { planned: 2, policy: { preset: 'PATIENT', closeWaitDays: 20 } },
    elsewhere: { planned: 1 },
  });
  // Back to as above: the employer's.
  await set(forPosting(), null);
  expect(await inForce()).toMatchObject({
    first: { planned: 4, policy: { preset: 'PATIENT', closeWaitDays: 20, goneColdDays: 30 } },
    second: { planned: 2 },
    elsewhere: { planned: 1 },
  });
  await set(wholeAgency, 'BALANCED');
  expect(await inForce()).toMatchObject({
    first: { planned: 5, policy: { preset: 'BALANCED', closeWaitDays: 20 } },
    elsewhere: { planned: 5, policy: { closeWaitDays: 14 } },
  });
});

test('what is read for an employer and a posting is what its applications are planned on', async () => {
  await set(forEmployer(), 'PATIENT', { lookUpsMax: 5 });
  await set(forPosting(), null, { closeWaitDays: 20 });
  const { agencyId, employerId, jobPostingId } = agency;
  const ofEmployers = await policiesOfEmployers(store.everyAgency, agencyId, [employerId, other.employerId]);
  const ofPostings = await policiesOfPostings(store.everyAgency, agencyId, [jobPostingId, secondPostingId]);
  const { first, second, elsewhere } = await inForce();
  expect(ofPostings.get(jobPostingId)?.policy).toEqual(first.policy);
  expect(ofPostings.get(secondPostingId)?.policy).toEqual(second.policy);
  expect(ofEmployers.get(employerId)?.policy).toEqual(second.policy);
  expect(ofEmployers.get(other.employerId)?.policy).toEqual(elsewhere.policy);
  expect(ofPostings.get(jobPostingId)?.layers).toMatchObject([
    { scope: 'EMPLOYER', version: 1, employerId, preset: 'PATIENT', overrides: { lookUpsMax: 5 } },
    { scope: 'JOB_POSTING', version: 2, jobPostingId, preset: null, overrides: { closeWaitDays: 20 } },
  ]);
});

test('the history says what was set for what, by whom and when', async () => {
  const before = Date.now();
  const someone = { ...agency.session, actor: { kind: 'API_KEY', id: 'key-2', name: 'Another' } as const };
  await set(wholeAgency, 'PATIENT');
  await set(forEmployer(), null, { lookUpsMax: 5 }, someone);
  await set(forPosting(), null);
  const all = await history();
  expect(all).toMatchObject([
    { version: 3, scope: 'JOB_POSTING', jobPostingId: agency.jobPostingId, preset: null, overrides: {} },
    { version: 2, scope: 'EMPLOYER', employerId: agency.employerId, setBy: someone.actor },
    { version: 1, scope: 'AGENCY', preset: 'PATIENT', setBy: agency.session.actor },
  ]);
  for (const { setAt } of all) {
    expect(setAt).toBeGreaterThanOrEqual(before - 1);
    expect(setAt).toBeLessThanOrEqual(Date.now());
  }
  expect((await history(forEmployer())).map(({ version }) => version)).toEqual([2]);
  expect((await history(forPosting())).map(({ version }) => version)).toEqual([3]);
});

test('set at once, for whatever, all are kept, with versions without a gap', async () => {
  const targets = [
    wholeAgency,
    forEmployer(),
    forPosting(),
    { ...wholeAgency, employerId: other.employerId },
  ];
  const working = upTo(6).map(() => run(agency, [request(ids.first, attempt())]));
  await Promise.all(
    upTo(16).map((n) => {
      const target = targets[n % targets.length] as PolicyTarget;
      return set(target, target === wholeAgency ? 'BALANCED' : null, { goneColdDays: n + 1 });
    }),
  );
  await Promise.all(working);
  const all = await history();
  expect(all.map(({ version }) => version)).toEqual(upTo(16).reverse());
  for (const target of targets.slice(1)) {
    const [latest] = await history(target);
    const view = target.employerId
      ? (await policiesOfEmployers(store.everyAgency, agency.agencyId, [target.employerId])).get(
          target.employerId,
        )
      : (await policiesOfPostings(store.everyAgency, agency.agencyId, [target.jobPostingId as string])).get(
          target.jobPostingId as string,
        );
    expect(view?.policy.goneColdDays).toBe(latest?.overrides.goneColdDays);
  }
  expect(
    (await progressOf(store, agency.agencyId, 'AGENCY', [agency.agencyId])).get(agency.agencyId),
  ).toEqual({
    applications: 3,
    outdated: 0,
  });
});

describe('refused, changing nothing:', () => {
  const none = '00000000-0000-0000-0000-000000000000';
  const cases: [string, () => Promise<unknown>, string][] = [
    ['an unknown employer', () => set({ ...wholeAgency, employerId: none }, null), 'NOT_FOUND'],
    ['an unknown posting', () => set({ ...wholeAgency, jobPostingId: none }, null), 'NOT_FOUND'],
    ['the agency without a preset', () => set(wholeAgency, null), 'INVALID'],
    ['a value out of range', () => set(forEmployer(), null, { callGiveWayWorkingDays: 10_000 }), 'INVALID'],
    ['a value of the agency', () => set(forPosting(), null, { nudgesPerPersonPerWeekMax: 1 }), 'INVALID'],
    ['a due before its wait', () => set(forPosting(), null, { reminderDueDays: 5 }), 'INVALID'],
  ];
  test.each(cases)('%s', async (_, change, code) => {
    const before = await stored(store);
    expect(await refusalOf(change())).toEqual([code]);
    expect(await stored(store)).toEqual(before);
  });

  test('what the policy of an employer or a posting below would not fit', async () => {
    await set(forEmployer(), null, { reminderDueDays: 10 });
    expect(await refusalOf(set(wholeAgency, 'BALANCED', { reminderWaitDays: 12 }))).toEqual(['INVALID']);
    await set(forEmployer(), null);
    await set(wholeAgency, 'BALANCED', { reminderWaitDays: 12 });
    await set(forPosting(), null, { reminderDueDays: 13 });
    expect(await refusalOf(set(forEmployer(), null, { reminderWaitDays: 14 }))).toEqual(['INVALID']);
    expect(await refusalOf(set(wholeAgency, 'BALANCED', { reminderWaitDays: 14 }))).toEqual(['INVALID']);
    expect((await currentPolicy(store, agency.agencyId)).policy.reminderWaitDays).toBe(12);
  });
});

test('with an idempotency key it is done once', async () => {
  const once = () => setPolicy(store, agency.session, null, {}, keyed('key', 1), forEmployer());
  await Promise.all([once(), once()]);
  await once();
  expect(await history()).toHaveLength(1);
});

describe('a preview', () => {
  const layer = { scope: 'EMPLOYER', preset: 'PERSISTENT', overrides: { closeWaitDays: 3 } } as const;
  const preview = (days = 28) => previewPolicy(store, agency.agencyId, forEmployer(), layer, days);

  test('writes nothing, and tells what setting it leads to', async () => {
    const contactId = await addContact(agency);
    await run(agency, [request(ids.first, attempt({ contactId }))]);
    const before = await stored(store);
    const { days, changed, changes, total, considered } = await preview();
    expect(await stored(store)).toEqual(before);
    expect({ total, considered, days: days.length }).toEqual({ total: 2, considered: 2, days: 28 });
    expect(changed).toBe(changes.length);
    expect(changes.map(({ applicationId }) => applicationId)).toContain(ids.first);
    expect(days.some(({ current, proposed }) => current !== proposed)).toBe(true);

    await set(forEmployer(), layer.preset, layer.overrides);
    const after = await preview();
    expect(after).toMatchObject({ changed: 0, changes: [] });
    expect(after.days.map(({ current }) => current)).toEqual(days.map(({ proposed }) => proposed));
    const loaded = await loadApplications(store.everyAgency, agency.agencyId, [ids.first]);
    const { proposed } = changes.find(({ applicationId }) => applicationId === ids.first) ?? {};
    const [next] = plan(loaded.get(ids.first) as never, Date.now());
    expect(proposed?.action).toEqual(next?.actions[0]);
  });

  test('counts an action on each day on which it can be taken', async () => {
    const everyDay = { ...layer, preset: null, overrides: {} };
    const quiet = await makeAgency(store);
    const contactId = await addContact(quiet);
    const id = await apply(quiet, { submittedAt: daysAgo(20) });
    await run(quiet, [request(id, attempt({ contactId, attemptedAt: daysAgo(19) }))]);
    const target = { ...wholeAgency, employerId: quiet.employerId };
    const { days, changed } = await previewPolicy(store, quiet.agencyId, target, everyDay, 10);
    // A reminder has been open since a week after the attempt, and nobody takes it.
    expect(days.map(({ current }) => current)).toEqual(upTo(10).map(() => 1));
    expect(changed).toBe(0);
  });

  test('lets others have their turn', async () => {
    await Promise.all(upTo(30).map(() => apply(agency)));
    let turns = 0;
    let running = true;
    const count = () => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    await preview(60);
    running = false;
    expect(turns).toBeGreaterThan(6);
  });

  test('looks at so many applications at most, and tells of so many', async () => {
    await store.everyAgency.query(
      `insert into application
       select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
       from application a, generate_series(1, 2010) where agency_id = $1 and id = $2`,
      [agency.agencyId, ids.first],
    );
    const impatient = { ...layer, overrides: { goneColdDays: 1 } };
    const { agencyId } = agency;
    const answer = await previewPolicy(store, agencyId, forEmployer(), impatient, 28).finally(() =>
      store.everyAgency.query('delete from application where agency_id = $1 and id <> all ($2)', [
        agencyId,
        Object.values(ids),
      ]),
    );
    expect(answer).toMatchObject({ total: 2012, considered: 2000 });
    expect(answer.changed).toBeGreaterThan(1900);
    expect(answer.changes).toHaveLength(100);
    const moments = answer.changes.map(({ changesAt }) => changesAt);
    expect(moments).toEqual([...moments].sort((one, other) => one - other));
  });

  test('refuses what setting it would be refused for', async () => {
    const wrong = { ...layer, overrides: { nudgesPerPersonPerWeekMax: 1 } };
    const refused = previewPolicy(store, agency.agencyId, forEmployer(), wrong, 7);
    expect(await refusalOf(refused)).toEqual(['INVALID']);
  });
});

test('while plans are made anew each belongs to one version, and is the plan of that version', async () => {
  await Promise.all(upTo(120).map(() => apply(agency)));
  await set(wholeAgency, 'PATIENT');
  await set(wholeAgency, 'PATIENT');
  await set(forEmployer(), 'PERSISTENT', { goneColdDays: 9 });
  const { agencyId, employerId } = agency;
  const progress = async () => (await progressOf(store, agencyId, 'EMPLOYER', [employerId])).get(employerId);
  expect(await progress()).toEqual({ applications: 122, outdated: 22 });
  const { rows } = await store.everyAgency.query<{
    id: string;
    version: number;
    planned: { from: string }[];
  }>(
    `select a.id, a.policy_version as version,
       (select json_agg(json_build_object('from', to_char(p.from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'action', p.action) order by p.from_at, p.place)
         from planned_action p where p.agency_id = a.agency_id and p.application_id = a.id
           and (p.until_at is null or p.until_at > now())) as planned
     from application a where a.agency_id = $1`,
    [agencyId],
  );
  const versions = new Map((await history()).map((row) => [row.version, row]));
  const loaded = await loadApplications(
    store.everyAgency,
    agencyId,
    rows.map(({ id }) => id),
  );
  for (const { id, version, planned } of rows) {
    const layer = versions.get(version);
    // The first two versions are the agency's, the third is the employer's over them; before them was none.
    const agencyLayer = versions.get(2);
    const layers = layer?.scope === 'EMPLOYER' ? [agencyLayer, layer] : layer ? [layer] : [];
    const circumstances = { ...loaded.get(id), policy: makePolicy(layers as never, version) };
    const made = plan(circumstances as never, Date.now())
      .flatMap((step) => step.actions.map((action, place) => plannedAction(step, action, place)))
      .map(({ fromAt, action }) => ({ from: fromAt, action: JSON.parse(JSON.stringify(action)) }));
    expect(planned.slice(1)).toEqual(made.slice(1));
    expect(planned[0]).toMatchObject({ action: made[0]?.action });
  }
  expect(new Set(rows.map(({ version }) => version)).size).toBeGreaterThan(1);
});
