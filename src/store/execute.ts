import { v7 as newId } from 'uuid';
import { type ApplicationState, asStanding, evolve, follows, initialState } from '../domain/application';
import { decide, type SubmitApplication } from '../domain/commands';
import { DomainError, refusal } from '../domain/errors';
import type { Step } from '../domain/recommendation/plan';
import { type AppendBatch, type AppendReply, append, type Idempotency, type StoredReply } from './append';
import { decodeEvent, type StoredEvent } from './codec';
import type { Store } from './data-source';
import { keyReused, storedReply } from './idempotency';
import { inTurn } from './in-turn';
import { type Loaded, loadApplications, loadForSubmission } from './load';
import { prepare, type Request, type Session, stamp, Work } from './prepare';
import { replan } from './replan';

export type Submission = Omit<SubmitApplication, 'type' | 'employerId' | 'posting' | 'timeZone'>;

/** What has been recorded: by this request, or by an earlier one with the same idempotency key. */
export interface Executed {
  reply: StoredReply;
  /** The applications as this request has left them; empty where the request is a repeated one. */
  written: Written[];
}

export interface Written {
  applicationId: string;
  employerId: string;
  state: ApplicationState;
  steps: Step[];
  events: StoredEvent[];
}

/** Conflicts with other processes in a row, before the caller is told. */
const triesMax = 8;

/**
 * Decides and records commands in order: all of them or, where any is refused, none.
 * @throws RefusedRequests, or DomainError with IDEMPOTENCY_KEY_REUSED or VERSION_CONFLICT.
 */
export async function execute(
  store: Store,
  session: Session,
  requests: Request[],
  idempotency: Idempotency | null = null,
): Promise<Executed> {
  const { agencyId } = session;
  const ids = [...new Set(requests.map(({ applicationId }) => applicationId))];
  let known: Map<string, Loaded> | null = null;
  return inTurn(ids, () =>
    settle(store, session, idempotency, async (conflicts) => {
      known = known && conflicts && caughtUp(known, conflicts);
      known ??= await loadApplications(store.pool, agencyId, ids);
      return prepare(store.pool, session, requests, known);
    }),
  );
}

/** Records a new application. */
export async function submit(
  store: Store,
  session: Session,
  submission: Submission,
  idempotency: Idempotency | null = null,
): Promise<Executed> {
  const { candidateId, jobPostingId } = submission;
  const applicationId = newId();
  return settle(store, session, idempotency, async () => {
    const found = await loadForSubmission(store.pool, session.agencyId, candidateId, jobPostingId);
    if (typeof found === 'string') {
      throw refusal(
        'NOT_FOUND',
        found,
        `No ${found === 'candidateId' ? 'candidate' : 'job posting'} has this id.`,
      );
    }
    const { posting, postingRevision, ...rest } = found;
    const loaded: Loaded = { ...rest, applicationId, state: initialState };
    const timeZone = loaded.calendar.timeZone;
    const { employerId, now } = loaded;
    const decided = decide(
      { type: 'SubmitApplication', ...submission, employerId, posting, timeZone },
      { state: initialState, history: [], now },
    );
    const work = new Work(loaded);
    work.record(stamp(decided, loaded, 1, session.actor));
    return [{ ...work.batch(), create: { candidateId, jobPostingId, postingRevision } }];
  });
}

type Conflicts = Extract<AppendReply, { status: 'conflict' }>['conflicts'];

/** Prepares and appends until nobody has come between. */
async function settle(
  store: Store,
  session: Session,
  idempotency: Idempotency | null,
  prepareBatches: (conflicts: Conflicts | null) => Promise<AppendBatch[]>,
): Promise<Executed> {
  let conflicts: Conflicts | null = null;
  for (let tries = 0; tries < triesMax; tries++) {
    let batches: AppendBatch[];
    try {
      batches = await prepareBatches(conflicts);
    } catch (error) {
      // What is refused now may be the repetition of a request that was accepted.
      const reply =
        error instanceof DomainError ? await storedReply(store.pool, session.agencyId, idempotency) : null;
      if (reply) return { reply, written: [] };
      throw error;
    }
    const reply = await append(store.pool, session.agencyId, batches, idempotency);
    if (reply.status === 'appended') return appended(store, session, batches, reply.positions);
    if (reply.status === 'replayed') return { reply: reply.reply, written: [] };
    if (reply.status === 'key_reused') throw keyReused();
    conflicts = reply.status === 'conflict' ? reply.conflicts : null;
  }
  throw refusal('VERSION_CONFLICT', 'applicationId', 'Others keep changing this application; try again.');
}

async function appended(
  store: Store,
  { agencyId }: Session,
  batches: AppendBatch[],
  positions: string[],
): Promise<Executed> {
  let next = 0;
  const written = batches.map(({ applicationId, employerId, state, steps, events }) => ({
    applicationId,
    employerId,
    state,
    steps,
    events: events.map((event) => ({ ...event, applicationId, position: positions[next++] as string })),
  }));
  // A refusal of contact reaches the employer's other applications.
  if (batches.some(({ doNotContact }) => doNotContact !== null)) await replan(store, agencyId);
  return {
    reply: {
      applicationIds: written.map(({ applicationId }) => applicationId),
      eventIds: written.flatMap(({ events }) => events.map(({ eventId }) => eventId)),
    },
    written,
  };
}

/** What was known with the missed events folded in; null where they lie before what is known. */
function caughtUp(known: Map<string, Loaded>, conflicts: Conflicts): Map<string, Loaded> | null {
  const folded = new Map(known);
  for (const { applicationId, events } of conflicts) {
    const loaded = known.get(applicationId) as Loaded;
    let { state } = loaded;
    for (const event of events.map(decodeEvent)) {
      if (!follows(state, event)) return null;
      state = evolve(state, asStanding(event));
    }
    folded.set(applicationId, { ...loaded, state });
  }
  return folded;
}
