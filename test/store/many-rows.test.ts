import type { ClientBase } from 'pg';
import { copyApplications } from '../../bench/copies';
import { keysByIds } from '../../src/store/agency-keys';
import { holderOf, issueKey } from '../../src/store/api-keys';
import { dueActions } from '../../src/store/calendar-entries';
import { exportedIds, openActions } from '../../src/store/exports';
import { loadApplications, loadForSubmission, loadHistories } from '../../src/store/load';
import { createMember } from '../../src/store/members';
import {
  type ApplicationFilter,
  applicationsByIds,
  listApplications,
  timelinesOf,
} from '../../src/store/queries/applications';
import { touchedOf } from '../../src/store/queries/changes';
import { eventsByIds, listEvents } from '../../src/store/queries/events';
import { reachedRecently } from '../../src/store/queries/reached';
import * as lists from '../../src/store/queries/reference';
import { worklist } from '../../src/store/queries/worklist';
import { rowsByIds } from '../../src/store/reference';
import { stillValid } from '../../src/store/still-valid';
import { listDeliveries } from '../../src/store/webhooks/deliveries';
import { handOut, type Lease, leaseWebhooks } from '../../src/store/webhooks/hand-out';
import { dueDeliveries } from '../../src/store/webhooks/sending';
import { createWebhook, redeliverSince } from '../../src/store/webhooks/webhooks';
import {
  type Agency,
  addContact,
  daysAgo,
  makeAgency,
  openTestStore,
  request,
  run,
  type TestStore,
} from '../support/agency';
import { fill } from '../support/histories';
import { logOf } from '../support/log';
import { nodesOf, type PlanNode, planOf } from '../support/plans';
import { type Sent, sentBy } from '../support/statements';

/** So many applications, employers, people, positions and keys each of two agencies has, and twice as many attempts. */
const count = 1_000;

let store: TestStore;
let agency: Agency;
/** Of ours, some of each. */
let ids: string[];
let contactId: string;
let memberId: string;
let keyId: string;
let key: string;
let webhookId: string;
let lease: Lease;
let candidateId: string;
let position: number;
let eventId: string;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store, 'Ours');
  for (const each of [await makeAgency(store, 'Theirs'), agency]) await makeMany(each);
  const log = await logOf(store, agency.agencyId);
  ({ position, eventId } = log[Math.floor(log.length / 2)] as (typeof log)[0]);
  const text = 'select candidate_id as id from application where id = $1';
  candidateId = (await store.owner.query(text, [ids[0]])).rows[0].id;
  const hook = { url: 'https://hooks.example.com/', description: null, eventTypes: [] };
  webhookId = (await createWebhook(store, agency.session, hook, null)).id;
  await redeliverSince(store, agency.session, webhookId, { position: '1' }, null);
  lease = (await leaseWebhooks(store, 1, 600_000))[0] as Lease;
  for (let slice = 0; slice < 4; slice++) await handOut(store, lease);
  // There is more to hand out, and the webhook can be leased again.
  await store.owner.query('update webhook set leased_until = null');
  await store.owner.query('vacuum analyze');
});

afterAll(() => store.close());

async function makeMany(each: Agency): Promise<void> {
  const { agencyId, session, employerId, jobPostingId } = each;
  contactId = await addContact(each);
  const made = await fill(each, 5);
  ids = await copyApplications(each, made, count);
  ({ id: keyId, key } = await issueKey(store, agencyId, 'Website', 'VIEWER'));
  memberId = await createMember(store, session, { name: 'Kim', email: null, active: true }, null);
  const assign = { type: 'AssignApplication', memberId, assignedAt: null } as const;
  await run(
    each,
    made.map((id) => request(id, assign)),
  );
  await multiply('employer', employerId, {});
  const anEmployer = `(select id from employer where agency_id = t.agency_id order by id offset n limit 1)`;
  await multiply('contact', contactId, { employer_id: anEmployer });
  await multiply('job_posting', jobPostingId, { employer_id: anEmployer });
  await multiply('api_key', keyId, { key_hash: 'uuid_send(gen_random_uuid())' });
  await store.owner.query(
    `insert into person_attempt
       (agency_id, application_id, attempt_id, contact_id, attempted_at, method, presses, attempted_by)
     select $1, a.id, gen_random_uuid(), k.id, now() - interval '20 days', 'EMAIL', true, '{}'
     from application a, (select id from contact where agency_id = $1 limit 2) k where a.agency_id = $1`,
    [agencyId],
  );
}

/** Makes many of a row, with other values in some of its columns. */
async function multiply(table: string, id: string, changes: Record<string, string>): Promise<void> {
  const { rows } = await store.owner.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const changed: Record<string, string> = { id: 'gen_random_uuid()', ...changes };
  await store.owner.query(
    `insert into ${table} (${names}) select ${names.map((name) => changed[name] ?? `t.${name}`)}
     from ${table} t, generate_series(1, ${count}) n where t.id = $1`,
    [id],
  );
}

const page = { size: 25, backward: false, after: null, before: null };
const applicationsOf = (filter: ApplicationFilter) =>
  listApplications(store, agency.agencyId, filter, { field: 'SUBMITTED_AT', descending: true }, page);

