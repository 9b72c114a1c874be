import type { ApplicationState } from '../domain/application';
import { WorkingCalendar, type WorkingHours } from '../domain/calendar';
import type { PostingFacts } from '../domain/events';
import { fold } from '../domain/fold';
import type { Instant } from '../domain/instant';
import { makePolicy, type PolicyLayer } from '../domain/policy';
import type { Circumstances } from '../domain/recommendation/recommend';
import type { Contact } from '../domain/recommendation/situation';
import { foldVersion } from './append';
import { decodeEvent, type EventJson, type StoredEvent } from './codec';
import type { Queryable } from './data-source';

/** All that a command is decided and a plan is made on, as of one statement. */
export interface Loaded extends Circumstances {
  applicationId: string;
  employerId: string;
  jobPostingId: string;
  employerRevision: number;
  policyVersion: number;
  /** What the policy is made of. */
  policyLayers: PolicyLayer[];
  /** Is the stored state of an earlier edition of the fold, and this one made anew? */
  isRefolded: boolean;
  /** The database's clock. */
  now: Instant;
}

interface CircumstancesRow {
  employerId: string;
  jobPostingId: string;
  employerRevision: number;
  policyVersion: number;
  now: Instant;
  candidateTimeZone: string;
  timeZone: string;
  country: string;
  region: string | null;
  hours: WorkingHours[];
  policies: PolicyLayer[] | null;
  contacts: Omit<Contact, 'doNotContact'>[] | null;
  refusals: { contactId: string | null }[] | null;
}

/** The version that is in force for an application, over its agency `g`, its employer `e` and its posting `j`. */
export const policyVersionInForce = 'greatest(g.policy_version, e.policy_version, j.policy_version)';

/** What each of these versions has set, the most general first. */
export const policyLayersOf = (versions: string) => `
  (select json_agg(json_build_object(
      'scope', case when p.employer_id is not null then 'EMPLOYER'
        when p.job_posting_id is not null then 'JOB_POSTING' else 'AGENCY' end,
      'version', p.version, 'preset', p.preset, 'overrides', p.overrides, 'setBy', p.set_by,
      'employerId', p.employer_id, 'jobPostingId', p.job_posting_id,
      'setAt', (extract(epoch from p.set_at) * 1000)::bigint)
      order by p.job_posting_id is not null, p.employer_id is not null)
    from policy p where p.agency_id = g.id and p.version in (${versions}))`;

/** Who has refused contact on the application itself is part of its state, and may be taken back there. */
const circumstances = (applicationId: string) => `
  e.id as "employerId", j.id as "jobPostingId", e.revision as "employerRevision",
  ${policyVersionInForce} as "policyVersion",
  (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
  c.time_zone as "candidateTimeZone", e.time_zone as "timeZone", e.country, e.region, e.working_hours as hours,
  ${policyLayersOf('g.policy_version, e.policy_version, j.policy_version')} as policies,
  (select json_agg(json_build_object('id', k.id, 'role', k.role, 'decides', k.decides, 'email', k.email,
      'phone', k.phone, 'availability', k.availability, 'availabilityWindows', k.availability_windows,
      'preferredMethod', k.preferred_method,
      'postalAddress', k.postal_address, 'refusedMethods', k.refused_methods,
      'pressedElsewhereAt', array(select (extract(epoch from t.attempted_at) * 1000)::bigint from person_attempt t
        where t.agency_id = k.agency_id and t.contact_id = k.id and t.presses
          and t.application_id is distinct from ${applicationId} order by t.attempted_at desc limit 50),
      'emailChangedAt', (extract(epoch from k.email_changed_at) * 1000)::bigint) order by k.id)
    from contact k where k.agency_id = e.agency_id and k.employer_id = e.id) as contacts,
  (select json_agg(json_build_object('contactId', d.contact_id)) from (
    select d.contact_id from do_not_contact d where d.agency_id = e.agency_id and d.employer_id = e.id
      and d.application_id is distinct from ${applicationId}
    union all
    select r.contact_id from do_not_contact_request r where r.agency_id = e.agency_id and r.employer_id = e.id
      and r.withdrawn_at is null) d) as refusals`;

