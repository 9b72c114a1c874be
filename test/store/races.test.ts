import { setTimeout as sleep } from 'node:timers/promises';
import { recordDoNotContact, withdrawDoNotContact } from '../../src/store/do-not-contact';
import { submit } from '../../src/store/execute';
import { setPolicy, wholeAgency } from '../../src/store/policies';
import { listApplications } from '../../src/store/queries/applications';
import { updateContact, updateEmployer } from '../../src/store/reference';
import { countOutdated } from '../../src/store/replan';
import { updateJobPosting } from '../../src/store/update-job-posting';
import { verify } from '../../src/store/verify';
import {
  type Agency,
  addContact,
  addPosting,
  apply,
  attempt,
  closing,
  makeAgency,
  openTestStore,
  request,
  response,
  run,
  stateOf,
  submission,
  type TestStore,
} from '../support/agency';
import { upTo } from '../support/log';
import { withClient } from '../support/server';

let store: TestStore;
let agency: Agency;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

beforeEach(async () => {
  agency = await makeAgency(store);
});

afterEach(async () => {
  expect(await countOutdated(store, agency.agencyId)).toBe(0);
  expect((await verify(store)).problems).toEqual([]);
});

/**
 * Starts some work and, when it has decided and only waits for its place in the log, a change of what it was
 * decided on; answers when both are done.
 */
