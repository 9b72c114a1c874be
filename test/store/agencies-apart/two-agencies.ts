import { v7 as newId } from 'uuid';
import * as apiKeys from '../../../src/store/api-keys';
import * as calendarEntries from '../../../src/store/calendar-entries';
import * as calendarFeeds from '../../../src/store/calendar-feeds';
import * as doNotContact from '../../../src/store/do-not-contact';
import * as importFiles from '../../../src/store/import-files';
import * as jobFiles from '../../../src/store/job-files';
import * as jobs from '../../../src/store/jobs';
import * as members from '../../../src/store/members';
import * as policies from '../../../src/store/policies';
import type { Session } from '../../../src/store/prepare';
import * as webhookDeliveries from '../../../src/store/webhooks/deliveries';
import * as handingOut from '../../../src/store/webhooks/hand-out';
import * as webhooks from '../../../src/store/webhooks/webhooks';
import {
  type Agency,
  addContact,
  apply,
  attempt,
  daysAgo,
  keyed,
  makeAgency,
  request,
  run,
  type TestStore,
} from '../../support/agency';

/** Of one agency, one of each. */
export interface Ids {
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

/** Two agencies in one database, each with one of everything; the first is the one that calls. */
export interface TwoAgencies {
  store: TestStore;
  agency: Agency;
  agencyId: string;
  session: Session;
  ours: Ids;
  theirs: Ids;
  unknown: Ids;
}

/** A function of the store, called by our agency with the ids given. */
export type Call = [name: string, call: (ids: Ids, two: TwoAgencies) => Promise<unknown>];

export const entry = { uid: 'an entry', digest: Buffer.from('1') };
const exportInput = { kind: 'WORKLIST', since: null, stages: null, at: 0 } as const;
export const page = { size: 10, backward: false, after: null, before: null };

export async function makeTwoAgencies(store: TestStore): Promise<TwoAgencies> {
  const agency = await makeAgency(store, 'Ours');
  const ours = await fill(agency);
  const theirs = await fill(await makeAgency(store, 'Theirs'));
  const unknown = Object.fromEntries(Object.keys(ours).map((name) => [name, newId()])) as unknown as Ids;
  return { store, agency, agencyId: agency.agencyId, session: agency.session, ours, theirs, unknown };
}

async function fill(one: Agency): Promise<Ids> {
  const { store } = one;
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
