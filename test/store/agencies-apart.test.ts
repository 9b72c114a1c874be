import { v7 as newId } from 'uuid';
import * as agencyKeys from '../../src/store/agency-keys';
import * as apiKeys from '../../src/store/api-keys';
import * as appending from '../../src/store/append';
import * as calendarEntries from '../../src/store/calendar-entries';
import * as calendarFeeds from '../../src/store/calendar-feeds';
import * as doNotContact from '../../src/store/do-not-contact';
import * as executing from '../../src/store/execute';
import * as exporting from '../../src/store/exports';
import * as idempotency from '../../src/store/idempotency';
import * as providers from '../../src/store/identity-providers';
import * as importFiles from '../../src/store/import-files';
import * as jobFiles from '../../src/store/job-files';
import * as jobs from '../../src/store/jobs';
import * as loading from '../../src/store/load';
import * as members from '../../src/store/members';
import * as messageTemplates from '../../src/store/message-templates';
import * as policies from '../../src/store/policies';
import { prepare } from '../../src/store/prepare';
import * as preview from '../../src/store/preview';
import * as applications from '../../src/store/queries/applications';
import * as changes from '../../src/store/queries/changes';
import * as events from '../../src/store/queries/events';
import * as reaching from '../../src/store/queries/reached';
import * as referenceLists from '../../src/store/queries/reference';
import * as worklists from '../../src/store/queries/worklist';
import * as worklistCounting from '../../src/store/queries/worklist-counts';
import * as reference from '../../src/store/reference';
import * as replanning from '../../src/store/replan';
import { scopesOfRole } from '../../src/store/scopes';
import * as lasting from '../../src/store/still-valid';
import * as postings from '../../src/store/update-job-posting';
import * as webhookDeliveries from '../../src/store/webhooks/deliveries';
import * as handingOut from '../../src/store/webhooks/hand-out';
import * as sending from '../../src/store/webhooks/sending';
import * as webhooks from '../../src/store/webhooks/webhooks';
import {
  type Agency,
  addContact,
  apply,
  attempt,
  closing,
  contactFacts,
  daysAgo,
  keyed,
  makeAgency,
  openTestStore,
  postingFacts,
  request,
  run,
  submission,
  type TestStore,
} from '../support/agency';
import { contents } from '../support/log';

interface Ids {
  agencyId: string;
  candidateId: string;
  employerId: string;
  jobPostingId: string;
  contactId: string;
  assigneeId: string;
  feedId: string;
  webhookId: string;
  deliveryId: string;
  leaseId: string;
  jobId: string;
  applicationId: string;
  eventId: string;
  requestId: string;
  keyId: string;
}

let store: TestStore;
let agency: Agency;
let ours: Ids;
let theirs: Ids;
let unknown: Ids;

beforeAll(async () => {
  store = await openTestStore();
  agency = await makeAgency(store, 'Ours');
  ours = await fill(agency);
  theirs = await fill(await makeAgency(store, 'Theirs'));
  unknown = Object.fromEntries(Object.keys(ours).map((name) => [name, newId()])) as unknown as Ids;
});

afterAll(() => store.close());

