import * as agencyKeys from '../../../src/store/agency-keys';
import * as apiKeys from '../../../src/store/api-keys';
import * as calendarEntries from '../../../src/store/calendar-entries';
import * as calendarFeeds from '../../../src/store/calendar-feeds';
import * as doNotContact from '../../../src/store/do-not-contact';
import * as members from '../../../src/store/members';
import * as referenceLists from '../../../src/store/queries/reference';
import * as reference from '../../../src/store/reference';
import { scopesOfRole } from '../../../src/store/scopes';
import * as lasting from '../../../src/store/still-valid';
import * as postings from '../../../src/store/update-job-posting';
import { contactFacts, daysAgo, postingFacts } from '../../support/agency';
import { type Call, entry, type Ids, page } from './two-agencies';

const giver = (agencyId: string) => ({
  agencyId,
  scopes: scopesOfRole.ADMINISTRATOR,
  allowedOperations: null,
  actor: null,
});

/** Whom and what applications refer to, and who works at the agency. */
export const peopleCalls: Call[] = [
  [
    'listContacts',
    ({ employerId }, { store, agencyId }) =>
      referenceLists.listContacts(store, agencyId, { employerId }, page),
  ],
  [
    'listJobPostings',
    ({ employerId }, { store, agencyId }) =>
      referenceLists.listJobPostings(store, agencyId, { employerId }, page),
  ],
  [
    'rowsByIds',
    (ids, { store, agencyId }) =>
      reference.rowsByIds(store.everyAgency, 'candidate', agencyId, [ids.candidateId]),
  ],
  [
    'rowsByIds',
    (ids, { store, agencyId }) =>
      reference.rowsByIds(store.everyAgency, 'employer', agencyId, [ids.employerId]),
  ],
  [
    'rowsByIds',
    (ids, { store, agencyId }) =>
      reference.rowsByIds(store.everyAgency, 'contact', agencyId, [ids.contactId]),
  ],
  [
    'rowsByIds',
    (ids, { store, agencyId }) =>
      reference.rowsByIds(store.everyAgency, 'job_posting', agencyId, [ids.jobPostingId]),
  ],
  [
    'rowsByIds',
    (ids, { store, agencyId }) =>
      reference.rowsByIds(store.everyAgency, 'member', agencyId, [ids.assigneeId]),
  ],
  [
    'updateMember',
    ({ assigneeId }, { store, session }) =>
      members.updateMember(store, session, assigneeId, { name: 'Ours' }, null),
  ],
  [
    'createCalendarFeed',
    async ({ assigneeId: memberId }, { store, session }) => {
      const feed = { memberId, name: null };
      const { id } = await calendarFeeds.createCalendarFeed(store, session, feed, null);
      return id.length;
    },
  ],
  [
    'revokeCalendarFeed',
    ({ feedId }, { store, session }) => calendarFeeds.revokeCalendarFeed(store, session, feedId, null),
  ],
  [
    'listCalendarFeeds',
    ({ assigneeId: memberId }, { store, agencyId }) =>
      referenceLists.listCalendarFeeds(store, agencyId, { memberId }, page),
  ],
  [
    'dueActions',
    ({ assigneeId }, { store, agencyId }) =>
      calendarEntries.dueActions(store, agencyId, assigneeId, daysAgo(3), daysAgo(-28)),
  ],
  [
    'stampEntries',
    ({ feedId }, { store, agencyId }) => calendarEntries.stampEntries(store, agencyId, feedId, [entry]),
  ],
  [
    'createContact',
    ({ employerId }, { store, session }) =>
      reference.createContact(store, session, { ...contactFacts, employerId }, null),
  ],
  [
    'createJobPosting',
    ({ employerId }, { store, session }) =>
      reference.createJobPosting(store, session, { ...postingFacts, employerId }, null),
  ],
  [
    'updateEmployer',
    ({ employerId }, { store, session }) =>
      reference.updateEmployer(store, session, employerId, { name: 'Ours' }, null),
  ],
  [
    'updateContact',
    ({ contactId }, { store, session }) =>
      reference.updateContact(store, session, contactId, { phone: '1' }, null),
  ],
  ...[({ contactId }: Ids) => ({ contactId }), ({ employerId }: Ids) => ({ employerId })].map(
    (of): Call => [
      'recordDoNotContact',
      (ids, { store, session }) => {
        const facts = { of: of(ids), saidBy: 'Kim', saidAt: daysAgo(1), note: null };
        return doNotContact.recordDoNotContact(store, session, facts, null);
      },
    ],
  ),
  [
    'withdrawDoNotContact',
    ({ requestId }, { store, session }) =>
      doNotContact.withdrawDoNotContact(store, session, requestId, 'Ours.', null),
  ],
  [
    'withdrawDoNotContact',
    ({ eventId }, { store, session }) =>
      doNotContact.withdrawDoNotContact(store, session, eventId, 'Ours.', null),
  ],
  [
    'doNotContactHistories',
    ({ employerId }, { store, agencyId }) =>
      doNotContact.doNotContactHistories(store.everyAgency, agencyId, [employerId]),
  ],
  [
    'refusingContact',
    ({ employerId }, { store, agencyId }) =>
      doNotContact.refusingContact(store.everyAgency, agencyId, [employerId]),
  ],
  [
    'keysByIds',
    ({ keyId }, { store, agencyId }) => agencyKeys.keysByIds(store.everyAgency, agencyId, [keyId]),
  ],
  [
    'stillValid',
    async ({ keyId }, { store, agencyId }) => {
      const holder = { agencyId: agencyId, keyId, expiresAt: null } as apiKeys.KeyHolder;
      return [...(await lasting.stillValid(store, [holder]))];
    },
  ],
  [
    'rotateKey',
    ({ keyId }, { store, agencyId }) => {
      const times = { overlapMilliseconds: 1e6, expiresAt: null };
      return agencyKeys.rotateKey(store, giver(agencyId), keyId, times, null);
    },
  ],
  ['revokeKeyOf', ({ keyId }, { store, agencyId }) => agencyKeys.revokeKeyOf(store, agencyId, keyId, null)],
  [
    'createKey',
    ({ candidateId }, { store, agencyId }) => {
      const facts = { name: 'Portal', role: 'CANDIDATE', candidateId } as const;
      return agencyKeys.createKey(store, giver(agencyId), facts, null);
    },
  ],
  [
    'updateJobPosting',
    ({ jobPostingId }, { store, session }) =>
      postings.updateJobPosting(store, session, jobPostingId, { title: 'Ours' }, null),
  ],
];
