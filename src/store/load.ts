import { type ApplicationState, fold } from '../domain/application';
import { WorkingCalendar, type WorkingHours } from '../domain/calendar';
import type { PostingFacts } from '../domain/events';
import type { Instant } from '../domain/instant';
import { makePolicy, type PolicyValues } from '../domain/policy';
import type { Circumstances } from '../domain/recommendation/recommend';
import type { Contact } from '../domain/recommendation/situation';
import type { PolicyPreset } from '../domain/vocabulary';
import { foldVersion } from './append';
import { decodeEvent, type EventJson, type StoredEvent } from './codec';
import type { Queryable } from './data-source';

/** All that a command is decided and a plan is made on, as of one statement. */
export interface Loaded extends Circumstances {
  applicationId: string;
  employerId: string;
  employerRevision: number;
  policyVersion: number;
  /** The database's clock. */
  now: Instant;
}

interface CircumstancesRow {
  employerId: string;
  employerRevision: number;
  policyVersion: number;
  now: Instant;
  candidateTimeZone: string;
  timeZone: string;
  country: string;
  region: string | null;
  hours: WorkingHours[];
  preset: PolicyPreset | null;
  overrides: Partial<PolicyValues> | null;
  contacts: Omit<Contact, 'doNotContact'>[] | null;
  refusals: { contactId: string | null }[] | null;
}

/** Who has refused contact on the application itself is part of its state, and may be taken back there. */
const circumstances = (applicationId: string) => `
  e.id as "employerId", e.revision as "employerRevision", g.policy_version as "policyVersion",
  (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
  c.time_zone as "candidateTimeZone", e.time_zone as "timeZone", e.country, e.region, e.working_hours as hours,
  p.preset, p.overrides,
  (select json_agg(json_build_object('id', k.id, 'role', k.role, 'decides', k.decides, 'email', k.email,
      'phone', k.phone, 'availability', k.availability,
      'emailChangedAt', (extract(epoch from k.email_changed_at) * 1000)::bigint) order by k.id)
    from contact k where k.agency_id = e.agency_id and k.employer_id = e.id) as contacts,
  (select json_agg(json_build_object('contactId', d.contact_id))
    from do_not_contact d where d.agency_id = e.agency_id and d.employer_id = e.id
      and d.application_id is distinct from ${applicationId}) as refusals`;

const candidateAndPolicy = `
  left join candidate c on c.agency_id = a.agency_id and c.id = a.candidate_id
  join agency g on g.id = a.agency_id
  left join policy p on p.agency_id = g.id and p.version = g.policy_version`;

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
      join employer e on e.agency_id = a.agency_id and e.id = a.employer_id ${candidateAndPolicy}
      where a.agency_id = $1 and a.id = any ($2)`,
    values: [agencyId, applicationIds],
  });
  const outdated = rows.filter((row) => row.foldVersion !== foldVersion).map(({ id }) => id);
  const histories = outdated.length > 0 ? await loadHistories(db, agencyId, outdated) : new Map();
  return new Map(
    rows.map((row) => {
      const history = histories.get(row.id) as StoredEvent[] | undefined;
      return [row.id, { ...fromRow(row), applicationId: row.id, state: history ? fold(history) : row.state }];
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
  | (Omit<Loaded, 'applicationId' | 'state'> & { posting: PostingFacts; postingRevision: number })
  | 'candidateId'
  | 'jobPostingId'
> {
  const { rows } = await db.query<
    CircumstancesRow & { posting: PostingFacts; postingRevision: number; hasCandidate: boolean }
  >({
    name: 'load-for-submission',
    text: `select json_build_object('noPhoneCalls', a.no_phone_calls, 'noFollowUp', a.no_follow_up,
        'onlyQualifiedContacted', a.only_qualified_contacted, 'generalEmail', a.general_email,
        'takenDownAt', (extract(epoch from a.taken_down_at) * 1000)::bigint,
        'closedAt', (extract(epoch from a.closed_at) * 1000)::bigint) as posting,
        a.revision as "postingRevision", c.id is not null as "hasCandidate", ${circumstances('null')}
      from (select *, $2::uuid as candidate_id from job_posting) a
      join employer e on e.agency_id = a.agency_id and e.id = a.employer_id ${candidateAndPolicy}
      where a.agency_id = $1 and a.id = $3`,
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

function fromRow(row: CircumstancesRow): Omit<Loaded, 'applicationId' | 'state'> {
  const { employerId, employerRevision, policyVersion, candidateTimeZone } = row;
  const refusals = row.refusals ?? [];
  const refused = new Set(refusals.map(({ contactId }) => contactId));
  return {
    employerId,
    employerRevision,
    policyVersion,
    now: Math.floor(row.now),
    policy: makePolicy(row.preset ?? 'BALANCED', row.overrides ?? {}, policyVersion),
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