async function fill(one: Agency): Promise<Ids> {
  const hook = { url: 'https://hooks.example.com/', description: null, eventTypes: [] };
  const { id: webhookId } = await webhooks.createWebhook(store, one.session, hook, null);
  const deliveryId = await webhookDeliveries.testWebhook(store, one.session, webhookId, null);
  const leases = await handingOut.leaseWebhooks(store, 10, 600_000);
  const leaseId = leases.find((lease) => lease.webhookId === webhookId)?.leaseId as string;
  const contactId = await addContact(one);
  const applicationId = await apply(one);
  const { reply } = await run(one, [request(applicationId, attempt())], keyed('theirs', 1));
  await run(one, [request(applicationId, attempt({ contactId, attemptedAt: daysAgo(2) }))]);
  const member = { name: 'Kim Recruiter', email: null, active: true };
  const assigneeId = await members.createMember(store, one.session, member, null);
  await run(one, [
    request(applicationId, { type: 'AssignApplication', memberId: assigneeId, assignedAt: null }),
  ]);
  const feed = { memberId: assigneeId, name: null };
  const { id: feedId } = await calendarFeeds.createCalendarFeed(store, one.session, feed, null);
  await calendarEntries.stampEntries(store, one.agencyId, feedId, [entry]);
  const jobId = await jobs.queueJob(store, one.session, 'EXPORT', exportInput, null);
  const job = (await jobs.claimJob(store.everyAgency)) as jobs.Job & jobs.Lease;
  await jobFiles.addChunk(store.of(one.agencyId), job, 0, Buffer.from('a line'));
  const refusal = { line: 2, column: null, message: 'Wrong.' };
  await importFiles.keepRefusals(store.of(one.agencyId), job, [refusal]);
  const refused = { of: { contactId }, saidBy: 'Kim', saidAt: daysAgo(1), note: null };
  const { id: requestId } = await doNotContact.recordDoNotContact(store, one.session, refused, null);
  const { agencyId, candidateId, employerId, jobPostingId } = one;
  const { id: keyId } = await apiKeys.issueKey(store, agencyId, 'Website', 'VIEWER');
  for (const target of [
    { employerId, jobPostingId: null },
    { employerId: null, jobPostingId },
  ]) {
    await policies.setPolicy(store, one.session, 'PATIENT', { closeWaitDays: 5 }, null, target);
  }
  return {
    agencyId,
    candidateId,
    employerId,
    jobPostingId,
    contactId,
    assigneeId,
    feedId,
    webhookId,
    deliveryId,
    leaseId,
    jobId,
    applicationId,
    eventId: reply.eventIds[0] as string,
    requestId,
    keyId,
  };
}

const entry = { uid: 'an entry', digest: Buffer.from('1') };
const exportInput = { kind: 'WORKLIST', since: null, stages: null, at: 0 } as const;
const page = { size: 10, backward: false, after: null, before: null };
const leaseOf = ({ webhookId, leaseId }: Ids): handingOut.Lease => ({
  agencyId: agency.agencyId,
  webhookId,
  leaseId,
});
const failure = {
  requestedAt: new Date(),
  url: 'https://hooks.example.com/',
  latencyMilliseconds: 1,
  responseStatus: 500,
  responseHeaders: {},
  responseBody: '',
  error: 'It answered with status 500.',
};
const newest = { field: 'SUBMITTED_AT', descending: true } as const;
const correction = (eventId: string) => ({ type: 'RetractEvent', eventId, reason: 'A mistake.' }) as const;

const giver = () => ({
  agencyId: agency.agencyId,
  scopes: scopesOfRole.ADMINISTRATOR,
  allowedOperations: null,
  actor: null,
});

