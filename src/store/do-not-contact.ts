import type { EntityManager } from 'typeorm';
import { v7 as newId } from 'uuid';
import { askedByResponses } from '../domain/do-not-contact';
import { refusal } from '../domain/errors';
import type { Actor } from '../domain/events';
import type { Instant } from '../domain/instant';
import type { Idempotency } from './append';
import { decodeEvent, type EventJson, type StoredEvent } from './codec';
import type { Queryable, Store } from './data-source';
import { ContactRow, DoNotContactRequestRow } from './entities';
import type { Session } from './prepare';
import { once, touchEmployer } from './reference';
import { replan } from './replan';

/** Who asked, and for whom: one person, or the employer as a whole. */
export interface DoNotContactFacts {
  of: { contactId: string } | { employerId: string };
  saidBy: string;
  saidAt: Instant;
  note: string | null;
}

/**
 * Somebody has asked not to be contacted, apart from any application. It is honoured on every open
 * application of the employer before this answers.
 */
export async function recordDoNotContact(
  store: Store,
  { agencyId, actor }: Session,
  { of, saidBy, saidAt, note }: DoNotContactFacts,
  idempotency: Idempotency | null,
): Promise<{ id: string; employerId: string }> {
  const recorded = await once(store, agencyId, idempotency, async (manager) => {
    const contactId = 'contactId' in of ? of.contactId : null;
    const employerId = 'contactId' in of ? await employerOf(manager, agencyId, of.contactId) : of.employerId;
    await touchEmployer(manager, agencyId, employerId, 'employerId');
    const id = newId();
    await manager.insert(DoNotContactRequestRow, {
      ...{ agencyId, id, employerId, contactId, saidBy, saidAt: new Date(saidAt), note, recordedBy: actor },
    });
    return id;
  });
  return honoured(store, agencyId, recorded);
}

/** It was a mistake, or they have changed their mind; it stays in the history with who took it back, and why. */
export async function withdrawDoNotContact(
  store: Store,
  { agencyId, actor }: Session,
  id: string,
  reason: string,
  idempotency: Idempotency | null,
): Promise<{ id: string; employerId: string }> {
  const withdrawn = await once(store, agencyId, idempotency, async (manager, takeKey) => {
    const request = await manager.findOneBy(DoNotContactRequestRow, { agencyId, id });
    if (!request) throw await refusalOfUnknown(manager, agencyId, id);
    await touchEmployer(manager, agencyId, request.employerId, 'id');
    // Before it is seen to be withdrawn: a repetition at the same time finds its own key, and no refusal.
    await takeKey(id);
    const [, changed] = await manager.query(
      `update do_not_contact_request set withdrawn_at = now(), withdrawn_by = $3, withdrawal_reason = $4
       where agency_id = $1 and id = $2 and withdrawn_at is null`,
      [agencyId, id, actor, reason],
    );
    if (changed === 0) throw refusal('ALREADY_WITHDRAWN', 'id', 'It has been withdrawn already.');
    return id;
  });
  return honoured(store, agencyId, withdrawn);
}

/** Held until the end, and before the employer: see the order of locks in `lockApplications`. */
async function employerOf(manager: EntityManager, agencyId: string, contactId: string): Promise<string> {
  const contact = await manager.findOne(ContactRow, {
    where: { agencyId, id: contactId },
    lock: { mode: 'for_key_share' },
  });
  if (!contact) throw refusal('NOT_FOUND', 'contactId', 'No contact has this id.');
  return contact.employerId;
}

/** One that came as a response is taken back where it was recorded. */
async function refusalOfUnknown(manager: EntityManager, agencyId: string, id: string) {
  const [event] = await manager.query('select from event where agency_id = $1 and event_id = $2', [
    agencyId,
    id,
  ]);
  return event
    ? refusal(
        'RECORDED_ON_APPLICATION',
        'id',
        'It came as a response on an application: retract or correct that event instead.',
      )
    : refusal('NOT_FOUND', 'id', 'Nobody has asked this under this id.');
}

/** However many there are: none may be left with a step towards somebody who has refused it. */
async function honoured(store: Store, agencyId: string, id: string) {
  const { rows } = await store.of(agencyId).query<{ employerId: string }>({
    name: 'do-not-contact-request',
    text: `select employer_id as "employerId" from do_not_contact_request where agency_id = $1 and id = $2`,
    values: [agencyId, id],
  });
  const { employerId } = rows[0] as { employerId: string };
  await replan(store, agencyId, { most: Number.POSITIVE_INFINITY, employerIds: [employerId] });
  return { id, employerId };
}

