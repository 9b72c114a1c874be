import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import type { EventType } from '../../domain/events';
import { ApplicationStage } from '../../domain/vocabulary';
import { listApplications } from '../../store/queries/applications';
import { listEvents } from '../../store/queries/events';
import {
  listCandidates,
  listContacts,
  listEmployers,
  listJobPostings,
  type ReferenceFilter,
} from '../../store/queries/reference';
import type { Context } from '../context';
import { ApplicationOrderField, EventTypeName, OrderDirection } from '../enums';
import { badInput } from '../errors';
import { localId, optionalLocalId, parseGlobalId } from '../ids';
import { storable } from '../inputs/constraints';
import { keys, PageArgs, toConnection, toPage } from '../paging';
import { Needs, SIGN_IN } from '../rights';
import { Application, ApplicationConnection } from '../types/application';
import type { Event } from '../types/event';
import { EventConnection, toEvent } from '../types/events';
import { ExportJob } from '../types/export-job';
import { ImportJob } from '../types/import-job';
import { Member } from '../types/member';
import { Node } from '../types/node';
import {
  Candidate,
  CandidateConnection,
  Contact,
  ContactConnection,
  Employer,
  EmployerConnection,
  JobPosting,
  JobPostingConnection,
} from '../types/people';
import { Viewer } from '../types/viewer';
import { Webhook } from '../types/webhook';
import { WebhookDelivery } from '../types/webhook-delivery';

@InputType({ description: 'Which applications.' })
export class ApplicationWhere {
  @Field(() => ID, { nullable: true, description: 'Of this candidate.' }) candidateId?: string | null;
  @Field(() => ID, { nullable: true, description: 'To this posting.' }) jobPostingId?: string | null;
  @Field(() => ID, { nullable: true, description: 'At this employer.' }) employerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Assigned to this member.' }) assigneeId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Assigned to nobody; false: to somebody.' })
  unassigned?: boolean | null;
  @Field(() => [ApplicationStage], { nullable: true, description: 'In one of these stages.' })
  stages?: ApplicationStage[] | null;
}

@InputType({ description: 'In which order.' })
export class ApplicationOrder {
  @Field(() => ApplicationOrderField, { description: 'By what.' }) field: ApplicationOrderField;
  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'Which way.' }) direction: OrderDirection;
}

@InputType({ description: 'Which candidates.' })
export class CandidateWhere {
  @Field(() => String, { nullable: true, description: 'The name has this in it.' }) nameContains?:
    | string
    | null;
}

@InputType({ description: 'Which employers.' })
export class EmployerWhere {
  @Field(() => String, { nullable: true, description: 'The name has this in it.' }) nameContains?:
    | string
    | null;
}

@InputType({ description: 'Which contacts.' })
export class ContactWhere {
  @Field(() => ID, { nullable: true, description: 'At this employer.' }) employerId?: string | null;
  @Field(() => String, { nullable: true, description: 'The name has this in it.' }) nameContains?:
    | string
    | null;
}

@InputType({ description: 'Which job postings.' })
export class JobPostingWhere {
  @Field(() => ID, { nullable: true, description: 'Of this employer.' }) employerId?: string | null;
  @Field(() => String, { nullable: true, description: 'The title has this in it.' }) titleContains?:
    | string
    | null;
}

@InputType({ description: 'Which events.' })
export class EventWhere {
  @Field(() => ID, { nullable: true, description: 'On this application.' }) applicationId?: string | null;
  @Field(() => [EventTypeName], { nullable: true, description: 'Of one of these types.' }) types?:
    | EventType[]
    | null;
}

/** The filter, and the list that cursors belong to. */
export function eventsWhere(where: EventWhere | null | undefined) {
  const applicationId = optionalLocalId(where?.applicationId, 'Application');
  const filter = { applicationId, types: where?.types ?? null };
  return { filter, list: ['events', filter] };
}

const nodesMax = 100;

export const whereDescription = 'What all of them have; with several conditions, each holds.';

/** The text to search for; null where there is none. */
export function searched(field: string, text: string | null | undefined): string | null {
  if (text != null && !storable(text))
    throw badInput(`where.${field}`, 'must be without NUL or broken Unicode.');
  return text ?? null;
}

