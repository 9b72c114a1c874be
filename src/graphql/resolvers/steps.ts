import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import {
  DeferActionInput,
  DismissActionInput,
  PinActionInput,
  RecordPromiseInput,
} from '../inputs/step-inputs';
import { ApplicationPayload } from '../payload';
import { command, knownContact } from './command';

@Resolver()
export class StepResolver {
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
}
