import { setTimeout as sleep } from 'node:timers/promises';
import { recordDoNotContact, withdrawDoNotContact } from '../../src/store/do-not-contact';
import { submit } from '../../src/store/execute';
import { setPolicy } from '../../src/store/policies';
import type { Request } from '../../src/store/prepare';
import {
  createCandidate,
  createContact,
  createEmployer,
  createJobPosting,
  updateContact,
  updateEmployer,
} from '../../src/store/reference';
import { updateJobPosting } from '../../src/store/update-job-posting';
import {
  type Agency,
  addContact,
  addPosting,
  apply,
  attempt,
  closing,
  contactFacts,
  employerFacts,
  keyed,
  makeAgency,
  openTestStore,
  postingFacts,
  refusalOf,
  request,
  run,
  submission,
  type TestStore,
} from '../support/agency';
import { contents, logOf, upTo } from '../support/log';
import { withClient } from '../support/server';

let store: TestStore;
let agency: Agency;
let id: string;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

beforeEach(async () => {
  agency = await makeAgency(store);
  id = await apply(agency);
});

/** Executes under a key, with the requests as the body. */
const runKeyed = (key: string, requests: Request[]) => run(agency, requests, keyed(key, requests));

describe('a repeated request', () => {
  test('is answered as the first time, and has no effect', async () => {
    const requests = [request(id, attempt()), request(id, attempt({ method: 'PHONE' }))];
    const first = await runKeyed('key', requests);
    const before = await contents(store);
    const second = await runKeyed('key', requests);

    expect(first).toMatchObject({ reply: { eventIds: { length: 2 } }, written: [{ applicationId: id }] });
    expect(second).toEqual({ reply: first.reply, written: [] });
    expect(await contents(store)).toEqual(before);
  });

  test('made ten times at once has one effect, and each is answered alike', async () => {
    const requests = [request(id, attempt())];
    const executed = await Promise.all(upTo(10).map(() => runKeyed('key', requests)));
    for (const { reply } of executed) expect(reply).toEqual(executed[0]?.reply);
    expect(executed.filter(({ written }) => written.length > 0)).toHaveLength(1);
    expect(await logOf(store, agency.agencyId)).toHaveLength(2);
  });

  test.each([
    ['closes what it has closed already', () => [request(id, closing())]],
    ['expects a version that it has passed itself', () => [request(id, attempt(), 1)]],
  ])('is answered as the first time though it %s', async (_, make) => {
    const requests = make();
    const first = await runKeyed('key', requests);
    expect(await runKeyed('key', requests)).toEqual({ reply: first.reply, written: [] });
    // Without the key it would be refused.
    expect(await refusalOf(run(agency, requests))).toHaveLength(1);
    expect(await logOf(store, agency.agencyId)).toHaveLength(2);
  });

  test('of a submission leads to one application, also ten times at once', async () => {
    const facts = submission(agency);
    const submitKeyed = () => submit(store, agency.session, facts, keyed('submit', facts));
    const executed = await Promise.all(upTo(10).map(submitKeyed));
    executed.push(await submitKeyed());
    expect(new Set(executed.flatMap(({ reply }) => reply.applicationIds)).size).toBe(1);
    expect(await logOf(store, agency.agencyId)).toHaveLength(2);
  });

  test('that was refused the first time is decided anew', async () => {
    await run(agency, [request(id, closing())]);
    const reopening = [
      request(id, { type: 'DeferAction', until: Date.now() + 1e8, why: null, deferredAt: null }),
    ];
    expect(await refusalOf(runKeyed('key', reopening))).toEqual(['APPLICATION_CLOSED']);
    await run(agency, [
      request(id, { type: 'ReopenApplication', why: 'They wrote again.', reopenedAt: null }),
    ]);
    expect(await runKeyed('key', reopening)).toMatchObject({ reply: { eventIds: { length: 1 } } });
  });
});

/** What the agency has, in numbers. */
async function counts() {
  const of = (table: string) => `(select count(*) from ${table} t where t.agency_id = g.id)::integer`;
  const { rows } = await store.everyAgency.query(
    `select ${of('candidate')} as candidates, ${of('employer')} as employers, ${of('contact')} as contacts,
       ${of('job_posting')} as postings, ${of('event')} as events, ${of('command')} as keys,
       ${of('do_not_contact_request')} as refusals, g.policy_version as policies,
       (select sum(revision) from employer e where e.agency_id = g.id)::integer as revisions
     from agency g where g.id = $1`,
    [agency.agencyId],
  );
  return rows[0];
}