/** Every function of the store that takes ids within an agency, called by our agency with the ids given. */
const calls: [string, (ids: Ids) => Promise<unknown>][] = [
  [
    'applicationsByIds',
    ({ applicationId }) => applications.applicationsByIds(store, agency.agencyId, [applicationId]),
  ],
  [
    'applicationsOfCandidate',
    ({ candidateId, applicationId }) =>
      applications.applicationsOfCandidate(store, agency.agencyId, candidateId, [applicationId]),
  ],
  ['timelinesOf', ({ applicationId }) => applications.timelinesOf(store, agency.agencyId, [applicationId])],
  ...(['candidateId', 'jobPostingId', 'employerId', 'assigneeId'] as const).flatMap((name): typeof calls => [
    [
      'listApplications',
      (ids) => applications.listApplications(store, agency.agencyId, { [name]: ids[name] }, newest, page),
    ],
    [
      'worklist',
      (ids) => worklists.worklist(store, agency.agencyId, daysAgo(-20), { [name]: ids[name] }, page),
    ],
    [
      'worklistCounts',
      (ids) => worklistCounting.worklistCounts(store, agency.agencyId, daysAgo(-20), { [name]: ids[name] }),
    ],
  ]),
  [
    'reachedRecently',
    ({ contactId }) => reaching.reachedRecently(store, agency.agencyId, [{ contactId, at: daysAgo(0) }]),
  ],
  ['listEvents', ({ applicationId }) => events.listEvents(store, agency.agencyId, { applicationId }, page)],
  ['revisionsOf', ({ applicationId }) => changes.revisionsOf(store, agency.agencyId, [applicationId])],
  ['eventsByIds', ({ eventId }) => events.eventsByIds(store, agency.agencyId, [eventId])],
  [
    'listContacts',
    ({ employerId }) => referenceLists.listContacts(store, agency.agencyId, { employerId }, page),
  ],
  [
    'listJobPostings',
    ({ employerId }) => referenceLists.listJobPostings(store, agency.agencyId, { employerId }, page),
  ],
  [
    'rowsByIds',
    (ids) => reference.rowsByIds(store.everyAgency, 'candidate', agency.agencyId, [ids.candidateId]),
  ],
  [
    'rowsByIds',
    (ids) => reference.rowsByIds(store.everyAgency, 'employer', agency.agencyId, [ids.employerId]),
  ],
  ['rowsByIds', (ids) => reference.rowsByIds(store.everyAgency, 'contact', agency.agencyId, [ids.contactId])],
  [
    'rowsByIds',
    (ids) => reference.rowsByIds(store.everyAgency, 'job_posting', agency.agencyId, [ids.jobPostingId]),
  ],
  ['rowsByIds', (ids) => reference.rowsByIds(store.everyAgency, 'member', agency.agencyId, [ids.assigneeId])],
  [
    'loadApplications',
    (ids) => loading.loadApplications(store.everyAgency, agency.agencyId, [ids.applicationId]),
  ],
  ['loadHistories', (ids) => loading.loadHistories(store.everyAgency, agency.agencyId, [ids.applicationId])],
  [
    'loadForSubmission',
    (ids) =>
      loading.loadForSubmission(store.everyAgency, agency.agencyId, ids.candidateId, ours.jobPostingId),
  ],
  [
    'loadForSubmission',
    (ids) =>
      loading.loadForSubmission(store.everyAgency, agency.agencyId, ours.candidateId, ids.jobPostingId),
  ],
  [
    'submit',
    ({ candidateId }) => executing.submit(store, agency.session, submission(agency, { candidateId })),
  ],
  [
    'submit',
    ({ jobPostingId }) => executing.submit(store, agency.session, submission(agency, { jobPostingId })),
  ],
  ['execute', ({ applicationId }) => run(agency, [request(applicationId, closing())])],
  [
    'execute',
    ({ assigneeId: memberId }) =>
      run(agency, [request(ours.applicationId, { type: 'AssignApplication', memberId, assignedAt: null })]),
  ],
  [
    'updateMember',
    ({ assigneeId }) => members.updateMember(store, agency.session, assigneeId, { name: 'Ours' }, null),
  ],
  ['jobsByIds', ({ jobId }) => jobs.jobsByIds(store.of(agency.agencyId), agency.agencyId, [jobId])],
  [
    'readFile',
    async ({ jobId }) => {
      const parts: string[] = [];
      for await (const part of jobFiles.readFile(store.of(agency.agencyId), agency.agencyId, jobId))
        parts.push(`${part}`);
      return parts;
    },
  ],
  ['listRefusals', ({ jobId }) => importFiles.listRefusals(store, agency.agencyId, jobId, page)],
  ['cancelJob', ({ jobId }) => jobs.cancelJob(store, agency.session, 'EXPORT', jobId, null)],
  [
    'openActions',
    async ({ applicationId }) => {
      // Some of these are within working hours.
      const hours = Array.from({ length: 96 }, (_, hour) => daysAgo(hour / 24));
      const found = hours.map((at) => exporting.openActions(store, agency.agencyId, [applicationId], at));
      return (await Promise.all(found)).map((each) => [...each]);
    },
  ],
  [
    'createCalendarFeed',
    async ({ assigneeId: memberId }) => {
      const feed = { memberId, name: null };
      const { id } = await calendarFeeds.createCalendarFeed(store, agency.session, feed, null);
      return id.length;
    },
  ],
  [
    'revokeCalendarFeed',
    ({ feedId }) => calendarFeeds.revokeCalendarFeed(store, agency.session, feedId, null),
  ],
  [
    'listCalendarFeeds',
    ({ assigneeId: memberId }) =>
      referenceLists.listCalendarFeeds(store, agency.agencyId, { memberId }, page),
  ],
  [
    'dueActions',
    ({ assigneeId }) =>
      calendarEntries.dueActions(store, agency.agencyId, assigneeId, daysAgo(3), daysAgo(-28)),
  ],
  ['stampEntries', ({ feedId }) => calendarEntries.stampEntries(store, agency.agencyId, feedId, [entry])],
  ['execute', ({ eventId }) => run(agency, [request(ours.applicationId, correction(eventId))])],
  [
    'append',
    async (ids) => appending.append(store.of(agency.agencyId), agency.agencyId, [await batchOn(ids)], null),
  ],
  [
    'createContact',
    ({ employerId }) => reference.createContact(store, agency.session, { ...contactFacts, employerId }, null),
  ],
  [
    'createJobPosting',
    ({ employerId }) =>
      reference.createJobPosting(store, agency.session, { ...postingFacts, employerId }, null),
  ],
  [
    'updateEmployer',
    ({ employerId }) => reference.updateEmployer(store, agency.session, employerId, { name: 'Ours' }, null),
  ],
  [
    'updateContact',
    ({ contactId }) => reference.updateContact(store, agency.session, contactId, { phone: '1' }, null),
  ],
  ...[({ contactId }: Ids) => ({ contactId }), ({ employerId }: Ids) => ({ employerId })].map(
    (of): (typeof calls)[number] => [
      'recordDoNotContact',
      (ids) => {
        const facts = { of: of(ids), saidBy: 'Kim', saidAt: daysAgo(1), note: null };
        return doNotContact.recordDoNotContact(store, agency.session, facts, null);
      },
    ],
  ),
  [
    'withdrawDoNotContact',
    ({ requestId }) => doNotContact.withdrawDoNotContact(store, agency.session, requestId, 'Ours.', null),
  ],
  [
    'withdrawDoNotContact',
    ({ eventId }) => doNotContact.withdrawDoNotContact(store, agency.session, eventId, 'Ours.', null),
  ],
  [
    'doNotContactHistories',
    ({ employerId }) => doNotContact.doNotContactHistories(store.everyAgency, agency.agencyId, [employerId]),
  ],
  [
    'refusingContact',
    ({ employerId }) => doNotContact.refusingContact(store.everyAgency, agency.agencyId, [employerId]),
  ],
  ['keysByIds', ({ keyId }) => agencyKeys.keysByIds(store.everyAgency, agency.agencyId, [keyId])],
  [
    'stillValid',
    async ({ keyId }) => {
      const holder = { agencyId: agency.agencyId, keyId, expiresAt: null } as apiKeys.KeyHolder;
      return [...(await lasting.stillValid(store, [holder]))];
    },
  ],
  [
    'rotateKey',
    ({ keyId }) => {
      const times = { overlapMilliseconds: 1e6, expiresAt: null };
      return agencyKeys.rotateKey(store, giver(), keyId, times, null);
    },
  ],
  ['revokeKeyOf', ({ keyId }) => agencyKeys.revokeKeyOf(store, agency.agencyId, keyId, null)],
  [
    'createKey',
    ({ candidateId }) => {
      const facts = { name: 'Portal', role: 'CANDIDATE', candidateId } as const;
      return agencyKeys.createKey(store, giver(), facts, null);
    },
  ],
  [
    'updateJobPosting',
    ({ jobPostingId }) =>
      postings.updateJobPosting(store, agency.session, jobPostingId, { title: 'Ours' }, null),
  ],
  [
    'policiesOfEmployers',
    ({ employerId }) => policies.policiesOfEmployers(store.everyAgency, agency.agencyId, [employerId]),
  ],
  [
    'policiesOfPostings',
    ({ jobPostingId }) => policies.policiesOfPostings(store.everyAgency, agency.agencyId, [jobPostingId]),
  ],
  [
    'webhooksByIds',
    ({ webhookId }) => webhooks.webhooksByIds(store.of(agency.agencyId), agency.agencyId, [webhookId]),
  ],
  [
    'deliveriesByIds',
    ({ deliveryId }) =>
      webhookDeliveries.deliveriesByIds(store.of(agency.agencyId), agency.agencyId, [deliveryId]),
  ],
  [
    'listDeliveries',
    ({ webhookId }) => webhookDeliveries.listDeliveries(store, agency.agencyId, webhookId, null, page),
  ],
  ['renewLease', (ids) => handingOut.renewLease(store, leaseOf(ids), 600_000)],
  ['dueDeliveries', (ids) => sending.dueDeliveries(store, leaseOf(ids), [], 4)],
  ['handOut', (ids) => handingOut.handOut(store, leaseOf(ids))],
  [
    'finishAttempt',
    async (ids) => {
      const due = { id: ids.deliveryId, event: null } as sending.DueDelivery;
      const result = { attempt: failure, retryMilliseconds: 1, pauseMilliseconds: null, isGone: false };
      await sending.finishAttempt(store, leaseOf(ids), due, result);
      return webhookDeliveries.attemptsOf(store.of(agency.agencyId), agency.agencyId, [ids.deliveryId]);
    },
  ],
  [
    'attemptsOf',
    ({ deliveryId }) =>
      webhookDeliveries.attemptsOf(store.of(agency.agencyId), agency.agencyId, [deliveryId]),
  ],
  [
    'releaseLease',
    async (ids) => {
      await handingOut.releaseLease(store, leaseOf(ids));
      const text = 'select lease_id from webhook where agency_id = $1 and id = $2';
      return (await store.of(agency.agencyId).query(text, [agency.agencyId, ids.webhookId])).rows;
    },
  ],
  ...(
    [
      [
        'updateWebhook',
        (id) => webhooks.updateWebhook(store, agency.session, id, { description: 'Ours' }, null),
      ],
      ['rotateWebhookSecret', (id) => webhooks.rotateWebhookSecret(store, agency.session, id, 1, null)],
      ['disableWebhook', (id) => webhooks.disableWebhook(store, agency.session, id, null)],
      ['enableWebhook', (id) => webhooks.enableWebhook(store, agency.session, id, null)],
      ['testWebhook', (id) => webhookDeliveries.testWebhook(store, agency.session, id, null)],
      ['redeliverSince', (id) => webhooks.redeliverSince(store, agency.session, id, { position: '1' }, null)],
    ] satisfies [string, (id: string) => Promise<unknown>][]
  ).map(([name, call]): (typeof calls)[number] => [name, ({ webhookId }) => call(webhookId)]),
  ['redeliver', ({ deliveryId }) => webhookDeliveries.redeliver(store, agency.session, deliveryId, null)],
  ['deleteWebhook', ({ webhookId }) => webhooks.deleteWebhook(store, agency.session, webhookId, null)],
  ...(['employerId', 'jobPostingId'] as const).flatMap((name): typeof calls => {
    const target = (ids: Ids) => ({ ...policies.wholeAgency, [name]: ids[name] });
    const layer = { scope: name === 'employerId' ? 'EMPLOYER' : 'JOB_POSTING', preset: null } as const;
    const proposed = { ...layer, overrides: { closeWaitDays: 9 } };
    return [
      ['listPolicyVersions', (ids) => policies.listPolicyVersions(store, agency.agencyId, target(ids), page)],
      [
        'refuseProblems',
        (ids) => policies.refuseProblems(store.everyAgency, agency.agencyId, target(ids), proposed),
      ],
      ['previewPolicy', (ids) => preview.previewPolicy(store, agency.agencyId, target(ids), proposed, 3)],
      [
        'setPolicy',
        (ids) => policies.setPolicy(store, agency.session, null, { closeWaitDays: 9 }, null, target(ids)),
      ],
      ['progressOf', (ids) => replanning.progressOf(store, agency.agencyId, layer.scope, [ids[name]])],
    ];
  }),
];

