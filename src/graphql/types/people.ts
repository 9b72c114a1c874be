import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { ContactMethod, RecipientRole } from '../../domain/vocabulary';
import type { CandidateRow, ContactRow, EmployerRow, JobPostingRow } from '../../store/entities';
import type { PolicyView } from '../../store/policies';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Node } from './node';
import { Policy } from './policy';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A person whom the agency represents.' })
export class Candidate implements Node {
  constructor(private readonly row: CandidateRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Candidate', this.row.id);
  }
  @Field(() => String, { description: 'Full name.' }) get name() {
    return this.row.name;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  get email() {
    return this.row.email;
  }
  @Field(() => String, {
    description: 'Where the candidate is, IANA: notes are due by the end of the day there.',
  })
  get timeZone() {
    return this.row.timeZone;
  }
  @Field(() => DateTime, { description: 'When this was recorded.' }) get createdAt() {
    return this.row.createdAt;
  }
}

@ObjectType({ simpleResolvers: true, description: 'A span of opening hours on a day of the week.' })
export class WorkingHours {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' }) dayOfWeek: number;
  @Field(() => String, { description: 'HH:MM on that day.' }) opens: string;
  @Field(() => String, { description: 'HH:MM on that day, up to 24:00.' }) closes: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Who offers the job, and when it works.',
})
export class Employer implements Node {
  constructor(readonly row: EmployerRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Employer', this.row.id);
  }
  @Field(() => String, { description: 'Name.' }) get name() {
    return this.row.name;
  }
  @Field(() => String, { description: 'IANA time zone of its working hours.' }) get timeZone() {
    return this.row.timeZone;
  }
  @Field(() => String, { description: 'ISO 3166-1 alpha-2: its public holidays are days off.' })
  get country() {
    return this.row.country;
  }
  @Field(() => String, { nullable: true, description: 'The region of the country, for its holidays.' })
  get region() {
    return this.row.region;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'The main number.' })
  get switchboardPhone() {
    return this.row.switchboardPhone;
  }
  @Field(() => [WorkingHours], { description: 'Monday to Friday 09:00 to 17:00 unless said otherwise.' })
  get workingHours() {
    return this.row.workingHours;
  }
  @Field(() => Policy, { simple: false, description: 'What holds for it: its own policy over the agency’s.' })
  async policy(@Ctx() { employerPolicies }: Context): Promise<Policy> {
    return new Policy((await employerPolicies.load(this.row.id)) as PolicyView);
  }
  @Field(() => DateTime, { description: 'When this was recorded.' }) get createdAt() {
    return this.row.createdAt;
  }
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A person at an employer.' })
export class Contact implements Node {
  constructor(readonly row: ContactRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Contact', this.row.id);
  }
  @Field(() => String, { description: 'Full name.' }) get name() {
    return this.row.name;
  }
  @Field(() => RecipientRole, { description: 'What the person usually is to applications there.' })
  get role() {
    return this.row.role;
  }
  @Field(() => Boolean, { description: 'Does this person decide about applications?' }) get decides() {
    return this.row.decides;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  get email() {
    return this.row.email;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'Direct number.' })
  get phone() {
    return this.row.phone;
  }
  @Needs('READ')
  @Field(() => String, {
    nullable: true,
    description: 'When a call suits, in words; known, it is not asked for.',
  })
  get availability() {
    return this.row.availability;
  }
  @Needs('READ')
  @Field(() => [WorkingHours], {
    description: 'When a call suits, in the employer’s time zone; empty where that is not known.',
  })
  get availabilityWindows() {
    return this.row.availabilityWindows;
  }
  @Field(() => ContactMethod, { nullable: true, description: 'How the person likes best to be contacted.' })
  get preferredMethod() {
    return this.row.preferredMethod;
  }
  @Field(() => [ContactMethod], { description: 'How the person does not want to be contacted.' })
  get refusedMethods() {
    return this.row.refusedMethods;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'For letters and notes, in lines.' })
  get postalAddress() {
    return this.row.postalAddress;
  }
  @Field(() => Employer, { simple: false, description: 'Where the person works.' })
  async employer(@Ctx() { employers }: Context): Promise<Employer> {
    return new Employer((await employers.load(this.row.employerId)) as EmployerRow);
  }
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A job that candidates apply for.' })
export class JobPosting implements Node {
  constructor(private readonly row: JobPostingRow) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('JobPosting', this.row.id);
  }
  @Field(() => String, { description: 'The position.' }) get title() {
    return this.row.title;
  }
  @Field(() => Boolean, { description: 'The posting says no phone calls.' }) get noPhoneCalls() {
    return this.row.noPhoneCalls;
  }
  @Field(() => Boolean, { description: 'The posting says not to follow up.' }) get noFollowUp() {
    return this.row.noFollowUp;
  }
  @Field(() => Boolean, { description: 'The posting says that only qualified applicants are contacted.' })
  get onlyQualifiedContacted() {
    return this.row.onlyQualifiedContacted;
  }
  @Needs('READ')
  @Field(() => String, { nullable: true, description: 'A general address for applications.' })
  get generalEmail() {
    return this.row.generalEmail;
  }
  @Field(() => DateTime, { nullable: true, description: 'Since when it cannot be found any more.' })
  get takenDownAt() {
    return this.row.takenDownAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'Since when the position is closed.' })
  get closedAt() {
    return this.row.closedAt;
  }
  @Field(() => Policy, {
    simple: false,
    description: 'What holds for it: its own policy over its employer’s and the agency’s.',
  })
  async policy(@Ctx() { postingPolicies }: Context): Promise<Policy> {
    return new Policy((await postingPolicies.load(this.row.id)) as PolicyView);
  }
  @Field(() => Employer, { simple: false, description: 'Who offers it.' })
  async employer(@Ctx() { employers }: Context): Promise<Employer> {
    return new Employer((await employers.load(this.row.employerId)) as EmployerRow);
  }
}

export const CandidateConnection = makeConnection('Candidate', () => Candidate);
export const EmployerConnection = makeConnection('Employer', () => Employer);
export const ContactConnection = makeConnection('Contact', () => Contact);
export const JobPostingConnection = makeConnection('JobPosting', () => JobPosting);