async function overlapping(work: () => Promise<unknown>, change: () => Promise<unknown>): Promise<void> {
  const waiting = `select count(*)::integer as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await withClient(store.connection, async (client) => {
    await client.query('begin');
    await client.query('select from agency_log where agency_id = $1 for update', [agency.agencyId]);
    const done = [work()];
    for (let waits = 0; waits === 0; await sleep(5)) waits = (await client.query(waiting)).rows[0].count;
    done.push(change());
    // Either the change waits for the work too, or it is done by now.
    await Promise.race([sleep(150), done[1]]);
    await client.query('commit');
    await Promise.all(done);
  });
}

const changes: [string, () => Promise<unknown>][] = [
  ['a new contact', () => addContact(agency)],
  [
    'other hours',
    () => updateEmployer(store, agency.session, agency.employerId, { timeZone: 'Asia/Tokyo' }, null),
  ],
  ['another policy', () => setPolicy(store, agency.session, 'PATIENT', {}, null)],
  [
    'a policy of the employer',
    () => {
      const target = { ...wholeAgency, employerId: agency.employerId };
      return setPolicy(store, agency.session, 'PATIENT', {}, null, target);
    },
  ],
  [
    'a policy of the posting',
    () => {
      const target = { ...wholeAgency, jobPostingId: agency.jobPostingId };
      return setPolicy(store, agency.session, 'PATIENT', {}, null, target);
    },
  ],
  [
    'a refusal of contact',
    async () => run(agency, [request(refusing, response({ response: 'DO_NOT_CONTACT' }))]),
  ],
  ['a request for no contact', () => refuse({ employerId: agency.employerId })],
  ['a request for no contact with one person', async () => refuse({ contactId: await addContact(agency) })],
  [
    'one that is taken back',
    async () => {
      const { id: requestId } = await refuse({ employerId: agency.employerId });
      await withdrawDoNotContact(store, agency.session, requestId, 'A mistake.', null);
    },
  ],
];
const refuse = (of: { contactId: string } | { employerId: string }) =>
  recordDoNotContact(store, agency.session, { of, saidBy: 'Kim', saidAt: Date.now(), note: null }, null);
let refusing: string;
let id: string;

beforeEach(async () => {
  [refusing, id] = [await apply(agency), await apply(agency)];
});

describe.each(changes)('%s reaches', (_, change) => {
  test('an application that is being submitted', () => overlapping(() => apply(agency), change));
  test('an application on which something is being recorded', () =>
    overlapping(() => run(agency, [request(id, attempt())]), change));
  test('an application that is being reopened', async () => {
    await run(agency, [request(id, closing())]);
    await overlapping(
      () => run(agency, [request(id, { type: 'ReopenApplication', why: 'They wrote.', reopenedAt: null })]),
      change,
    );
  });
});

describe('a change of a posting reaches', () => {
  const forbidCalls = (jobPostingId: string) =>
    updateJobPosting(store, agency.session, jobPostingId, { noPhoneCalls: true }, null);
  const allKnow = async (jobPostingId: string) => {
    const newest = { field: 'SUBMITTED_AT', descending: true } as const;
    const page = { size: 100, backward: false, after: null, before: null };
    const { rows } = await listApplications(store, agency.agencyId, { jobPostingId }, newest, page);
    return rows.map(({ node }) => node.state.posting.noPhoneCalls);
  };

  test('an application that is being submitted', async () => {
    await overlapping(
      () => apply(agency),
      () => forbidCalls(agency.jobPostingId),
    );
    expect(await allKnow(agency.jobPostingId)).toEqual([true, true, true]);
  });

  test('an application that is being closed, for when it is reopened', async () => {
    await overlapping(
      () => run(agency, [request(id, closing())]),
      () => forbidCalls(agency.jobPostingId),
    );
    await run(agency, [request(id, { type: 'ReopenApplication', why: 'They wrote.', reopenedAt: null })]);
    expect((await stateOf(agency, id)).posting.noPhoneCalls).toBe(true);
  });

  test('an application that was closed before, for when it is reopened', async () => {
    await run(agency, [request(id, closing())]);
    await forbidCalls(agency.jobPostingId);
    expect(await stateOf(agency, id)).toMatchObject({
      stage: 'CLOSED',
      outcome: 'WITHDRAWN',
      posting: { noPhoneCalls: true },
    });
  });

  test('every application, whatever comes in what order, time after time', async () => {
    for (const round of upTo(12)) {
      const jobPostingId = await addPosting(agency);
      const early = await apply(agency, { jobPostingId });
      const submitLater = async (number: number) => {
        await sleep(number * 2);
        return submit(store, agency.session, submission(agency, { jobPostingId }));
      };
      await Promise.all([
        ...upTo(8).map(submitLater),
        ...upTo(4).map(() => run(agency, [request(early, attempt())])),
        sleep(round).then(() => forbidCalls(jobPostingId)),
      ]);
      expect(await allKnow(jobPostingId)).toEqual(upTo(9).map(() => true));
    }
  });
});

test('two changes of one contact at once are both kept, with when the address changed', async () => {
  const contactId = await addContact(agency);
  const change = (facts: object) => updateContact(store, agency.session, contactId, facts, null);
  await withClient(store.connection, async (client) => {
    // Holds both up until both have begun.
    await client.query('begin');
    await client.query('select from employer where agency_id = $1 for update', [agency.agencyId]);
    const done = [change({ email: 'new@example.com' })];
    await sleep(50);
    done.push(change({ phone: '555 0100' }));
    await sleep(50);
    await client.query('commit');
    await Promise.all(done);
  });
  const { rows } = await store.everyAgency.query(
    'select email, phone, email_changed_at is not null as "isDated" from contact where id = $1',
    [contactId],
  );
  expect(rows).toEqual([{ email: 'new@example.com', phone: '555 0100', isDated: true }]);
});

test('people who refuse contact while they are contacted, and applied to, time after time', async () => {
  for (const round of upTo(6)) {
    const [first, second] = [await addContact(agency), await addContact(agency)];
    const both = [id, refusing];
    await Promise.all([
      ...both.map((one) => run(agency, [request(one, attempt({ contactId: first }))])),
      run(
        agency,
        both.map((one) => request(one, attempt({ contactId: second }))),
      ),
      sleep(round * 3).then(() => refuse({ contactId: second })),
      sleep(round * 3).then(() => refuse({ contactId: first })),
      sleep(round * 2).then(() => updateContact(store, agency.session, first, { phone: `${round}` }, null)),
      apply(agency),
      apply(agency),
    ]);
    const { rows } = await store.everyAgency.query(
      `select count(*)::integer as count from planned_action
       where agency_id = $1 and (until_at is null or until_at > now()) and action #>> '{recipient,contactId}' = any ($2)`,
      [agency.agencyId, [first, second]],
    );
    expect(rows).toEqual([{ count: 0 }]);
  }
});
