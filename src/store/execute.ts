import { v7 as newId } from 'uuid';
import { type ApplicationState, initialState } from '../domain/application';
import type { SubmitApplication } from '../domain/commands';
import { decide } from '../domain/decide';
import { DomainError, refusal } from '../domain/errors';
import { asStanding, evolve, follows } from '../domain/fold';
import { plan, type Step } from '../domain/recommendation/plan';
import { type AppendBatch, type AppendReply, append, type Idempotency, type StoredReply } from './append';
import { decodeEvent, type StoredEvent } from './codec';
import { appends, lockedAppends } from './counts';
import type { Queryable, Store } from './data-source';
import { keyReused, storedReply } from './idempotency';
import { inTurn } from './in-turn';
import { type Loaded, loadApplications, loadForSubmission } from './load';
import { lockApplications, lockForSubmission, whileLocked } from './lock';
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

/** How often others may come between, before they are kept out by locks, which take more round trips. */
const triesWithoutLock = 4;
/** With locks nobody comes between but a request with the same idempotency key, once. */
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
  const lock = (db: Queryable) => lockApplications(db, agencyId, ids);
  return inTurn(ids, () =>
    settle(store, session, idempotency, lock, async (db, conflicts) => {
      known = known && conflicts && caughtUp(known, conflicts);
      known ??= await loadApplications(db, agencyId, ids);
      return prepare(db, session, requests, known);
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
  const lock = (db: Queryable) => lockForSubmission(db, session.agencyId, jobPostingId);
  return settle(store, session, idempotency, lock, async (db) => {
    const found = await loadForSubmission(db, session.agencyId, candidateId, jobPostingId);
    if (typeof found === 'string') {
      throw refusal(
        'NOT_FOUND',
        found,
        `No ${found === 'candidateId' ? 'candidate' : 'job posting'} has this id.`,
      );
    }
    const { posting, postingRevision, ...rest } = found;
    const loaded: Loaded = { ...rest, applicationId, state: initialState, isRefolded: false };
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

interface Trial {
  batches: AppendBatch[];
  reply: AppendReply;
}

/** Prepares and appends until nobody has come between; after some tries, nobody can. */
async function settle(
  store: Store,
  session: Session,
  idempotency: Idempotency | null,
  lock: (db: Queryable) => Promise<void>,
  prepareBatches: (db: Queryable, conflicts: Conflicts | null) => Promise<AppendBatch[]>,
): Promise<Executed> {
  const { agencyId } = session;
  const own = store.of(agencyId);
  let conflicts: Conflicts | null = null;
  const tryOnce = async (db: Queryable, missed: Conflicts | null): Promise<Trial> => {
    const batches = await prepareBatches(db, missed);
    return { batches, reply: await append(db, agencyId, batches, idempotency) };
  };
  for (let tries = 0; tries < triesMax; tries++) {
    const trial: Promise<Trial> =
      tries < triesWithoutLock
        ? tryOnce(own, conflicts)
        : whileLocked(store, agencyId, lock, (db) => tryOnce(db, null));
    if (tries >= triesWithoutLock) lockedAppends.count += 1;
    const { batches, reply }: Trial = await trial.catch(async (error) => {
      // What is refused now may be the repetition of a request that was accepted.
      const earlier = error instanceof DomainError && (await storedReply(own, agencyId, idempotency));
      if (earlier) return { batches: [], reply: { status: 'replayed', reply: earlier } };
      if (error instanceof DomainError) appends.refused += 1;
      throw error;
    });
    appends[reply.status] += 1;
    if (reply.status === 'appended') return appended(store, session, batches, reply);
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
  { positions, touchedEmployerIds }: Extract<AppendReply, { status: 'appended' }>,
): Promise<Executed> {
  store.wakeUp.announce();
  let next = 0;
  let written: Written[] = batches.map(({ applicationId, employerId, state, steps, events }) => ({
    applicationId,
    employerId,
    state,
    steps,
    events: events.map((event) => ({ ...event, applicationId, position: positions[next++] as string })),
  }));
  // A refusal of contact, or one attempt too many, reaches the employer's other applications and this one.
  if (touchedEmployerIds.length > 0) {
    // However many there are: none may be left with a step towards somebody who has refused it.
    const isRefusal = batches.some(({ doNotContact }) => doNotContact !== null);
    const most = isRefusal ? Number.POSITIVE_INFINITY : undefined;
    await replan(store, agencyId, { employerIds: touchedEmployerIds, most });
    written = await planned(store, agencyId, written);
  }
  return {
    reply: {
      applicationIds: written.map(({ applicationId }) => applicationId),
      eventIds: written.flatMap(({ events }) => events.map(({ eventId }) => eventId)),
    },
    written,
  };
}

/** The same with the plans that rest on the people of now. */
async function planned(store: Store, agencyId: string, written: Written[]): Promise<Written[]> {
  const ids = written.map(({ applicationId }) => applicationId);
  const known = await loadApplications(store.of(agencyId), agencyId, ids);
  return written.map((one) => {
    const { state } = one;
    const steps = plan({ ...(known.get(one.applicationId) as Loaded), state }, state.lastOccurredAt);
    return { ...one, steps };
  });
}

/** What was known with the missed events folded in; null where they lie before what is known. */
function caughtUp(known: Map<string, Loaded>, conflicts: Conflicts): Map<string, Loaded> | null {
  const folded = new Map(known);
  for (const { applicationId, events } of conflicts) {
    const loaded = known.get(applicationId) as Loaded;
    let { state, now } = loaded;
    for (const event of events.map(decodeEvent)) {
      if (!follows(state, event)) return null;
      state = evolve(state, asStanding(event));
      // What is recorded after them must not seem to have been known before.
      now = Math.max(now, event.recordedAt);
    }
    folded.set(applicationId, { ...loaded, state, now });
  }
  return folded;
}