/** The agency's applications among these, by id. */
export async function loadApplications(
  db: Queryable,
  agencyId: string,
  applicationIds: string[],
): Promise<Map<string, Loaded>> {
  const { rows } = await db.query<
    CircumstancesRow & { id: string; state: ApplicationState; foldVersion: number }
  >({
    name: 'load-applications',
    text: `select a.id, a.state, a.fold_version as "foldVersion", ${circumstances('a.id')}
      from application a
      join employer e on e.agency_id = a.agency_id and e.id = a.employer_id
      join job_posting j on j.agency_id = a.agency_id and j.id = a.job_posting_id
      join candidate c on c.agency_id = a.agency_id and c.id = a.candidate_id
      join agency g on g.id = a.agency_id
      where a.agency_id = $1 and a.id = any ($2)`,
    values: [agencyId, applicationIds],
  });
  const outdated = rows.filter((row) => row.foldVersion !== foldVersion).map(({ id }) => id);
  const histories = outdated.length > 0 ? await loadHistories(db, agencyId, outdated) : new Map();
  return new Map(
    rows.map((row) => {
      const history = histories.get(row.id) as StoredEvent[] | undefined;
      const state = history ? fold(history) : row.state;
      return [row.id, { ...fromRow(row), applicationId: row.id, state, isRefolded: history !== undefined }];
    }),
  );
}

/** What a submission is decided on; where the candidate or the posting is not the agency's, which of them. */
export async function loadForSubmission(
  db: Queryable,
  agencyId: string,
  candidateId: string,
  jobPostingId: string,
): Promise<
  | (Omit<Loaded, 'applicationId' | 'state' | 'isRefolded'> & {
      posting: PostingFacts;
      postingRevision: number;
    })
  | 'candidateId'
  | 'jobPostingId'
> {
  const { rows } = await db.query<
    CircumstancesRow & { posting: PostingFacts; postingRevision: number; hasCandidate: boolean }
  >({
    name: 'load-for-submission',
    text: `select json_build_object('noPhoneCalls', j.no_phone_calls, 'noFollowUp', j.no_follow_up,
        'onlyQualifiedContacted', j.only_qualified_contacted, 'generalEmail', j.general_email,
        'takenDownAt', (extract(epoch from j.taken_down_at) * 1000)::bigint,
        'closedAt', (extract(epoch from j.closed_at) * 1000)::bigint) as posting,
        j.revision as "postingRevision", c.id is not null as "hasCandidate", ${circumstances('null')}
      from job_posting j
      join employer e on e.agency_id = j.agency_id and e.id = j.employer_id
      join agency g on g.id = j.agency_id
      left join candidate c on c.agency_id = j.agency_id and c.id = $2
      where j.agency_id = $1 and j.id = $3`,
    values: [agencyId, candidateId, jobPostingId],
  });
  const row = rows[0];
  if (!row) return 'jobPostingId';
  if (!row.hasCandidate) return 'candidateId';
  return { ...fromRow(row), posting: row.posting, postingRevision: row.postingRevision };
}

/** The events of some applications, each in the order of its versions. */
export async function loadHistories(
  db: Queryable,
  agencyId: string,
  applicationIds: string[],
): Promise<Map<string, StoredEvent[]>> {
  const { rows } = await db.query<{ event: EventJson }>({
    name: 'load-histories',
    text: `select event_json(e) as event from event e
      where agency_id = $1 and application_id = any ($2) order by application_id, version`,
    values: [agencyId, applicationIds],
  });
  const histories = new Map<string, StoredEvent[]>(applicationIds.map((id) => [id, []]));
  for (const { event } of rows) histories.get(event.applicationId)?.push(decodeEvent(event));
  return histories;
}

function fromRow(row: CircumstancesRow): Omit<Loaded, 'applicationId' | 'state' | 'isRefolded'> {
  const { employerId, jobPostingId, employerRevision, policyVersion, candidateTimeZone } = row;
  const refusals = row.refusals ?? [];
  const refused = new Set(refusals.map(({ contactId }) => contactId));
  return {
    employerId,
    jobPostingId,
    employerRevision,
    policyVersion,
    now: Math.floor(row.now),
    policyLayers: row.policies ?? [],
    policy: makePolicy(row.policies ?? [], policyVersion),
    calendar: calendarOf(row),
    people: {
      candidateTimeZone,
      contacts: (row.contacts ?? []).map((contact) => ({
        ...contact,
        doNotContact: refused.has(contact.id),
      })),
      employerDoNotContact: refused.has(null),
    },
  };
}

const calendars = new Map<string, WorkingCalendar>();
const calendarsMax = 500;

/** Calendars remember the days that they have computed, so employers that work alike share one. */
function calendarOf({ timeZone, country, region, hours }: CircumstancesRow): WorkingCalendar {
  const key = JSON.stringify([timeZone, country, region, hours]);
  let calendar = calendars.get(key);
  if (!calendar) {
    if (calendars.size >= calendarsMax) calendars.clear();
    calendar = new WorkingCalendar({ timeZone, country, region, hours });
    calendars.set(key, calendar);
  }
  return calendar;
}
