import { refusal } from '../../domain/errors';
import { type Executed, execute } from '../../store/execute';
import type { Request } from '../../store/prepare';
import type { Context } from '../context';
import { localId } from '../ids';
import { type ApplicationPayload, idempotencyFor, mutate } from '../payload';
import { Application } from '../types/application';
import type { Event } from '../types/event';
import { toEvent } from '../types/events';

export type OnApplication = {
  applicationId: string;
  expectedVersion?: number | null;
  idempotencyKey?: string | null;
};

/** A mutation of one application. */
export function command(
  context: Context,
  mutation: string,
  input: OnApplication,
  toCommand: () => Promise<Request['command']>,
): Promise<ApplicationPayload> {
  return mutate(context, { name: 'input', value: input }, async () => {
    const request = toRequest(input, await toCommand());
    return one(
      context,
      await execute(context.store, context.session, [request], idempotencyFor(mutation, input)),
    );
  });
}

export function toRequest(input: OnApplication, request: Request['command']): Request {
  return {
    applicationId: localId(input.applicationId, 'Application'),
    command: request,
    expectedVersion: input.expectedVersion ?? null,
  };
}

export async function knownContact(
  context: Context,
  globalId: string | null | undefined,
): Promise<string | null> {
  return globalId == null ? null : ((await knownContacts(context, 'contactId', [globalId]))[0] as string);
}

export async function knownContacts(
  { contacts }: Context,
  field: string,
  globalIds: string[],
): Promise<string[]> {
  const ids = globalIds.map((globalId) => localId(globalId, 'Contact'));
  const rows = await Promise.all(ids.map((id) => contacts.load(id)));
  if (rows.includes(null)) throw refusal('NOT_FOUND', field, 'No contact has this id.');
  return ids;
}

export async function one(context: Context, executed: Executed) {
  const { applications, events } = await many(context, executed);
  return { application: applications[0] ?? null, event: events[0] ?? null };
}

/** What a request has written needs no reading; what an earlier one has written is read. */
export async function many({ applications, events }: Context, { reply, written }: Executed) {
  if (written.length === 0) {
    const [views, eventViews] = await Promise.all([
      applications.loadMany(reply.applicationIds),
      events.loadMany(reply.eventIds),
    ]);
    return {
      applications: views.flatMap((view) =>
        view && !(view instanceof Error) ? [new Application(view)] : [],
      ),
      events: eventViews.flatMap((view) => (view && !(view instanceof Error) ? [toEvent(view)] : [])),
    };
  }
  const recorded: Event[] = [];
  const changed = written.map(({ applicationId, employerId, state, steps, events: fresh }) => {
    recorded.push(...fresh.map((event) => toEvent({ ...event, supersededBy: null })));
    const { candidateId, jobPostingId } = state;
    return new Application({ id: applicationId, candidateId, jobPostingId, employerId, state, steps });
  });
  return { applications: changed, events: recorded };
}
