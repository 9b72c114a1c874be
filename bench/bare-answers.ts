import { lastResponseAt, unansweredAttempts } from '../src/domain/application';
import { type Instant, toRfc3339 } from '../src/domain/instant';
import { type Step, stepAt, urgencyAt } from '../src/domain/recommendation/plan';
import type { Action } from '../src/domain/recommendation/recommend';
import type { ContactMethod, ContactResponse, RecipientRole } from '../src/domain/vocabulary';
import { localId, toGlobalId } from '../src/graphql/ids';
import type { KeyHolder } from '../src/store/api-keys';
import type { Store } from '../src/store/data-source';
import type { CandidateRow } from '../src/store/entities';
import { execute } from '../src/store/execute';
import { type ApplicationView, applicationsByIds } from '../src/store/queries/applications';
import { worklist } from '../src/store/queries/worklist';
import { rowsByIds } from '../src/store/reference';

/**
 * What the bare server answers: by the same functions of the store as the API, and so the same statements,
 * with the same data as the API's answer, and nothing of GraphQL in between.
 */
export type Answer = (store: Store, holder: KeyHolder, variables: never) => Promise<object>;

interface AttemptInput {
  applicationId: string;
  attemptedAt: string;
  timeZone: string;
  method: ContactMethod;
  recipientRole: RecipientRole;
  response: ContactResponse;
  note: string;
}

async function recordContactAttempt(
  store: Store,
  holder: KeyHolder,
  { input, at }: { input: AttemptInput; at: string },
) {
  const { agencyId, keyId, keyName } = holder;
  const { applicationId, attemptedAt, ...facts } = input;
  const command = {
    type: 'RecordContactAttempt' as const,
    attemptedAt: Date.parse(attemptedAt),
    ...facts,
    purpose: null,
    contactId: null,
    respondedAt: null,
    decisionExpectedOn: null,
    promisedAt: null,
  };
  const session = { agencyId, actor: { kind: 'API_KEY' as const, id: keyId, name: keyName } };
  const request = { applicationId: localId(applicationId, 'Application'), command, expectedVersion: null };
  const { written } = await execute(store, session, [request]);
  const application = written.map(({ applicationId: id, state, steps }) => ({
    id: toGlobalId('Application', id),
    version: state.version,
    stage: state.stage,
    outcome: state.outcome,
    unansweredAttempts: unansweredAttempts(state).length,
    lastAttemptAt: time(state.attempts.at(-1)?.attemptedAt ?? null),
    nextAction: nextAction(steps, Date.parse(at)),
  }))[0];
  return { recordContactAttempt: { application, userErrors: [] } };
}

async function application(store: Store, { agencyId }: KeyHolder, variables: { id: string; at: string }) {
  const id = localId(variables.id, 'Application');
  const { state, steps } = (await applicationsByIds(store, agencyId, [id])).get(id) as ApplicationView;
  const attempts = state.attempts.slice(0, 10).map((attempt) => ({
    id: toGlobalId('ContactAttempt', attempt.id),
    attemptedAt: time(attempt.attemptedAt),
    timeZone: attempt.timeZone,
    method: attempt.method,
    purpose: attempt.purpose,
    recipientRole: attempt.recipientRole,
    response: attempt.response,
    respondedAt: time(attempt.respondedAt),
    note: attempt.note,
  }));
  const at = Date.parse(variables.at);
  const { because } = (stepAt(steps, at) as Step).actions[0] as Action;
  return {
    application: {
      id: variables.id,
      version: state.version,
      stage: state.stage,
      outcome: state.outcome,
      submittedAt: time(state.submittedAt),
      channel: state.channel,
      unansweredAttempts: unansweredAttempts(state).length,
      lastAttemptAt: time(state.attempts.at(-1)?.attemptedAt ?? null),
      lastResponseAt: time(lastResponseAt(state)),
      attempts: { nodes: attempts },
      nextAction: {
        ...nextAction(steps, at),
        because: because.map(({ rule, practices, text }) => ({ rule, practices, text })),
      },
    },
  };
}

async function firstPage(store: Store, { agencyId }: KeyHolder, variables: { at: string }) {
  const at = Date.parse(variables.at);
  const first = { size: 25, backward: false, after: null, before: null };
  const { rows, hasNext } = await worklist(store, agencyId, at, {}, first);
  const candidateIds = [...new Set(rows.map((row) => row.application.candidateId))];
  const candidates = await rowsByIds<CandidateRow>(store.everyAgency, 'candidate', agencyId, candidateIds);
  const nodes = rows.map(({ applicationId, application: { candidateId }, action, until }) => {
    const candidate = { name: candidates.get(candidateId)?.name };
    return {
      application: { id: toGlobalId('Application', applicationId), candidate },
      action: answerOf(action, until, at),
    };
  });
  return { worklist: { nodes, pageInfo: { hasNextPage: hasNext } } };
}

export const answers: Record<string, Answer> = {
  '/record-contact-attempt': recordContactAttempt,
  '/application': application,
  '/worklist': firstPage,
};

function nextAction(steps: Step[], at: Instant) {
  const step = stepAt(steps, at) as Step;
  return answerOf(step.actions[0] as Action, step.until, at);
}

function answerOf(action: Action, until: Instant | null, at: Instant) {
  const { kind, method, recipient, opensAt, dueAt, lateAt, reason } = action;
  return {
    kind,
    method,
    recipient: recipient && { role: recipient.role },
    opensAt: time(opensAt),
    dueAt: time(dueAt),
    lateAt: time(lateAt),
    urgency: urgencyAt(action, at),
    until: time(until),
    reason,
  };
}

const time = (at: Instant | null) => (at === null ? null : toRfc3339(at));