/** A batch on their application, or one with an id that nobody has, as an attacker might make it up. */
async function batchOn({ applicationId, employerId }: Ids) {
  const known = await loading.loadApplications(store.everyAgency, theirs.agencyId, [theirs.applicationId]);
  const session = { ...agency.session, agencyId: theirs.agencyId };
  const [batch] = await prepare(
    store.everyAgency,
    session,
    [request(theirs.applicationId, attempt())],
    known,
  );
  return { ...(batch as appending.AppendBatch), applicationId, employerId };
}

/** Value or refusal, without the ids that it was called with. */
async function outcome(call: (ids: Ids) => Promise<unknown>, ids: Ids): Promise<string> {
  const result = await call(ids).catch((error) => error.problems ?? String(error));
  const text = JSON.stringify(result instanceof Map ? [...result] : (result ?? null));
  return Object.entries(ids).reduce((so, [name, id]) => so.replaceAll(id, name), text);
}

test.each(calls)(
  '%s answers another agency as if the ids were unknown, and changes nothing',
  async (_, call) => {
    const before = await contents(store);
    const answer = await outcome(call, theirs);
    expect(answer).toBe(await outcome(call, unknown));
    expect(await contents(store)).toEqual(before);
  },
);

test.each(calls.filter(([name]) => name !== 'append'))('%s knows our own ids', async (_, call) => {
  expect(await outcome(call, ours)).not.toBe(await outcome(call, unknown));
});

