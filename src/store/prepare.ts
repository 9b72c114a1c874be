import { isDeepStrictEqual } from 'node:util';
import { v7 as newId } from 'uuid';
import type { ApplicationState } from '../domain/application';
import type { Command, SubmitApplication } from '../domain/commands';
import { type Decided, decide } from '../domain/decide';
import { DomainError, type Problem, refusal } from '../domain/errors';
import type { Actor, Event } from '../domain/events';
import { asStanding, evolve, fold, follows } from '../domain/fold';
import { clip, plan, type Step, timeline } from '../domain/recommendation/plan';
import { isNudgeAttempt } from '../domain/recommendation/situation';
import type { AppendBatch, PersonAttempt, Refusal } from './append';
import type { Queryable } from './data-source';
import { type Loaded, loadHistories } from './load';

/** For whom something is done, and who does it. */
export interface Session {
  agencyId: string;
  actor: Actor;
}

/** A command on an application, as a caller sends it. */
export interface Request {
  applicationId: string;
  command: Exclude<Command, SubmitApplication>;
  /** Refused where the application has moved on since. */
  expectedVersion: number | null;
}

/** A refusal of one request among several, with its place. */
export class RefusedRequests extends DomainError {
  constructor(readonly refused: { index: number; problems: Problem[] }[]) {
    super(refused.flatMap(({ problems }) => problems));
  }
}

/**
 * What the requests lead to, one batch an application, in the order in which they came.
 * @throws RefusedRequests with the problems of every request that is refused.
 */
export async function prepare(
  db: Queryable,
  session: Session,
  requests: Request[],
  known: Map<string, Loaded>,
): Promise<AppendBatch[]> {
  const works = new Map<string, Work>();
  const refused: { index: number; problems: Problem[] }[] = [];
  for (const [index, request] of requests.entries()) {
    try {
      const loaded = known.get(request.applicationId);
      if (!loaded) throw refusal('NOT_FOUND', 'applicationId', 'No application has this id.');
      const work = works.get(request.applicationId) ?? new Work(loaded);
      works.set(request.applicationId, work);
      await work.take(db, session, request);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ index, problems: error.problems });
    }
  }
  if (refused.length > 0) throw new RefusedRequests(refused);
  return [...works.values()].map((work) => work.batch());
}

/** A decided event with its place in the history. */
export function stamp(decided: Decided, loaded: Loaded, version: number, actor: Actor): Event {
  return { ...decided, eventId: newId(), version, schemaVersion: 1, recordedAt: loaded.now, actor };
}

/** The commands on one application: each is decided on what the ones before it led to. */
export class Work {
  private readonly events: Event[] = [];
  private state: ApplicationState;
  private steps: Step[] = [];
  /** All events before these; loaded once something has to be folded in before what is known. */
  private history: Event[] | null = null;

  constructor(private readonly loaded: Loaded) {
    this.state = loaded.state;
  }

  async take(db: Queryable, session: Session, { command, expectedVersion }: Request): Promise<void> {
    const { applicationId, state, now } = this.loaded;
    if (expectedVersion !== null && expectedVersion !== state.version) {
      const message = `The application has moved on: it is at version ${state.version}.`;
      throw refusal('VERSION_CONFLICT', 'expectedVersion', message);
    }
    const loadHistory = async () =>
      (await loadHistories(db, session.agencyId, [applicationId])).get(applicationId) ?? [];
    if (command.type === 'CorrectEvent' || command.type === 'RetractEvent')
      this.history ??= await loadHistory();
    const history = [...(this.history ?? []), ...this.events];
    const decided = decide(command, { state: this.state, history, now });
    const event = stamp(decided, this.loaded, this.state.version + 1, session.actor);
    if (!follows(this.state, event)) this.history ??= await loadHistory();
    this.record(event);
  }

  record(event: Event): void {
    this.events.push(event);
    if (this.history) {
      this.state = fold([...this.history, ...this.events]);
      return;
    }
    this.state = evolve(this.state, asStanding(event));
    const next = plan({ ...this.loaded, state: this.state }, event.occurredAt);
    this.steps = [...clip(this.steps, event.occurredAt), ...next];
  }

  batch(): AppendBatch {
    const { loaded, history, events, state } = this;
    const refusals = refusalsIn(state);
    const refusalsChanged = JSON.stringify(refusals) !== JSON.stringify(refusalsIn(loaded.state));
    const planned = history
      ? { planFrom: state.submittedAt, steps: timeline(loaded, [...history, ...events]) }
      : { planFrom: (events[0] as Event).occurredAt, steps: this.steps };
    return {
      ...batchOn(loaded, { state, ...planned }),
      events,
      doNotContact: refusalsChanged ? refusals : null,
    };
  }
}

/** A batch without events: what is known of an application, written again. */
export function batchOn(
  loaded: Loaded,
  made: Pick<AppendBatch, 'state' | 'planFrom' | 'steps'>,
): AppendBatch {
  const { applicationId, employerId, jobPostingId, employerRevision, policyVersion, state } = loaded;
  const known = loaded.isRefolded ? [] : personAttemptsIn(state);
  const attempts = personAttemptsIn(made.state);
  return {
    applicationId,
    employerId,
    jobPostingId,
    create: null,
    expectedVersion: state.version,
    employerRevision,
    policyVersion,
    events: [],
    doNotContact: null,
    personAttempts: attempts.filter((one) => !known.some((other) => isDeepStrictEqual(one, other))),
    removedAttempts: known
      .filter(({ attemptId }) => !attempts.some((one) => one.attemptId === attemptId))
      .map(({ attemptId }) => attemptId),
    personNudgesMax: loaded.policy.nudgesPerPersonPerWeekMax,
    ...made,
  };
}

/** The attempts towards persons. */
function personAttemptsIn({ attempts }: ApplicationState): PersonAttempt[] {
  return attempts.flatMap((attempt) => {
    const { id: attemptId, contactId, attemptedAt, method, actor: attemptedBy } = attempt;
    if (contactId === null) return [];
    return [{ attemptId, contactId, attemptedAt, method, presses: isNudgeAttempt(attempt), attemptedBy }];
  });
}

/** Who has refused contact on an application, and by which event, in a stable order. */
export function refusalsIn(state: ApplicationState): Refusal[] {
  return state.words
    .filter(({ response }) => response === 'DO_NOT_CONTACT')
    .map(({ eventId, contactId }) => ({ eventId, contactId }))
    .sort((one, other) => (one.eventId < other.eventId ? -1 : 1));
}
