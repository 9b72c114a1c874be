import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DomainError, refusal } from '../../domain/errors';
import type { Idempotency } from '../../store/append';
import { execute } from '../../store/execute';
import { storedReply } from '../../store/idempotency';
import { RefusedRequests } from '../../store/prepare';
import type { Context } from '../context';
import { localId } from '../ids';
import { AssignApplicationInput, AssignApplicationsInput } from '../inputs/member-inputs';
import {
  DeferActionInput,
  DismissActionInput,
  PinActionInput,
  RecordPromiseInput,
} from '../inputs/step-inputs';
import { ApplicationPayload, ApplicationsPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { command, knownContact, many, toRequest } from './command';

@Resolver()
export class StepResolver {
  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Puts the next step off, until something new happens.' })
  deferAction(@Ctx() context: Context, @Arg('input', () => DeferActionInput) input: DeferActionInput) {
    const { until, why, deferredAt } = input;
    return command(context, 'deferAction', input, async () => ({
      type: 'DeferAction',
      until,
      why: why ?? null,
      deferredAt: deferredAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Pins the next nudge to a date, earlier or later, until something new happens.',
  })
  pinAction(@Ctx() context: Context, @Arg('input', () => PinActionInput) input: PinActionInput) {
    const { opensAt, why, pinnedAt } = input;
    return command(context, 'pinAction', input, async () => ({
      type: 'PinAction',
      opensAt,
      why: why ?? null,
      pinnedAt: pinnedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Takes an action off the list, until something new happens.',
  })
  dismissAction(@Ctx() context: Context, @Arg('input', () => DismissActionInput) input: DismissActionInput) {
    const { kind, why, dismissedAt } = input;
    return command(context, 'dismissAction', input, async () => ({
      type: 'DismissAction',
      kind,
      why: why ?? null,
      dismissedAt: dismissedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Records a promise of the agency’s: keeping it becomes an action.',
  })
  recordPromise(@Ctx() context: Context, @Arg('input', () => RecordPromiseInput) input: RecordPromiseInput) {
    const { what, dueAt, contactId, promisedAt } = input;
    return command(context, 'recordPromise', input, async () => ({
      type: 'MakePromise',
      what,
      dueAt,
      contactId: await knownContact(context, contactId),
      madeAt: promisedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Assigns an application, open or closed, to a member or to nobody. What to do next stays.',
  })
  assignApplication(
    @Ctx() context: Context,
    @Arg('input', () => AssignApplicationInput) input: AssignApplicationInput,
  ) {
    const key = idempotencyFor('assignApplication', input);
    return command(context, 'assignApplication', input, async () => ({
      type: 'AssignApplication',
      memberId: await assignable(context, input, key),
      assignedAt: input.assignedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationsPayload, {
    description: 'Assigns up to 250 applications to a member or to nobody: all of them or none.',
  })
  assignApplications(
    @Ctx() context: Context,
    @Arg('input', () => AssignApplicationsInput) input: AssignApplicationsInput,
  ) {
    const key = idempotencyFor('assignApplications', input);
    return mutate(context, { name: 'input', value: input }, async () => {
      const memberId = await assignable(context, input, key);
      const assignedAt = input.assignedAt ?? null;
      const requests = input.applicationIds.map((applicationId) =>
        toRequest({ applicationId }, { type: 'AssignApplication', memberId, assignedAt }),
      );
      const executed = await execute(context.store, context.session, requests, key).catch((error) => {
        throw inList(error);
      });
      return many(context, executed);
    });
  }
}

/** The member that something is to be assigned to; null for nobody. */
async function assignable(
  { members, store, session }: Context,
  { memberId }: { memberId?: string | null },
  idempotency: Idempotency | null,
): Promise<string | null> {
  if (memberId == null) return null;
  const id = localId(memberId, 'Member');
  const member = await members.load(id);
  if (!member) throw refusal('NOT_FOUND', 'memberId', 'No member has this id.');
  // One who has left since may be named by the repetition of a request from before.
  if (!member.active && !(await storedReply(store.of(session.agencyId), session.agencyId, idempotency)))
    throw refusal('MEMBER_INACTIVE', 'memberId', 'This member is not active any more; name another one.');
  return id;
}

/** What is refused of several applications, told of the list that names them. */
function inList(error: unknown): unknown {
  if (!(error instanceof RefusedRequests)) return error;
  const problems = error.refused.flatMap(({ index, problems }) =>
    problems.map(({ code, message }) => ({
      ...{ code, field: ['applicationIds'] },
      message: `Number ${index + 1}: ${message}`,
    })),
  );
  return new DomainError(problems);
}