test('no function has been forgotten', () => {
  const modules = [
    applications,
    worklists,
    events,
    changes,
    referenceLists,
    reaching,
    worklistCounting,
    members,
    calendarFeeds,
    calendarEntries,
    exporting,
    jobs,
    jobFiles,
    importFiles,
    reference,
    loading,
    executing,
    appending,
    postings,
    doNotContact,
    policies,
    messageTemplates,
    preview,
    replanning,
    idempotency,
    apiKeys,
    agencyKeys,
    providers,
    lasting,
    webhooks,
    webhookDeliveries,
    handingOut,
    sending,
  ];
  const names = modules
    .flatMap((module) => Object.entries(module))
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name);
  expect(names.filter((name) => !calls.some(([called]) => called === name)).sort()).toEqual([
    // These take no ids but the agency's own, or are for who runs the program.
    ...[
      'addChunk',
      'agencyOfKey',
      'allKeys',
      'claimJob',
      'clearFile',
      'countExported',
      'countOutdated',
      'createAgency',
      'createCandidate',
      'createEmployer',
    ],
    ...[
      'createMember',
      'createWebhook',
      'currentPolicy',
      'digest',
      'dropFiles',
      'ensureBootstrapKey',
      'exportedIds',
      'failJob',
      'feedBySecret',
      'finishJob',
      'headsOf',
    ],
    ...[
      'holderOf',
      'idempotencyOf',
      'insertKey',
      'issueKey',
      'keepJob',
      'keepRefusals',
      'keyReused',
      'leaseWebhooks',
      'listCandidates',
      'listEmployers',
      'listJobs',
    ],
    ...[
      'listKeys',
      'listMembers',
      'listWebhooks',
      'messageTemplates',
      'once',
      'plannedAction',
      'policyLayersOf',
      'providerOfAgency',
      'providerOfToken',
      'queueJob',
      'receiveImport',
    ],
    ...[
      'releaseJob',
      'removeProvider',
      'replan',
      'resetMessageTemplate',
      'revokeKey',
      'scopeOf',
      'setMessageTemplate',
      'setProvider',
      'storedReply',
      'toDelivery',
      'touchEmployer',
    ],
    ...['touchedOf'],
  ]);
});

