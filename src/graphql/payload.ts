import { type ValidationError, validateSync } from 'class-validator';
import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { DomainError, type Problem } from '../domain/errors';
import { type Idempotency } from '../store/append';
import { idempotencyOf } from '../store/idempotency';
import { RefusedRequests } from '../store/prepare';
import type { Context } from './context';
import { ApiKey } from './types/api-key';
import { Application } from './types/application';
import { CalendarFeed } from './types/calendar-feed';
import { DoNotContact } from './types/do-not-contact';
import { Event } from './types/event';
import { ExportJob } from './types/export-job';
import { IdentityProvider } from './types/identity-provider';
import { ImportJob } from './types/import-job';
import { Member } from './types/member';
import { MessageTemplate } from './types/message-template';
import { Candidate, Contact, Employer, JobPosting } from './types/people';
import { Policy } from './types/policy';

@InterfaceType({
  description:
    'A refusal that the caller can act on; transport, sign-in and server faults are top-level errors.',
})
export abstract class UserError {
  @Field(() => String, { description: 'Stable, upper case; listed in the documentation.' }) code: string;
  @Field(() => [String], {
    nullable: true,
    description: 'The path to the input field, from the argument on.',
  })
  field: string[] | null;
  @Field(() => String, { description: 'What is expected, for a person.' }) message: string;
}

export function makeUserError(name: string) {
  @ObjectType(name, {
    implements: UserError,
    simpleResolvers: true,
    description: 'What was refused, and why.',
  })
  class NamedUserError extends UserError {}
  return NamedUserError;
}
const ApplicationUserError = makeUserError('ApplicationUserError');
const CandidateUserError = makeUserError('CandidateUserError');
const EmployerUserError = makeUserError('EmployerUserError');
const ContactUserError = makeUserError('ContactUserError');
const DoNotContactUserError = makeUserError('DoNotContactUserError');
const JobPostingUserError = makeUserError('JobPostingUserError');
const MemberUserError = makeUserError('MemberUserError');
const CalendarFeedUserError = makeUserError('CalendarFeedUserError');
const ExportJobUserError = makeUserError('ExportJobUserError');
const ImportJobUserError = makeUserError('ImportJobUserError');
const PolicyUserError = makeUserError('PolicyUserError');
const ApiKeyUserError = makeUserError('ApiKeyUserError');
const IdentityProviderUserError = makeUserError('IdentityProviderUserError');
const MessageTemplateUserError = makeUserError('MessageTemplateUserError');

export const userErrors = 'Empty where it was done; otherwise nothing was recorded.';