describe('under a key, ten times at once and once more is done once:', () => {
  type Key = ReturnType<typeof keyed>;
  const here = () => [store, agency.session] as const;
  const candidate = { name: 'Kim Example', email: null, timeZone: 'UTC' };
  const contact = () => ({ ...contactFacts, employerId: agency.employerId });
  const posting = () => ({ ...postingFacts, employerId: agency.employerId });
  const refusal = () => ({ of: { contactId }, saidBy: 'Kim', saidAt: Date.now(), note: null });
  const table: [string, (key: Key) => Promise<unknown>, Record<string, number>][] = [
    ['createCandidate', (key) => createCandidate(...here(), candidate, key), { candidates: 1 }],
    [
      'createEmployer',
      (key) => createEmployer(...here(), employerFacts, key),
      { employers: 1, revisions: 1 },
    ],
    ['createContact', (key) => createContact(...here(), contact(), key), { contacts: 1, revisions: 1 }],
    ['createJobPosting', (key) => createJobPosting(...here(), posting(), key), { postings: 1 }],
    [
      'updateEmployer',
      (key) => updateEmployer(...here(), agency.employerId, { region: 'IL' }, key),
      { revisions: 1 },
    ],
    ['updateContact', (key) => updateContact(...here(), contactId, { phone: '1' }, key), { revisions: 1 }],
    [
      'updateJobPosting',
      (key) => updateJobPosting(...here(), agency.jobPostingId, { noPhoneCalls: true }, key),
      { events: 1 },
    ],
    [
      'recordDoNotContact',
      async (key) => (await recordDoNotContact(...here(), refusal(), key)).id,
      { refusals: 1, revisions: 1 },
    ],
    [
      'withdrawDoNotContact',
      async (key) => (await withdrawDoNotContact(...here(), refusalId, 'A mistake.', key)).id,
      { revisions: 1 },
    ],
    ['setPolicy', (key) => setPolicy(...here(), 'PATIENT', {}, key), { policies: 1 }],
  ];
  let contactId: string;
  let refusalId: string;

  beforeEach(async () => {
    contactId = await addContact(agency);
    refusalId = (await recordDoNotContact(...here(), refusal(), null)).id;
  });

  test.each(table)('%s', async (name, make, effects) => {
    const before = await counts();
    const key = keyed('key', name);
    const replies = await Promise.all(upTo(10).map(() => make(key)));
    replies.push(await make(key));
    expect(new Set(replies).size).toBe(1);
    const after = await counts();
    for (const [what, number] of Object.entries({ ...effects, keys: 1 })) before[what] += number;
    expect(after).toEqual(before);
  });
});

describe('a key', () => {
  test('belongs to one request: with another it is refused, whatever the first was', async () => {
    const { session, employerId } = agency;
    await runKeyed('of a record', [request(id, attempt())]);
    await createEmployer(store, session, employerFacts, keyed('of a creation', 1));
    const before = await contents(store);
    for (const key of ['of a record', 'of a creation']) {
      const others = [
        runKeyed(key, [request(id, attempt({ method: 'PHONE' }))]),
        // Refused anyway, and still it is the key that is named.
        runKeyed(key, [request(id, attempt(), 99)]),
        submit(store, session, submission(agency), keyed(key, 2)),
        createEmployer(store, session, employerFacts, keyed(key, 3)),
        createContact(store, session, { ...contactFacts, employerId }, keyed(key, 4)),
        updateJobPosting(store, session, agency.jobPostingId, { noFollowUp: true }, keyed(key, 5)),
        setPolicy(store, session, 'PERSISTENT', {}, keyed(key, 6)),
      ];
      for (const other of others) expect(await refusalOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    }
    expect(await contents(store)).toEqual(before);
  });

  test('used for different requests at the same time serves one of them', async () => {
    const other = await apply(agency, { jobPostingId: await addPosting(agency) });
    const requests = upTo(10).map((number) =>
      request(number > 5 ? id : other, attempt({ note: `${number}` })),
    );
    const refusals = await Promise.all([
      refusalOf(
        updateJobPosting(store, agency.session, agency.jobPostingId, { noFollowUp: true }, keyed('key', 0)),
      ),
      ...requests.map((one) => refusalOf(runKeyed('key', [one]))),
    ]);
    expect(refusals.flat()).toEqual(upTo(10).map(() => 'IDEMPOTENCY_KEY_REUSED'));
    expect(await logOf(store, agency.agencyId)).toHaveLength(3);
  });

  test('that two kinds of requests wait for is taken by one, and the other is told so', async () => {
    // To another posting, so that the two wait for nothing else.
    const other = await apply(agency, { jobPostingId: await addPosting(agency) });
    for (const round of upTo(8)) {
      const key = `key ${round}`;
      const { agencyId, session, jobPostingId } = agency;
      const posting = { generalEmail: `${round}@example.com` };
      await withClient(store.connection, async (client) => {
        // Both have come as far as the key when it is let go.
        await client.query('begin');
        await client.query(`insert into command values ($1, $2, '', '{}')`, [agencyId, key]);
        const refusals = Promise.all([
          refusalOf(runKeyed(key, [request(other, attempt())])),
          refusalOf(updateJobPosting(store, session, jobPostingId, posting, keyed(key, posting))),
        ]);
        await sleep(60);
        await client.query('rollback');
        expect((await refusals).flat()).toEqual(['IDEMPOTENCY_KEY_REUSED']);
      });
    }
  });

  test('of one agency is nothing to another', async () => {
    const other = await makeAgency(store, 'Other');
    const otherId = await apply(other);
    const one = await runKeyed('key', [request(id, attempt())]);
    const another = await run(other, [request(otherId, attempt())], keyed('key', 'another body'));
    expect(another.written).toHaveLength(1);
    expect(another.reply.eventIds).not.toEqual(one.reply.eventIds);
  });
});