test('lists, keys, policies and replies of one agency hold nothing of another', async () => {
  const rival = await makeAgency(store, 'Rival');
  const { agencyId } = rival;
  expect((await events.listEvents(store, agencyId, {}, page)).rows).toEqual([]);
  expect((await applications.listApplications(store, agencyId, {}, newest, page)).rows).toEqual([]);
  expect((await worklists.worklist(store, agencyId, daysAgo(-20), {}, page)).rows).toEqual([]);
  expect((await referenceLists.listCandidates(store, agencyId, {}, page)).rows).toMatchObject([
    { node: { id: rival.candidateId } },
  ]);
  expect((await referenceLists.listEmployers(store, agencyId, {}, page)).rows).toMatchObject([
    { node: { id: rival.employerId } },
  ]);
  expect(await idempotency.storedReply(store.everyAgency, agencyId, keyed('theirs', 1))).toBeNull();
  const before = await policies.currentPolicy(store, agencyId);
  await policies.setPolicy(store, agency.session, 'PATIENT', {}, null);
  expect(await policies.currentPolicy(store, agencyId)).toEqual(before);
  expect(await replanning.countOutdated(store, agencyId)).toBe(0);
  const key = { locale: 'en', medium: 'CALL', kind: 'CALL' } as const;
  const template = { ...key, subject: null, body: 'Is this a good moment?' };
  await messageTemplates.setMessageTemplate(store, agency.session, template, null);
  expect(await messageTemplates.messageTemplates(store.everyAgency, [agencyId])).toEqual(
    new Map([[agencyId, []]]),
  );
  await messageTemplates.resetMessageTemplate(store, rival.session, key, null);
  const ownBodies = (await messageTemplates.messageTemplates(store.everyAgency, [agency.agencyId])).get(
    agency.agencyId,
  );
  expect(ownBodies?.map(({ body }) => body)).toEqual([template.body]);
});
