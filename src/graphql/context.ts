import DataLoader from 'dataloader';
import type { StoredTemplate } from '../domain/message/template';
import type { Step } from '../domain/recommendation/plan';
import type { Outbound } from '../outbound/outbound';
import { type KeyView, keysByIds } from '../store/agency-keys';
import type { KeyHolder } from '../store/api-keys';
import type { StoredEvent } from '../store/codec';
import type { Store } from '../store/data-source';
import { type DoNotContactView, doNotContactHistories, refusingContact } from '../store/do-not-contact';
import type {
  CalendarFeedRow,
  CandidateRow,
  ContactRow,
  EmployerRow,
  JobPostingRow,
  MemberRow,
} from '../store/entities';
import { type Job, jobsByIds } from '../store/jobs';
import { type Loaded, loadApplications, loadHistories } from '../store/load';
import { messageTemplates } from '../store/message-templates';
import { type PolicyView, policiesOfEmployers, policiesOfPostings } from '../store/policies';
import type { Session } from '../store/prepare';
import {
  type ApplicationView,
  applicationsByIds,
  applicationsOfCandidate,
  timelinesOf,
} from '../store/queries/applications';
import { type EventView, eventsByIds } from '../store/queries/events';
import { type PersonAt, type Reached, reachedRecently } from '../store/queries/reached';
import { rowsByIds } from '../store/reference';
import { type Progress, progressOf } from '../store/replan';
import { type AttemptRow, attemptsOf, type DeliveryRow, deliveriesByIds } from '../store/webhooks/deliveries';
import { type WebhookRow, webhooksByIds } from '../store/webhooks/webhooks';
import type { Budget } from './budget';
import type { Trail } from './trail';

/** What a request's resolvers share: for whom it runs, and what has been loaded for it so far. */
export interface Context extends Loaders {
  store: Store;
  holder: KeyHolder;
  session: Session;
  /** What the holder may spend. */
  budget: Budget;
  /** Where requests may go out to. */
  outbound: Outbound;
  /** What is told of the operation in logs and traces. */
  trail: Trail;
  /** All message templates that the agency has set. */
  templates(): Promise<StoredTemplate[]>;
  /** Forgets what has been loaded: a request may hold several mutations, and each sees what the former did. */
  forget(): void;
}

interface Loaders {
  candidates: DataLoader<string, CandidateRow | null>;
  employers: DataLoader<string, EmployerRow | null>;
  contacts: DataLoader<string, ContactRow | null>;
  jobPostings: DataLoader<string, JobPostingRow | null>;
  members: DataLoader<string, MemberRow | null>;
  calendarFeeds: DataLoader<string, CalendarFeedRow | null>;
  apiKeys: DataLoader<string, KeyView | null>;
  jobs: DataLoader<string, Job | null>;
  applications: DataLoader<string, ApplicationView | null>;
  events: DataLoader<string, EventView | null>;
  timelines: DataLoader<string, Step[] | null>;
  circumstances: DataLoader<string, Loaded | null>;
  histories: DataLoader<string, StoredEvent[] | null>;
  /** By agency: all at once, since drafts of one request ask for many of them. */
  messageTemplates: DataLoader<string, StoredTemplate[] | null>;
  reached: DataLoader<PersonAt, Reached[], string>;
  employerPolicies: DataLoader<string, PolicyView | null>;
  postingPolicies: DataLoader<string, PolicyView | null>;
  employerProgress: DataLoader<string, Progress | null>;
  postingProgress: DataLoader<string, Progress | null>;
  /** Of an employer and all its people. */
  doNotContacts: DataLoader<string, DoNotContactView[] | null>;
  /** Of an employer: who of its people is not to be contacted, null being the whole of it. */
  refusing: DataLoader<string, Set<string | null> | null>;
  webhooks: DataLoader<string, WebhookRow | null>;
  webhookDeliveries: DataLoader<string, DeliveryRow | null>;
  webhookAttempts: DataLoader<string, AttemptRow[] | null>;
}

export function makeContext(
  store: Store,
  holder: KeyHolder,
  budget: Budget,
  outbound: Outbound,
  trail: Trail,
): Context {
  const { agencyId, candidateId } = holder;
  /** Of these applications, those that may be seen. */
  const own = async (ids: readonly string[]) =>
    candidateId === null ? [...ids] : applicationsOfCandidate(store, agencyId, candidateId, ids);
  const db = store.of(agencyId);
  const loaders: Loaders = {
    candidates: loader((ids) => {
      const own = candidateId === null ? ids : ids.filter((id) => id === candidateId);
      return rowsByIds<CandidateRow>(db, 'candidate', agencyId, own);
    }),
    employers: loader((ids) => rowsByIds<EmployerRow>(db, 'employer', agencyId, ids)),
    contacts: loader((ids) => rowsByIds<ContactRow>(db, 'contact', agencyId, ids)),
    jobPostings: loader((ids) => rowsByIds<JobPostingRow>(db, 'job_posting', agencyId, ids)),
    members: loader((ids) => rowsByIds<MemberRow>(db, 'member', agencyId, ids)),
    calendarFeeds: loader((ids) => rowsByIds<CalendarFeedRow>(db, 'calendar_feed', agencyId, ids)),
    apiKeys: loader((ids) => keysByIds(db, agencyId, ids)),
    jobs: loader((ids) => jobsByIds(db, agencyId, ids)),
    applications: loader(async (ids) => applicationsByIds(store, agencyId, await own(ids))),
    events: loader((ids) => eventsByIds(store, agencyId, ids)),
    timelines: loader(async (ids) => timelinesOf(store, agencyId, await own(ids))),
    circumstances: loader(async (ids) => loadApplications(db, agencyId, await own(ids))),
    histories: loader(async (ids) => loadHistories(db, agencyId, await own(ids))),
    messageTemplates: loader((ids) => messageTemplates(db, ids)),
    reached: new DataLoader((asked) => reachedRecently(store, agencyId, asked), {
      cacheKeyFn: ({ contactId, at }) => `${contactId} ${at}`,
    }),
    employerPolicies: loader((ids) => policiesOfEmployers(db, agencyId, ids)),
    postingPolicies: loader((ids) => policiesOfPostings(db, agencyId, ids)),
    employerProgress: loader((ids) => progressOf(store, agencyId, 'EMPLOYER', ids)),
    postingProgress: loader((ids) => progressOf(store, agencyId, 'JOB_POSTING', ids)),
    doNotContacts: loader((ids) => doNotContactHistories(db, agencyId, ids)),
    refusing: loader((ids) => refusingContact(db, agencyId, ids)),
    webhooks: loader((ids) => webhooksByIds(db, agencyId, ids)),
    webhookDeliveries: loader((ids) => deliveriesByIds(db, agencyId, ids)),
    webhookAttempts: loader((ids) => attemptsOf(db, agencyId, ids)),
  };
  return {
    ...loaders,
    store,
    holder,
    budget,
    outbound,
    trail,
    session: { agencyId, actor: holder.actor },
    templates: async () => (await loaders.messageTemplates.load(agencyId)) ?? [],
    forget: () => {
      for (const each of Object.values(loaders)) each.clearAll();
    },
  };
}

/** One statement for all ids asked for at the same time; null for an id that is not the agency's. */
function loader<T>(load: (ids: readonly string[]) => Promise<Map<string, T>>): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const found = await load(ids);
    return ids.map((id) => found.get(id) ?? null);
  });
}