@ObjectType({ simpleResolvers: true, description: 'The application after the change.' })
export class ApplicationPayload {
  @Field(() => Application, { nullable: true, description: 'As it is now.' })
  application?: Application | null;
  @Field(() => Event, { nullable: true, description: 'What was recorded.' }) event?: Event | null;
  @Field(() => [ApplicationUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The applications after the changes.' })
export class ApplicationsPayload {
  @Field(() => [Application], { description: 'As they are now, each once.' }) applications: Application[];
  @Field(() => [Event], { description: 'What was recorded, in the order of the inputs.' }) events: Event[];
  @Field(() => [ApplicationUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The candidate after the change.' })
export class CandidatePayload {
  @Field(() => Candidate, { nullable: true, description: 'As it is now.' }) candidate?: Candidate | null;
  @Field(() => [CandidateUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The employer after the change.' })
export class EmployerPayload {
  @Field(() => Employer, { nullable: true, description: 'As it is now.' }) employer?: Employer | null;
  @Field(() => [EmployerUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The contact after the change.' })
export class ContactPayload {
  @Field(() => Contact, { nullable: true, description: 'As it is now.' }) contact?: Contact | null;
  @Field(() => [ContactUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'Who is not to be contacted, after the change.' })
export class DoNotContactPayload {
  @Field(() => DoNotContact, { nullable: true, description: 'What was asked, as it is now.' })
  doNotContact?: DoNotContact | null;
  @Field(() => Contact, { nullable: true, description: 'The person; null for the employer as a whole.' })
  contact?: Contact | null;
  @Field(() => Employer, { nullable: true, description: 'The employer.' }) employer?: Employer | null;
  @Field(() => [DoNotContactUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The job posting after the change.' })
export class JobPostingPayload {
  @Field(() => JobPosting, { nullable: true, description: 'As it is now.' }) jobPosting?: JobPosting | null;
  @Field(() => [JobPostingUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The member after the change.' })
export class MemberPayload {
  @Field(() => Member, { nullable: true, description: 'As it is now.' }) member?: Member | null;
  @Field(() => [MemberUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The calendar feed that was made.' })
export class CreateCalendarFeedPayload {
  @Field(() => CalendarFeed, { nullable: true, description: 'As it is now.' })
  calendarFeed?: CalendarFeed | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Where this server has it, such as /calendars/SECRET.ics. Whoever knows it can read the calendar. It is told this once and cannot be found out again: null where a repeated request is answered.',
  })
  path?: string | null;
  @Field(() => [CalendarFeedUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The calendar feed after the change.' })
export class CalendarFeedPayload {
  @Field(() => CalendarFeed, { nullable: true, description: 'As it is now.' })
  calendarFeed?: CalendarFeed | null;
  @Field(() => [CalendarFeedUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The export after the change.' })
export class ExportJobPayload {
  @Field(() => ExportJob, { nullable: true, description: 'As it is now.' }) exportJob?: ExportJob | null;
  @Field(() => [ExportJobUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The import after the change.' })
export class ImportJobPayload {
  @Field(() => ImportJob, { nullable: true, description: 'As it is now.' }) importJob?: ImportJob | null;
  @Field(() => [ImportJobUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The policy after the change.' })
export class PolicyPayload {
  @Field(() => Policy, { nullable: true, description: 'The version in force.' }) policy?: Policy | null;
  @Field(() => [PolicyUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The message template after the change.' })
export class MessageTemplatePayload {
  @Field(() => MessageTemplate, { nullable: true, description: 'The one in force.' })
  messageTemplate?: MessageTemplate | null;
  @Field(() => [MessageTemplateUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The API key after the change.' })
export class ApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'As it is now; of a rotation, the new one.' })
  apiKey?: ApiKey | null;
  @Field(() => String, {
    nullable: true,
    description:
      'What is sent as `Authorization: Bearer …`. It is told this once and not stored: null where nothing was made, also in the answer to a repeated request with the same idempotencyKey.',
  })
  secret?: string | null;
  @Field(() => [ApiKeyUserError], { description: userErrors }) userErrors: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The identity provider after the change.' })
export class IdentityProviderPayload {
  @Field(() => IdentityProvider, { nullable: true, description: 'The one in force; null: none.' })
  identityProvider?: IdentityProvider | null;
  @Field(() => [IdentityProviderUserError], { description: userErrors }) userErrors: UserError[];
}

/**
 * Runs a mutation on a checked input. What its author can mend comes back as `userErrors` whose paths
 * start with the argument's name; everything else is thrown.
 */
export async function mutate<P extends object>(
  { forget }: Context,
  argument: { name: 'input' | 'inputs'; value: object },
  work: () => Promise<P>,
): Promise<P & { userErrors: UserError[] }> {
  const { name, value } = argument;
  const wrong = Array.isArray(value) ? listProblems(value) : inputProblems(value);
  if (wrong.length > 0) return refused(name, wrong);
  forget();
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof RefusedRequests && name === 'inputs') {
      return refused(
        name,
        error.refused.flatMap(({ index, problems }) =>
          problems.map((problem) => ({ ...problem, field: [String(index), ...problem.field] })),
        ),
      );
    }
    if (error instanceof DomainError) return refused(name, error.problems);
    throw error;
  }
}

/** The idempotency of an input, told from others by the mutation's name and the rest of the input. */
export function idempotencyFor(
  mutation: string,
  { idempotencyKey, ...rest }: { idempotencyKey?: string | null },
): Idempotency | null {
  return idempotencyOf(idempotencyKey, [mutation, rest]);
}

const batchMax = 250;

function listProblems(inputs: object[]): Problem[] {
  if (inputs.length < 1 || inputs.length > batchMax) {
    return [{ code: 'INVALID', field: [], message: `must be from 1 to ${batchMax} inputs.` }];
  }
  return inputs.flatMap((input, index) =>
    inputProblems(input).map((problem) => ({ ...problem, field: [String(index), ...problem.field] })),
  );
}

/** What is wrong with the form of an input. */
export function inputProblems(input: object): Problem[] {
  const errors = validateSync(input, {
    validationError: { target: false, value: false },
    stopAtFirstError: true,
  });
  return errors.flatMap((error) => flatten(error, []));
}

function flatten({ property, constraints, children }: ValidationError, path: string[]): Problem[] {
  const field = [...path, property];
  const own = Object.values(constraints ?? {}).map((message) => ({ code: 'INVALID', field, message }));
  return [...own, ...(children ?? []).flatMap((child) => flatten(child, field))];
}

function refused<P>(name: string, problems: Problem[]): P & { userErrors: UserError[] } {
  const userErrors = problems.map(({ code, field, message }) => ({
    code,
    field: [name, ...field],
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
  }));
  // The lists of a payload are not null, and empty where nothing was recorded.
  return { applications: [], events: [], userErrors } as unknown as P & { userErrors: UserError[] };
}
