import * as appending from '../../../src/store/append';
import * as executing from '../../../src/store/execute';
import * as loading from '../../../src/store/load';
import { prepare } from '../../../src/store/prepare';
import * as applications from '../../../src/store/queries/applications';
import * as changes from '../../../src/store/queries/changes';
import * as events from '../../../src/store/queries/events';
import * as reaching from '../../../src/store/queries/reached';
import * as worklists from '../../../src/store/queries/worklist';
import * as worklistCounting from '../../../src/store/queries/worklist-counts';
import { attempt, closing, daysAgo, request, run, submission } from '../../support/agency';
import { type Call, type Ids, page, type TwoAgencies } from './two-agencies';

export const newest = { field: 'SUBMITTED_AT', descending: true } as const;
const correction = (eventId: string) => ({ type: 'RetractEvent', eventId, reason: 'A mistake.' }) as const;

/** Applications, what is to be done on them, and their events. */
export const applicationsCalls: Call[] = [
  [
    'applicationsByIds',
    ({ applicationId }, { store, agencyId }) =>
      applications.applicationsByIds(store, agencyId, [applicationId]),
  ],
  [
    'applicationsOfCandidate',
    ({ candidateId, applicationId }, { store, agencyId }) =>
      applications.applicationsOfCandidate(store, agencyId, candidateId, [applicationId]),
  ],
  [
    'timelinesOf',
    ({ applicationId }, { store, agencyId }) => applications.timelinesOf(store, agencyId, [applicationId]),
  ],
  ...(['candidateId', 'jobPostingId', 'employerId', 'assigneeId'] as const).flatMap((name): Call[] => [
    [
      'listApplications',
      (ids, { store, agencyId }) =>
        applications.listApplications(store, agencyId, { [name]: ids[name] }, newest, page),
    ],
    [
      'worklist',
      (ids, { store, agencyId }) =>
        worklists.worklist(store, agencyId, daysAgo(-20), { [name]: ids[name] }, page),
    ],
    [
      'worklistCounts',
      (ids, { store, agencyId }) =>
        worklistCounting.worklistCounts(store, agencyId, daysAgo(-20), { [name]: ids[name] }),
    ],
  ]),
  [
    'reachedRecently',
    ({ contactId }, { store, agencyId }) =>
      reaching.reachedRecently(store, agencyId, [{ contactId, at: daysAgo(0) }]),
  ],
  [
    'listEvents',
    ({ applicationId }, { store, agencyId }) => events.listEvents(store, agencyId, { applicationId }, page),
  ],
  [
    'revisionsOf',
    ({ applicationId }, { store, agencyId }) => changes.revisionsOf(store, agencyId, [applicationId]),
  ],
  ['eventsByIds', ({ eventId }, { store, agencyId }) => events.eventsByIds(store, agencyId, [eventId])],
  [
    'loadApplications',
    (ids, { store, agencyId }) => loading.loadApplications(store.everyAgency, agencyId, [ids.applicationId]),
  ],
  [
    'loadHistories',
    (ids, { store, agencyId }) => loading.loadHistories(store.everyAgency, agencyId, [ids.applicationId]),
  ],
  [
    'loadForSubmission',
    (ids, { store, agencyId, ours }) =>
      loading.loadForSubmission(store.everyAgency, agencyId, ids.candidateId, ours.jobPostingId),
  ],
  [
    'loadForSubmission',
    (ids, { store, agencyId, ours }) =>
      loading.loadForSubmission(store.everyAgency, agencyId, ours.candidateId, ids.jobPostingId),
  ],
  [
    'submit',
    ({ candidateId }, { store, agency, session }) =>
      executing.submit(store, session, submission(agency, { candidateId })),
  ],
  [
    'submit',
    ({ jobPostingId }, { store, agency, session }) =>
      executing.submit(store, session, submission(agency, { jobPostingId })),
  ],
  ['execute', ({ applicationId }, { agency }) => run(agency, [request(applicationId, closing())])],
  [
    'execute',
    ({ assigneeId: memberId }, { agency, ours }) =>
      run(agency, [request(ours.applicationId, { type: 'AssignApplication', memberId, assignedAt: null })]),
  ],
  [
    'execute',
    ({ eventId }, { agency, ours }) => run(agency, [request(ours.applicationId, correction(eventId))]),
  ],
  [
    'append',
    async (ids, two) =>
      appending.append(two.store.of(two.agencyId), two.agencyId, [await batchOn(ids, two)], null),
  ],
];

/** A batch on their application, or one with an id that nobody has, as an attacker might make it up. */
async function batchOn(
  { applicationId, employerId }: Ids,
  { store, session: ourSession, theirs }: TwoAgencies,
): Promise<appending.AppendBatch> {
  const known = await loading.loadApplications(store.everyAgency, theirs.agencyId, [theirs.applicationId]);
  const session = { ...ourSession, agencyId: theirs.agencyId };
  const [batch] = await prepare(
    store.everyAgency,
    session,
    [request(theirs.applicationId, attempt())],
    known,
  );
  return { ...(batch as appending.AppendBatch), applicationId, employerId };
}