@Resolver()
export class QueryResolver {
  @Needs('READ')
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its id; null where there is none for this agency.',
  })
  async node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Of anything.' }) id: string,
  ): Promise<Node | null> {
    return findNode(context, id);
  }

  @Needs('READ')
  @Query(() => [Node], { nullable: 'items', description: 'Up to 100 things by their ids, in their order.' })
  async nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Of anything, at most 100.' }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > nodesMax) throw badInput('ids', `must be at most ${nodesMax}.`);
    return Promise.all(ids.map((id) => findNode(context, id)));
  }

  @Needs(SIGN_IN)
  @Query(() => Viewer, { description: 'Who is asking.' })
  viewer(@Ctx() { holder }: Context): Viewer {
    return new Viewer(holder);
  }

  @Needs('APPLICATIONS')
  @Query(() => Application, { nullable: true, description: 'An application by its id.' })
  async application(
    @Ctx() { applications }: Context,
    @Arg('id', () => ID, { description: 'Of an application.' }) id: string,
  ): Promise<Application | null> {
    const view = await applications.load(localId(id, 'Application'));
    return view && new Application(view);
  }

  @Needs('APPLICATIONS')
  @Query(() => ApplicationConnection, { description: 'The agency’s applications.' })
  async applications(
    @Ctx() { store, session, holder }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => ApplicationWhere, { nullable: true, description: whereDescription })
    where?: ApplicationWhere | null,
    @Arg('orderBy', () => ApplicationOrder, { nullable: true, description: 'By submission, unless said.' })
    orderBy?: ApplicationOrder | null,
  ) {
    const filter = {
      candidateId: optionalLocalId(where?.candidateId, 'Candidate'),
      jobPostingId: optionalLocalId(where?.jobPostingId, 'JobPosting'),
      employerId: optionalLocalId(where?.employerId, 'Employer'),
      assigneeId: optionalLocalId(where?.assigneeId, 'Member'),
      unassigned: where?.unassigned ?? null,
      stages: where?.stages ?? null,
      onlyOf: holder.candidateId,
    };
    const sort = {
      field: orderBy?.field ?? 'SUBMITTED_AT',
      descending: orderBy?.direction === 'DESC',
    } as const;
    const list = ['applications', filter, sort];
    const slice = await listApplications(
      store,
      session.agencyId,
      filter,
      sort,
      toPage(args, list, keys.timeAndId),
    );
    const rows = slice.rows.map(({ node, key }) => ({ node: new Application(node), key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('READ')
  @Query(() => CandidateConnection, { description: 'The agency’s candidates, in the order of recording.' })
  async candidates(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => CandidateWhere, { nullable: true, description: whereDescription })
    where?: CandidateWhere | null,
  ) {
    const filter: ReferenceFilter = { contains: searched('nameContains', where?.nameContains) };
    const list = ['candidates', filter];
    const slice = await listCandidates(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new Candidate(node), key })) },
      list,
    );
  }

  @Needs('READ')
  @Query(() => EmployerConnection, { description: 'The agency’s employers, in the order of recording.' })
  async employers(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => EmployerWhere, { nullable: true, description: whereDescription })
    where?: EmployerWhere | null,
  ) {
    const filter: ReferenceFilter = { contains: searched('nameContains', where?.nameContains) };
    const list = ['employers', filter];
    const slice = await listEmployers(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new Employer(node), key })) },
      list,
    );
  }

  @Needs('READ')
  @Query(() => ContactConnection, {
    description: 'The people at the agency’s employers, in the order of recording.',
  })
  async contacts(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => ContactWhere, { nullable: true, description: whereDescription })
    where?: ContactWhere | null,
  ) {
    const employerId = optionalLocalId(where?.employerId, 'Employer');
    const filter: ReferenceFilter = { employerId, contains: searched('nameContains', where?.nameContains) };
    const list = ['contacts', filter];
    const slice = await listContacts(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new Contact(node), key })) },
      list,
    );
  }

  @Needs('READ')
  @Query(() => JobPostingConnection, { description: 'The job postings, in the order of recording.' })
  async jobPostings(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => JobPostingWhere, { nullable: true, description: whereDescription })
    where?: JobPostingWhere | null,
  ) {
    const employerId = optionalLocalId(where?.employerId, 'Employer');
    const filter: ReferenceFilter = { employerId, contains: searched('titleContains', where?.titleContains) };
    const list = ['jobPostings', filter];
    const slice = await listJobPostings(store, session.agencyId, filter, toPage(args, list, keys.id));
    return toConnection(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: new JobPosting(node), key })) },
      list,
    );
  }

  @Needs('APPLICATIONS')
  @Query(() => EventConnection, {
    description:
      'The agency’s events in the order in which they were recorded, for integrations that keep a copy.',
  })
  async events(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => EventWhere, { nullable: true, description: whereDescription })
    where?: EventWhere | null,
  ) {
    const { filter, list } = eventsWhere(where);
    const slice = await listEvents(store, session.agencyId, filter, toPage(args, list, keys.position));
    return toConnection<Event>(
      { ...slice, rows: slice.rows.map(({ node, key }) => ({ node: toEvent(node), key })) },
      list,
    );
  }
}

async function findNode(context: Context, globalId: string): Promise<Node | null> {
  const parsed = parseGlobalId(globalId);
  if (!parsed) return null;
  const { type, id } = parsed;
  switch (type) {
    case 'Application':
      return wrap(await context.applications.load(id), Application);
    case 'Candidate':
      return wrap(await context.candidates.load(id), Candidate);
    case 'Contact':
      return wrap(await context.contacts.load(id), Contact);
    case 'Employer':
      return wrap(await context.employers.load(id), Employer);
    case 'JobPosting':
      return wrap(await context.jobPostings.load(id), JobPosting);
    case 'Member':
      return wrap(await context.members.load(id), Member);
    case 'ExportJob': {
      const job = await context.jobs.load(id);
      return job?.kind === 'EXPORT' ? new ExportJob(job) : null;
    }
    case 'Webhook':
      return wrap(await context.webhooks.load(id), Webhook);
    case 'WebhookDelivery':
      return wrap(await context.webhookDeliveries.load(id), WebhookDelivery);
    case 'ImportJob': {
      const job = await context.jobs.load(id);
      return job?.kind === 'IMPORT' ? new ImportJob(job) : null;
    }
    case 'Event': {
      const event = await context.events.load(id);
      return event && toEvent(event);
    }
    default:
      return null;
  }
}

function wrap<Row, T extends Node>(row: Row | null, type: new (row: Row) => T): T | null {
  return row && new type(row);
}
