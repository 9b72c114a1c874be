import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { officeHours } from '../../domain/calendar';
import { refusal } from '../../domain/errors';
import { DAY, type Instant } from '../../domain/instant';
import type { CandidateRow, ContactRow, EmployerRow, JobPostingRow } from '../../store/entities';
import {
  createCandidate,
  createContact,
  createEmployer,
  createJobPosting,
  updateContact,
  updateEmployer,
} from '../../store/reference';
import { updateJobPosting } from '../../store/update-job-posting';
import type { Context } from '../context';
import { localId } from '../ids';
import {
  CreateCandidateInput,
  CreateContactInput,
  CreateEmployerInput,
  CreateJobPostingInput,
  UpdateContactInput,
  UpdateEmployerInput,
  UpdateJobPostingInput,
} from '../inputs/reference-inputs';
import {
  CandidatePayload,
  ContactPayload,
  EmployerPayload,
  idempotencyFor,
  JobPostingPayload,
  mutate,
} from '../payload';
import { Needs } from '../rights';
import { Candidate, Contact, Employer, JobPosting } from '../types/people';

@Resolver()
export class ReferenceResolver {
  @Needs('RECORD')
  @Mutation(() => CandidatePayload, { description: 'Records a candidate.' })
  createCandidate(
    @Ctx() context: Context,
    @Arg('input', () => CreateCandidateInput) input: CreateCandidateInput,
  ) {
    const { store, session, candidates } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const facts = { name: input.name, email: input.email ?? null, timeZone: input.timeZone };
      const id = await createCandidate(store, session, facts, idempotencyFor('createCandidate', input));
      return { candidate: new Candidate((await candidates.load(id)) as CandidateRow) };
    });
  }

  @Needs('RECORD')
  @Mutation(() => EmployerPayload, { description: 'Records an employer.' })
  createEmployer(
    @Ctx() context: Context,
    @Arg('input', () => CreateEmployerInput) input: CreateEmployerInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const facts = {
        name: input.name,
        timeZone: input.timeZone,
        country: input.country,
        region: input.region ?? null,
        switchboardPhone: input.switchboardPhone ?? null,
        workingHours: input.workingHours ?? officeHours,
      };
      return employer(
        context,
        await createEmployer(store, session, facts, idempotencyFor('createEmployer', input)),
      );
    });
  }

  @Needs('RECORD')
  @Mutation(() => EmployerPayload, {
    description: 'Changes an employer and plans its open applications anew.',
  })
  updateEmployer(
    @Ctx() context: Context,
    @Arg('input', () => UpdateEmployerInput) input: UpdateEmployerInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { id, idempotencyKey: _, ...changes } = input;
      const key = idempotencyFor('updateEmployer', input);
      return employer(
        context,
        await updateEmployer(
          store,
          session,
          localId(id, 'Employer'),
          given(changes, ['switchboardPhone']),
          key,
        ),
      );
    });
  }

  @Needs('RECORD')
  @Mutation(() => ContactPayload, { description: 'Records a person at an employer.' })
  createContact(@Ctx() context: Context, @Arg('input', () => CreateContactInput) input: CreateContactInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const facts = {
        employerId: localId(input.employerId, 'Employer'),
        name: input.name,
        role: input.role,
        email: input.email ?? null,
        phone: input.phone ?? null,
        decides: input.decides ?? input.role === 'HIRING_MANAGER',
        availability: input.availability ?? null,
        availabilityWindows: input.availabilityWindows ?? [],
        preferredMethod: input.preferredMethod ?? null,
        refusedMethods: input.refusedMethods ?? [],
        postalAddress: input.postalAddress ?? null,
      };
      return contact(
        context,
        await createContact(store, session, facts, idempotencyFor('createContact', input)),
      );
    });
  }

  @Needs('RECORD')
  @Mutation(() => ContactPayload, { description: 'Changes a person at an employer.' })
  updateContact(@Ctx() context: Context, @Arg('input', () => UpdateContactInput) input: UpdateContactInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { id, idempotencyKey: _, ...changes } = input;
      const key = idempotencyFor('updateContact', input);
      return contact(
        context,
        await updateContact(
          store,
          session,
          localId(id, 'Contact'),
          given(changes, ['email', 'phone', 'availability', 'preferredMethod', 'postalAddress']),
          key,
        ),
      );
    });
  }

  @Needs('RECORD')
  @Mutation(() => JobPostingPayload, { description: 'Records a job posting.' })
  createJobPosting(
    @Ctx() context: Context,
    @Arg('input', () => CreateJobPostingInput) input: CreateJobPostingInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const facts = {
        employerId: localId(input.employerId, 'Employer'),
        title: input.title,
        noPhoneCalls: input.noPhoneCalls ?? false,
        noFollowUp: input.noFollowUp ?? false,
        onlyQualifiedContacted: input.onlyQualifiedContacted ?? false,
        generalEmail: input.generalEmail ?? null,
        takenDownAt: null,
        closedAt: null,
      };
      return jobPosting(
        context,
        await createJobPosting(store, session, facts, idempotencyFor('createJobPosting', input)),
      );
    });
  }

  @Needs('RECORD')
  @Mutation(() => JobPostingPayload, {
    description: 'Changes a posting; every open application to it is told.',
  })
  updateJobPosting(
    @Ctx() context: Context,
    @Arg('input', () => UpdateJobPostingInput) input: UpdateJobPostingInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { id, idempotencyKey: _, ...changes } = input;
      refuseFuture('takenDownAt', changes.takenDownAt);
      refuseFuture('closedAt', changes.closedAt);
      const key = idempotencyFor('updateJobPosting', input);
      return jobPosting(
        context,
        await updateJobPosting(
          store,
          session,
          localId(id, 'JobPosting'),
          given(changes, ['generalEmail', 'takenDownAt', 'closedAt']),
          key,
        ),
      );
    });
  }
}

async function employer({ employers }: Context, id: string) {
  return { employer: new Employer((await employers.load(id)) as EmployerRow) };
}
async function contact({ contacts }: Context, id: string) {
  return { contact: new Contact((await contacts.load(id)) as ContactRow) };
}
async function jobPosting({ jobPostings }: Context, id: string) {
  return { jobPosting: new JobPosting((await jobPostings.load(id)) as JobPostingRow) };
}

/** A posting is told of what has happened to it, as an application is. */
export function refuseFuture(field: string, at: Instant | null | undefined): void {
  if (at == null || at <= Date.now() + DAY) return;
  throw refusal('TIME_IN_FUTURE', field, 'Must not be more than one day in the future.');
}

/** The changes that the input names; null takes away what may be missing, and otherwise says nothing. */
export function given<T extends object>(
  changes: T,
  mayBeMissing: readonly (keyof T)[],
): { [K in keyof T]: NonNullable<T[K]> } {
  const named = Object.entries(changes).filter(
    ([key, value]) => value !== undefined && (value !== null || mayBeMissing.includes(key as keyof T)),
  );
  return Object.fromEntries(named) as { [K in keyof T]: NonNullable<T[K]> };
}