/** What is done all day, for an agency. */
const ofAgency: Record<string, (agencyId: string) => Promise<unknown>> = {
  'what a command is decided on': (of) => loadApplications(store.of(of), of, ids.slice(0, 1)),
  'what many are decided on': (of) => loadApplications(store.of(of), of, ids.slice(0, 25)),
  'what a submission is decided on': (of) =>
    loadForSubmission(store.of(of), of, candidateId, agency.jobPostingId),
  histories: (of) => loadHistories(store.of(of), of, ids.slice(0, 25)),
  applications: (of) => applicationsByIds(store, of, ids.slice(0, 25)),
  timelines: (of) => timelinesOf(store, of, ids.slice(0, 25)),
  'the list of applications': () => applicationsOf({}),
  'those of a candidate': () => applicationsOf({ candidateId }),
  'those at an employer': () => applicationsOf({ employerId: agency.employerId }),
  'those to a posting': () => applicationsOf({ jobPostingId: agency.jobPostingId }),
  'those of a member': () => applicationsOf({ assigneeId: memberId }),
  'events from a place on': (of) => listEvents(store, of, {}, { ...page, after: [`${position}`] }),
  'the last events': (of) => listEvents(store, of, {}, { ...page, backward: true }),
  'a history': (of) => listEvents(store, of, { applicationId: ids[0] }, page),
  events: (of) => eventsByIds(store, of, [eventId]),
  candidates: (of) => lists.listCandidates(store, of, { contains: 'andidate' }, page),
  employers: (of) => lists.listEmployers(store, of, {}, page),
  contacts: (of) => lists.listContacts(store, of, { employerId: agency.employerId }, page),
  postings: (of) => lists.listJobPostings(store, of, { employerId: agency.employerId }, page),
  candidate: (of) => rowsByIds(store.of(of), 'candidate', of, [candidateId]),
  'who has been reached': (of) => reachedRecently(store, of, [{ contactId, at: daysAgo(0) }]),
  worklist: (of) => worklist(store, of, daysAgo(0), {}, page),
  'the worklist of a candidate': (of) => worklist(store, of, daysAgo(0), { candidateId }, page),
  calendar: (of) => dueActions(store, of, memberId, daysAgo(0), daysAgo(-28)),
  'open actions': (of) => openActions(store, of, ids.slice(0, 25), daysAgo(0)),
  'a slice of an export': (of) =>
    exportedIds(store, of, { kind: 'APPLICATIONS', since: null, stages: null, at: 0 }, ids[0] as string, 25),
  keys: (of) => keysByIds(store.of(of), of, [keyId]),
  'redelivery since a time': () =>
    redeliverSince(store, agency.session, webhookId, { recordedSince: Date.now() - 3_600_000 }, null),
  'handing out': () => handOut(store, lease),
  'deliveries that are due': () => dueDeliveries(store, lease, [], 4),
  deliveries: (of) => listDeliveries(store, of, webhookId, null, page),
};

/** And for all agencies at once. */
const ofEveryAgency: Record<string, (agencyId: string) => Promise<unknown>> = {
  'the holder of a key': () => holderOf(store, key),
  'holders that are still some': (of) =>
    stillValid(store, [{ agencyId: of, keyId, expiresAt: null } as never]),
  'what has been touched': (agencyId) =>
    touchedOf(store, [{ agencyId, after: position, upTo: position + 10, since: daysAgo(0) }], daysAgo(0), 9),
  leases: () => leaseWebhooks(store, 4, 600_000),
};

/** How it runs with all pages at hand, for one agency or for '*'; undone. */
async function explain(client: ClientBase, agencies: string, sent: Sent): Promise<PlanNode> {
  await client.query('begin');
  await client.query(`select set_config('app.agency_id', $1, true)`, [agencies]);
  try {
    return await planOf(client, sent, 'analyze, buffers, costs off, timing off, summary off');
  } finally {
    await client.query('rollback');
  }
}

const blocksOf = (plan: PlanNode) => (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
/** Rows that are looked at without an index, at a time. */
const readWhole = (node: PlanNode) =>
  node['Node Type'] === 'Seq Scan' ? node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) : 0;

describe('with many rows no table is read as a whole, and nothing reads more than it would without row-level security', () => {
  test.each(Object.entries({ ...ofAgency, ...ofEveryAgency }))('%s', async (name, call) => {
    const sent = (await sentBy(() => call(agency.agencyId))).filter(({ text }) =>
      /^\s*(select|update|insert|with)/.test(text),
    );
    expect(sent).not.toEqual([]);
    const agencies = name in ofEveryAgency ? '*' : agency.agencyId;
    const [client, owner] = [await store.pool.connect(), await store.owner.connect()];
    try {
      for (const each of sent) {
        const [ours, owners] = [await explain(client, agencies, each), await explain(owner, '*', each)];
        expect(nodesOf(ours).filter((node) => readWhole(node) > 100)).toEqual([]);
        expect(blocksOf(ours)).toBeLessThanOrEqual(1.2 * blocksOf(owners) + 10);
      }
    } finally {
      client.release();
      owner.release();
    }
  });
});
