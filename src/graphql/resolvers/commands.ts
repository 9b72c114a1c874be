import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RecordContactAttempt, RecordResponse } from '../../domain/commands';
import { DomainError, refusal } from '../../domain/errors';
import { execute, submit } from '../../store/execute';
import { RefusedRequests, type Request } from '../../store/prepare';
import type { EventView } from '../../store/queries/events';
import type { Context } from '../context';
import { localId, optionalLocalId, toGlobalId } from '../ids';
import {
  CloseApplicationInput,
  CorrectEventInput,
  IdentifyContactInput,
  RecordContactAttemptInput,
  RecordResponseInput,
  ReopenApplicationInput,
  RetractEventInput,
  SubmitApplicationInput,
} from '../inputs/command-inputs';
import { ApplicationPayload, ApplicationsPayload, idempotencyFor, mutate, type UserError } from '../payload';
import { Needs } from '../rights';
import type { Event } from '../types/event';
import { command, knownContact, knownContacts, many, one, toRequest } from './command';

@Resolver()
export class CommandResolver {
  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records a new application.' })
  submitApplication(
    @Ctx() context: Context,
    @Arg('input', () => SubmitApplicationInput) input: SubmitApplicationInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const submission = {
        candidateId: localId(input.candidateId, 'Candidate'),
        jobPostingId: localId(input.jobPostingId, 'JobPosting'),
        submittedAt: input.submittedAt,
        channel: input.channel,
      };
      const key = idempotencyFor('submitApplication', input);
      return one(context, await submit(context.store, context.session, submission, key));
    });
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records a contact attempt with what came of it.' })
  recordContactAttempt(
    @Ctx() context: Context,
    @Arg('input', () => RecordContactAttemptInput) input: RecordContactAttemptInput,
  ) {
    return command(context, 'recordContactAttempt', input, () => toAttempt(context, input));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationsPayload, {
    description:
      'Records up to 250 attempts, all of them or none. The first idempotencyKey given stands for all of them.',
  })
  recordContactAttempts(
    @Ctx() context: Context,
    @Arg('inputs', () => [RecordContactAttemptInput]) inputs: RecordContactAttemptInput[],
  ) {
    return mutate(context, { name: 'inputs', value: inputs }, async () => {
      const requests = await inEach(inputs, async (input) =>
        toRequest(input, await toAttempt(context, input)),
      );
      const idempotencyKey = inputs.find((input) => input.idempotencyKey)?.idempotencyKey;
      const key = idempotencyFor('recordContactAttempts', { inputs, idempotencyKey } as object);
      const { applications, events } = await many(
        context,
        await execute(context.store, context.session, requests, key),
      );
      return { applications, events: inOrderOf(requests, events) };
    });
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records what the other side said.' })
  recordResponse(
    @Ctx() context: Context,
    @Arg('input', () => RecordResponseInput) input: RecordResponseInput,
  ) {
    return command(context, 'recordResponse', input, () => toResponse(context, input));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records who somebody is to this application.' })
  identifyContact(
    @Ctx() context: Context,
    @Arg('input', () => IdentifyContactInput) input: IdentifyContactInput,
  ) {
    return command(context, 'identifyContact', input, async () => ({
      type: 'IdentifyContact',
      contactId: (await knownContacts(context, 'contactId', [input.contactId]))[0] as string,
      role: input.role,
      identifiedAt: input.identifiedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Closes an application with its outcome.' })
  closeApplication(
    @Ctx() context: Context,
    @Arg('input', () => CloseApplicationInput) input: CloseApplicationInput,
  ) {
    const { outcome, note, closedAt } = input;
    return command(context, 'closeApplication', input, async () => ({
      type: 'CloseApplication',
      outcome,
      note: note ?? null,
      closedAt: closedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Takes a closed application up again.' })
  reopenApplication(
    @Ctx() context: Context,
    @Arg('input', () => ReopenApplicationInput) input: ReopenApplicationInput,
  ) {
    const { why, reopenedAt } = input;
    return command(context, 'reopenApplication', input, async () => ({
      type: 'ReopenApplication',
      why,
      reopenedAt: reopenedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Replaces an event that is wrong; it stays, superseded.',
  })
  async correctEvent(
    @Ctx() context: Context,
    @Arg('input', () => CorrectEventInput) input: CorrectEventInput,
  ) {
    const payload = await onEvent(context, 'correctEvent', input, async ({ applicationId }) => ({
      type: 'CorrectEvent',
      eventId: eventIdOf(input.eventId),
      reason: input.reason,
      replacement: await toReplacement(context, input, applicationId),
    }));
    return { ...payload, userErrors: payload.userErrors.map((error) => placed(error, input)) };
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Takes an event back; it stays, superseded.' })
  retractEvent(@Ctx() context: Context, @Arg('input', () => RetractEventInput) input: RetractEventInput) {
    return onEvent(context, 'retractEvent', input, async () => ({
      type: 'RetractEvent',
      eventId: eventIdOf(input.eventId),
      reason: input.reason,
    }));
  }
}

/** A mutation of the application that an event belongs to. */
function onEvent(
  context: Context,
  mutation: string,
  input: { eventId: string; expectedVersion?: number | null; idempotencyKey?: string | null },
  toCommand: (event: EventView) => Promise<Request['command']>,
): Promise<ApplicationPayload> {
  return mutate(context, { name: 'input', value: input }, async () => {
    const event = await context.events.load(eventIdOf(input.eventId));
    if (!event) throw refusal('NOT_FOUND', 'eventId', 'No event has this id.');
    const request = {
      applicationId: event.applicationId,
      command: await toCommand(event),
      expectedVersion: input.expectedVersion ?? null,
    };
    return one(
      context,
      await execute(context.store, context.session, [request], idempotencyFor(mutation, input)),
    );
  });
}

/** An attempt may be named by its own id too. */
const eventIdOf = (globalId: string) => localId(globalId, 'Event', 'ContactAttempt');

async function toAttempt(context: Context, input: RecordContactAttemptInput): Promise<RecordContactAttempt> {
  return {
    type: 'RecordContactAttempt',
    attemptedAt: input.attemptedAt,
    timeZone: input.timeZone ?? context.holder.timeZone,
    method: input.method,
    purpose: input.purpose ?? null,
    contactId: await knownContact(context, input.contactId),
    recipientRole: input.recipientRole ?? null,
    response: input.response,
    respondedAt: input.respondedAt ?? null,
    decisionExpectedOn: input.decisionExpectedOn ?? null,
    promisedAt: input.promisedAt ?? null,
    answerDueAt: input.answerDueAt ?? null,
    keptPromiseId: optionalLocalId(input.keptPromiseId, 'Event'),
    note: input.note ?? null,
  };
}

async function toResponse(context: Context, input: RecordResponseInput): Promise<RecordResponse> {
  return {
    type: 'RecordResponse',
    receivedAt: input.receivedAt,
    timeZone: input.timeZone ?? context.holder.timeZone,
    attemptId: optionalLocalId(input.attemptId, 'ContactAttempt', 'Event'),
    method: input.method,
    response: input.response,
    contactId: await knownContact(context, input.contactId),
    decisionExpectedOn: input.decisionExpectedOn ?? null,
    promisedAt: input.promisedAt ?? null,
    answerDueAt: input.answerDueAt ?? null,
    note: input.note ?? null,
  };
}

/** What an event is corrected to: that it belongs to the same application goes without changing. */
async function toReplacement(
  context: Context,
  { attempt, response }: CorrectEventInput,
  applicationId: string,
) {
  const given = attempt ?? (response as RecordResponseInput);
  if (localId(given.applicationId, 'Application') !== applicationId) {
    throw refusal('NOT_FOUND', 'applicationId', 'The event is not of an application with this id.');
  }
  return attempt ? toAttempt(context, attempt) : toResponse(context, given as RecordResponseInput);
}

/** The commands know the replacement's fields by their own names; here they stand within `attempt` or `response`. */
function placed(error: UserError, { attempt }: CorrectEventInput): UserError {
  const [argument, name, ...nested] = error.field ?? [];
  const isOwn = ['eventId', 'reason', 'expectedVersion', 'idempotencyKey'].includes(name ?? '');
  const isWhole = ['EVENT_TYPE_MISMATCH', 'VERSION_CONFLICT'].includes(error.code);
  if (!argument || !name || isOwn || isWhole || nested.length > 0) return error;
  return { ...error, field: [argument, attempt ? 'attempt' : 'response', name] };
}

/** What is made of each input. @throws RefusedRequests with the places of those that are refused. */
async function inEach<T, U>(inputs: T[], make: (input: T) => Promise<U>): Promise<U[]> {
  const made = await Promise.allSettled(inputs.map(make));
  const refused = made.flatMap((one, index) =>
    one.status === 'rejected' && one.reason instanceof DomainError
      ? [{ index, problems: one.reason.problems }]
      : [],
  );
  if (refused.length > 0) throw new RefusedRequests(refused);
  return made.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** The events of requests on several applications, each of which has led to one, in the order of the requests. */
function inOrderOf(requests: Request[], events: Event[]): Event[] {
  const waiting = [...events];
  return requests.flatMap(({ applicationId }) => {
    const next = waiting.findIndex(
      (event) => event.applicationId === toGlobalId('Application', applicationId),
    );
    return next < 0 ? [] : waiting.splice(next, 1);
  });
}
