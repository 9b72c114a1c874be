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
import * as lasting from '../../src/store/still-valid';
import * as postings from '../../src/store/update-job-posting';
import * as webhookDeliveries from '../../src/store/webhooks/deliveries';
import * as handingOut from '../../src/store/webhooks/hand-out';
import * as sending from '../../src/store/webhooks/sending';
import * as webhooks from '../../src/store/webhooks/webhooks';
import { daysAgo, keyed, makeAgency, openTestStore, type TestStore } from '../support/agency';
import { contents } from '../support/log';
import { applicationsCalls, newest } from './agencies-apart/applications';
import { jobsCalls } from './agencies-apart/jobs';
import { peopleCalls } from './agencies-apart/people';
import { policiesCalls } from './agencies-apart/policies';
import { type Call, type Ids, makeTwoAgencies, page, type TwoAgencies } from './agencies-apart/two-agencies';
import { webhooksCalls } from './agencies-apart/webhooks';

/** Every function of the store that takes ids within an agency. */
const calls = [...jobsCalls, ...applicationsCalls, ...peopleCalls, ...webhooksCalls, ...policiesCalls];

let store: TestStore;
let two: TwoAgencies;
beforeAll(async () => {
  store = await openTestStore();
  two = await makeTwoAgencies(store);
});
afterAll(() => store.close());

/** Value or refusal, without the ids that it was called with. */
async function outcome(call: Call[1], ids: Ids): Promise<string> {
  const result = await call(ids, two).catch((error) => error.problems ?? String(error));
  const text = JSON.stringify(result instanceof Map ? [...result] : (result ?? null));
  return Object.entries(ids).reduce((so, [name, id]) => so.replaceAll(id, name), text);
}

test.each(calls)(
  '%s answers another agency as if the ids were unknown, and changes nothing',
  async (_, call) => {
    const before = await contents(store);
    const answer = await outcome(call, two.theirs);
    expect(answer).toBe(await outcome(call, two.unknown));
    expect(await contents(store)).toEqual(before);
  },
);

test.each(calls.filter(([name]) => name !== 'append'))('%s knows our own ids', async (_, call) => {
  expect(await outcome(call, two.ours)).not.toBe(await outcome(call, two.unknown));
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
  await policies.setPolicy(store, two.session, 'PATIENT', {}, null);
  expect(await policies.currentPolicy(store, agencyId)).toEqual(before);
  expect(await replanning.countOutdated(store, agencyId)).toBe(0);
  const key = { locale: 'en', medium: 'CALL', kind: 'CALL' } as const;
  const template = { ...key, subject: null, body: 'Is this a good moment?' };
  await messageTemplates.setMessageTemplate(store, two.session, template, null);
  expect(await messageTemplates.messageTemplates(store.everyAgency, [agencyId])).toEqual(
    new Map([[agencyId, []]]),
  );
  await messageTemplates.resetMessageTemplate(store, rival.session, key, null);
  const ownBodies = (await messageTemplates.messageTemplates(store.everyAgency, [two.agencyId])).get(
    two.agencyId,
  );
  expect(ownBodies?.map(({ body }) => body)).toEqual([template.body]);
});
