import type { ApplicationState } from '../domain/application';
import type { Actor, Event } from '../domain/events';
import { type Instant, toRfc3339 } from '../domain/instant';
import type { Step } from '../domain/recommendation/plan';
import { type Action, rankOf } from '../domain/recommendation/recommend';
import type { ContactMethod } from '../domain/vocabulary';
import { type EventJson, encodeData } from './codec';
import type { Queryable } from './data-source';

/** The edition of the fold and the rules: with another one, states and plans in the database are made anew. */
export const foldVersion = 3;

/** What is written of one application: its new events, and all that follows from them. */
export interface AppendBatch {
  applicationId: string;
  employerId: string;
  jobPostingId: string;
  /** For a new application. */
  create: { candidateId: string; jobPostingId: string; postingRevision: number } | null;
  /** The version that the events were decided on. */
  expectedVersion: number;
  employerRevision: number;
  policyVersion: number;
  events: Event[];
  state: ApplicationState;
  /** From here on the steps take the place of what was planned. */
  planFrom: Instant;
  steps: Step[];
  /** Who has refused contact on this application; null where that has not changed. */
  doNotContact: Refusal[] | null;
  /** Attempts towards a person that are new or not as they were, and the ids of those that stand no more. */
  personAttempts: PersonAttempt[];
  removedAttempts: string[];
  /** From so many a week on, nudges to a person touch the plans of other applications. */
  personNudgesMax: number;
}

/** An attempt as others at the agency who turn to the same person need to know it. */
export interface PersonAttempt {
  attemptId: string;
  contactId: string;
  attemptedAt: Instant;
  method: ContactMethod;
  presses: boolean;
  attemptedBy: Actor;
}

/** The employer, or one contact, has asked by this event not to be contacted. */
export interface Refusal {
  eventId: string;
  contactId: string | null;
}

/** A client's key for a request, with a digest of it, so that a retry can be told from another request. */
export interface Idempotency {
  key: string;
  requestHash: Buffer;
}

/** What a repeated request is answered with. */
export interface StoredReply {
  /** Where the request made or changed something other than an application. */
  entityId?: string;
  applicationIds: string[];
  eventIds: string[];
}

export type AppendReply =
  | { status: 'appended'; positions: string[]; touchedEmployerIds: string[] }
  | { status: 'replayed'; reply: StoredReply }
  | { status: 'key_reused' }
  | { status: 'conflict'; conflicts: { applicationId: string; events: EventJson[] }[] }
  | { status: 'stale' };

/** Records all of it or nothing, in one round trip. */
export async function append(
  db: Queryable,
  agencyId: string,
  batches: AppendBatch[],
  idempotency: Idempotency | null,
): Promise<AppendReply> {
  const reply: StoredReply = {
    applicationIds: batches.map(({ applicationId }) => applicationId),
    eventIds: batches.flatMap(({ events }) => events.map(({ eventId }) => eventId)),
  };
  const { rows } = await db.query<{ reply: AppendReply }>({
    name: 'record-events',
    text: 'select record_events($1, $2, $3, $4, $5) as reply',
    values: [
      agencyId,
      idempotency?.key ?? null,
      idempotency?.requestHash ?? null,
      JSON.stringify(reply),
      JSON.stringify(batches.map(toJson)),
    ],
  });
  return (rows[0] as { reply: AppendReply }).reply;
}

function toJson({ events, state, planFrom, steps, personAttempts, ...batch }: AppendBatch) {
  return {
    ...batch,
    foldVersion,
    version: state.version,
    stage: state.stage,
    outcome: state.outcome,
    submittedAt: toRfc3339(state.submittedAt),
    lastOccurredAt: toRfc3339(state.lastOccurredAt),
    state,
    planFrom: toRfc3339(planFrom),
    events: events.map((event) => ({
      ...event,
      occurredAt: toRfc3339(event.occurredAt),
      recordedAt: toRfc3339(event.recordedAt),
      data: encodeData(event.data),
    })),
    personAttempts: personAttempts.map((one) => ({ ...one, attemptedAt: toRfc3339(one.attemptedAt) })),
    plannedActions: steps.flatMap((step) =>
      step.actions.map((action, place) => plannedAction(step, action, place)),
    ),
  };
}

/** An action as it is stored. */
export function plannedAction({ from, until }: Step, action: Action, place: number) {
  return {
    fromAt: toRfc3339(from),
    untilAt: until === null ? null : toRfc3339(until),
    place,
    rank: rankNumber(action),
    kind: action.kind,
    method: action.method,
    action,
  };
}

/** The worklist's order as one number: groups apart by more than any time in seconds; null for nothing to do. */
function rankNumber(action: Action): number | null {
  if (action.kind === 'WAIT' || action.kind === 'NONE') return null;
  const { group, at } = rankOf(action);
  return group * 1e11 + at / 1000;
}