/** That somebody asked not to be contacted, as a request or by a response on an application. */
export interface DoNotContactView {
  /** Of the request, or of the event. */
  id: string;
  employerId: string;
  /** Null: the employer as a whole. */
  contactId: string | null;
  /** Null where it came as a response: whoever it is about has said so. */
  saidBy: string | null;
  saidAt: Instant;
  note: string | null;
  recordedBy: Actor;
  recordedAt: Instant;
  /** Where it came as a response. */
  applicationId: string | null;
  withdrawal: { at: Instant; by: Actor; reason: string } | null;
}

const inMilliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** All that anybody at these employers has ever asked of the kind, the newest first. */
export async function doNotContactHistories(
  db: Queryable,
  agencyId: string,
  employerIds: readonly string[],
): Promise<Map<string, DoNotContactView[]>> {
  const { rows } = await db.query<{
    employerId: string;
    requests: DoNotContactView[] | null;
    histories: EventJson[][] | null;
  }>({
    name: 'do-not-contact-histories',
    text: `
      select e.id as "employerId",
        (select json_agg(json_build_object('id', r.id, 'employerId', r.employer_id, 'contactId', r.contact_id,
            'saidBy', r.said_by, 'saidAt', ${inMilliseconds('r.said_at')}, 'note', r.note,
            'recordedBy', r.recorded_by, 'recordedAt', ${inMilliseconds('r.recorded_at')}, 'applicationId', null,
            'withdrawal', case when r.withdrawn_at is not null then json_build_object(
              'at', ${inMilliseconds('r.withdrawn_at')}, 'by', r.withdrawn_by,
              'reason', r.withdrawal_reason) end))
          from do_not_contact_request r where r.agency_id = e.agency_id and r.employer_id = e.id) as requests,
        (select json_agg(h.events) from (
          select json_agg(event_json(v)) as events from event v
          where v.agency_id = e.agency_id
            and v.type in ('ContactAttempted', 'ResponseReceived', 'EventCorrected', 'EventRetracted')
            and v.application_id in (
              select a.id from application a
              join event s on s.agency_id = a.agency_id and s.application_id = a.id
                and 'DO_NOT_CONTACT' in (s.data ->> 'response', s.data #>> '{replacement,data,response}')
              where a.agency_id = e.agency_id and a.employer_id = e.id)
          group by v.application_id) h) as histories
      from employer e where e.agency_id = $1 and e.id = any ($2)`,
    values: [agencyId, employerIds],
  });
  return new Map(
    rows.map(({ employerId, requests, histories }) => {
      const asked = (histories ?? []).flatMap((events) => fromEvents(employerId, events.map(decodeEvent)));
      const views = [...(requests ?? []), ...asked];
      const newestFirst = views.sort(
        (one, other) => other.recordedAt - one.recordedAt || (one.id < other.id ? 1 : -1),
      );
      return [employerId, newestFirst];
    }),
  );
}

/** Of the events of one application. */
function fromEvents(employerId: string, events: StoredEvent[]): DoNotContactView[] {
  const applicationId = (events[0] as StoredEvent).applicationId;
  return askedByResponses(events).map(({ eventId: id, ...asked }) => ({
    ...asked,
    ...{ id, employerId, applicationId, saidBy: null },
  }));
}

/** Who at these employers is not to be contacted now; null among them is the employer as a whole. */
export async function refusingContact(
  db: Queryable,
  agencyId: string,
  employerIds: readonly string[],
): Promise<Map<string, Set<string | null>>> {
  const { rows } = await db.query<{ employerId: string; contactIds: (string | null)[] }>({
    name: 'refusing-contact',
    text: `
      select employer_id as "employerId", array_agg(distinct contact_id) as "contactIds" from (
        select d.employer_id, d.contact_id from do_not_contact d
          where d.agency_id = $1 and d.employer_id = any ($2)
        union all
        select r.employer_id, r.contact_id from do_not_contact_request r
          where r.agency_id = $1 and r.employer_id = any ($2) and r.withdrawn_at is null) refused
      group by employer_id`,
    values: [agencyId, employerIds],
  });
  return new Map(rows.map(({ employerId, contactIds }) => [employerId, new Set(contactIds)]));
}
