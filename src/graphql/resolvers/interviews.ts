import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { localId } from '../ids';
import {
  CancelInterviewInput,
  MoveInterviewInput,
  PrepareInterviewInput,
  RecordInterviewInput,
  ScheduleInterviewInput,
} from '../inputs/interview-inputs';
import { ApplicationPayload } from '../payload';
import { Needs } from '../rights';
import { command, knownContacts } from './command';

@Resolver()
export class InterviewResolver {
  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records that an interview is agreed on.' })
  scheduleInterview(
    @Ctx() context: Context,
    @Arg('input', () => ScheduleInterviewInput) input: ScheduleInterviewInput,
  ) {
    return command(context, 'scheduleInterview', input, async () => ({
      type: 'ScheduleInterview',
      agreedAt: input.agreedAt ?? null,
      timeZone: context.holder.timeZone,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      format: input.format,
      contactIds: await knownContacts(context, 'contactIds', input.contactIds ?? []),
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records an interview that was held.' })
  recordInterview(
    @Ctx() context: Context,
    @Arg('input', () => RecordInterviewInput) input: RecordInterviewInput,
  ) {
    return command(context, 'recordInterview', input, async () => ({
      type: 'RecordInterview',
      timeZone: context.holder.timeZone,
      startedAt: input.startedAt,
      endedAt: input.endedAt,
      format: input.format,
      contactIds: await knownContacts(context, 'contactIds', input.contactIds ?? []),
      topics: input.topics ?? [],
      decisionExpectedOn: input.decisionExpectedOn ?? null,
      note: input.note ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, { description: 'Records that an interview is called off.' })
  cancelInterview(
    @Ctx() context: Context,
    @Arg('input', () => CancelInterviewInput) input: CancelInterviewInput,
  ) {
    return command(context, 'cancelInterview', input, async () => ({
      type: 'CancelInterview',
      interviewId: localId(input.interviewId, 'Event'),
      why: input.why ?? null,
      cancelledAt: input.cancelledAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Records that an interview that is still to come is moved.',
  })
  moveInterview(@Ctx() context: Context, @Arg('input', () => MoveInterviewInput) input: MoveInterviewInput) {
    return command(context, 'moveInterview', input, async () => ({
      type: 'MoveInterview',
      interviewId: localId(input.interviewId, 'Event'),
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      format: input.format ?? null,
      contactIds: input.contactIds ? await knownContacts(context, 'contactIds', input.contactIds) : null,
      why: input.why ?? null,
      movedAt: input.movedAt ?? null,
    }));
  }

  @Needs('RECORD')
  @Mutation(() => ApplicationPayload, {
    description: 'Records that the candidate is prepared for an interview.',
  })
  prepareInterview(
    @Ctx() context: Context,
    @Arg('input', () => PrepareInterviewInput) input: PrepareInterviewInput,
  ) {
    return command(context, 'prepareInterview', input, async () => ({
      type: 'PrepareInterview',
      interviewId: localId(input.interviewId, 'Event'),
      note: input.note ?? null,
      preparedAt: input.preparedAt ?? null,
    }));
  }
}
