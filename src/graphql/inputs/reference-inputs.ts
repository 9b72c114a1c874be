import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { WorkingHours } from '../../domain/calendar';
import { isKnownPlace } from '../../domain/holidays';
import type { Instant } from '../../domain/instant';
import { ContactMethod, RecipientRole } from '../../domain/vocabulary';
import { DateTime } from '../scalars';
import { Repeatable } from './command-inputs';
import { Holds, OptionalEmail, OptionalText, OptionalTimeZone, Text, TimeZone } from './constraints';

export const nameLengthMax = 200;
const phoneLengthMax = 50;
const postalAddressLengthMax = 500;

@InputType({ description: 'A person whom the agency represents.' })
export class CreateCandidateInput extends Repeatable {
  @Text(nameLengthMax) @Field(() => String, { description: 'Full name.' }) name: string;
  @OptionalEmail() @Field(() => String, { nullable: true, description: 'E-mail address.' }) email?:
    | string
    | null;
  @TimeZone() @Field(() => String, { description: 'Where the candidate is, IANA.' }) timeZone: string;
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({ description: 'A span of opening hours on a day of the week.' })
export class WorkingHoursInput implements WorkingHours {
  @IsInt()
  @Min(1, { message: 'must be from 1 (Monday) to 7 (Sunday).' })
  @Max(7, { message: 'must be from 1 (Monday) to 7 (Sunday).' })
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  dayOfWeek: number;
  @Matches(clock, { message: 'must be HH:MM.' })
  @Field(() => String, { description: 'HH:MM.' })
  opens: string;
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'must be HH:MM, up to 24:00.' })
  @Holds<WorkingHoursInput>(
    'must be later than opens.',
    ({ opens, closes }) => !clock.test(opens) || closes > opens,
  )
  @Field(() => String, { description: 'HH:MM, up to 24:00.' })
  closes: string;
}

@InputType({ description: 'Who offers jobs, and when it works.' })
export class CreateEmployerInput extends Repeatable {
  @Text(nameLengthMax) @Field(() => String, { description: 'Name.' }) name: string;
  @TimeZone() @Field(() => String, { description: 'Of its working hours, IANA.' }) timeZone: string;
  @Holds<CreateEmployerInput>('must be a country by ISO 3166-1 alpha-2, such as US or DE.', ({ country }) =>
    isKnownPlace(country, null),
  )
  @Field(() => String, { description: 'ISO 3166-1 alpha-2: its public holidays are days off.' })
  country: string;
  @Holds<CreateEmployerInput>(
    'must be a region of the country, as in the second part of ISO 3166-2, such as BY of DE.',
    ({ country, region }) => region == null || !isKnownPlace(country, null) || isKnownPlace(country, region),
  )
  @Field(() => String, { nullable: true, description: 'The region of the country, for its holidays.' })
  region?: string | null;
  @OptionalText(phoneLengthMax)
  @Field(() => String, { nullable: true, description: 'The main number.' })
  switchboardPhone?: string | null;
  @IsOptional()
  @ArrayMinSize(1, { message: 'must be at least one span, or left out.' })
  @ArrayMaxSize(50, { message: 'must be at most 50 spans.' })
  @ValidateNested({ each: true })
  @Field(() => [WorkingHoursInput], {
    nullable: true,
    description: 'Monday to Friday 09:00 to 17:00 unless said.',
  })
  workingHours?: WorkingHoursInput[] | null;
}

@InputType({ description: 'Changes to an employer; what is left out stays.' })
export class UpdateEmployerInput extends Repeatable {
  @Field(() => ID, { description: 'Which employer.' }) id: string;
  @OptionalText(nameLengthMax) @Field(() => String, { nullable: true, description: 'Name.' }) name?: string;
  @OptionalTimeZone() @Field(() => String, { nullable: true, description: 'IANA.' }) timeZone?: string;
  @OptionalText(phoneLengthMax)
  @Field(() => String, { nullable: true, description: 'The main number; null takes it away.' })
  switchboardPhone?: string | null;
  @IsOptional()
  @ArrayMinSize(1, { message: 'must be at least one span, or left out.' })
  @ArrayMaxSize(50, { message: 'must be at most 50 spans.' })
  @ValidateNested({ each: true })
  @Field(() => [WorkingHoursInput], { nullable: true, description: 'All of its hours.' })
  workingHours?: WorkingHoursInput[];
}

/** Three spans a day are enough for anybody. */
function Windows(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key as string);
    ArrayMaxSize(21, { message: 'must be at most 21 spans.' })(target, key as string);
    ValidateNested({ each: true })(target, key as string);
  };
}

function Methods(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key as string);
    ArrayUnique({ message: 'must name each method once.' })(target, key as string);
  };
}

@InputType({ description: 'A person at an employer.' })
export class CreateContactInput extends Repeatable {
  @Field(() => ID, { description: 'Where the person works.' }) employerId: string;
  @Text(nameLengthMax) @Field(() => String, { description: 'Full name.' }) name: string;
  @Field(() => RecipientRole, { description: 'What the person usually is to applications there.' })
  role: RecipientRole;
  @OptionalEmail() @Field(() => String, { nullable: true, description: 'E-mail address.' }) email?:
    | string
    | null;
  @OptionalText(phoneLengthMax)
  @Field(() => String, { nullable: true, description: 'Direct number.' })
  phone?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Does this person decide? A hiring manager does, unless said.',
  })
  decides?: boolean | null;
  @OptionalText(nameLengthMax)
  @Field(() => String, { nullable: true, description: 'When a call suits, in words.' })
  availability?: string | null;
  @Windows()
  @Field(() => [WorkingHoursInput], {
    nullable: true,
    description: 'When a call suits, in the employer’s time zone, at most 21 spans.',
  })
  availabilityWindows?: WorkingHoursInput[] | null;
  @Field(() => ContactMethod, {
    nullable: true,
    description: 'How the person likes best to be contacted.',
  })
  preferredMethod?: ContactMethod | null;
  @Methods()
  @Field(() => [ContactMethod], {
    nullable: true,
    description: 'How the person does not want to be contacted, each once.',
  })
  refusedMethods?: ContactMethod[] | null;
  @OptionalText(postalAddressLengthMax)
  @Field(() => String, {
    nullable: true,
    description: `For letters and notes, in lines, at most ${postalAddressLengthMax} characters.`,
  })
  postalAddress?: string | null;
}

@InputType({ description: 'Changes to a contact; what is left out stays, null takes away.' })
export class UpdateContactInput extends Repeatable {
  @Field(() => ID, { description: 'Which contact.' }) id: string;
  @OptionalText(nameLengthMax)
  @Field(() => String, { nullable: true, description: 'Full name.' })
  name?: string;
  @Field(() => RecipientRole, { nullable: true, description: 'What the person usually is.' })
  role?: RecipientRole;
  @OptionalEmail() @Field(() => String, { nullable: true, description: 'E-mail address.' }) email?:
    | string
    | null;
  @OptionalText(phoneLengthMax)
  @Field(() => String, { nullable: true, description: 'Direct number.' })
  phone?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Does this person decide?' }) decides?: boolean;
  @OptionalText(nameLengthMax)
  @Field(() => String, { nullable: true, description: 'When a call suits, in words.' })
  availability?: string | null;
  @Windows()
  @Field(() => [WorkingHoursInput], {
    nullable: true,
    description:
      'When a call suits, in the employer’s time zone, at most 21 spans; all of them, none takes away.',
  })
  availabilityWindows?: WorkingHoursInput[] | null;
  @Field(() => ContactMethod, {
    nullable: true,
    description: 'How the person likes best to be contacted; null: not known.',
  })
  preferredMethod?: ContactMethod | null;
  @Methods()
  @Field(() => [ContactMethod], {
    nullable: true,
    description: 'How the person does not want to be contacted, each once; all of them, none takes away.',
  })
  refusedMethods?: ContactMethod[] | null;
  @OptionalText(postalAddressLengthMax)
  @Field(() => String, {
    nullable: true,
    description: `For letters and notes, in lines, at most ${postalAddressLengthMax} characters; null: not known.`,
  })
  postalAddress?: string | null;
}

@InputType({ description: 'A job that candidates apply for.' })
export class CreateJobPostingInput extends Repeatable {
  @Field(() => ID, { description: 'Who offers it.' }) employerId: string;
  @Text(nameLengthMax) @Field(() => String, { description: 'The position.' }) title: string;
  @Field(() => Boolean, { nullable: true, description: 'The posting says no phone calls.' })
  noPhoneCalls?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'The posting says not to follow up.' })
  noFollowUp?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'It says that only qualified applicants are contacted.',
  })
  onlyQualifiedContacted?: boolean | null;
  @OptionalEmail()
  @Field(() => String, { nullable: true, description: 'A general address for applications.' })
  generalEmail?: string | null;
}

@InputType({ description: 'Changes to a posting, for every open application to it; what is left out stays.' })
export class UpdateJobPostingInput extends Repeatable {
  @Field(() => ID, { description: 'Which posting.' }) id: string;
  @OptionalText(nameLengthMax)
  @Field(() => String, { nullable: true, description: 'The position.' })
  title?: string;
  @Field(() => Boolean, { nullable: true, description: 'No phone calls.' }) noPhoneCalls?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'No follow-up.' }) noFollowUp?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Only qualified applicants are contacted.' })
  onlyQualifiedContacted?: boolean;
  @OptionalEmail()
  @Field(() => String, { nullable: true, description: 'General address; null takes it away.' })
  generalEmail?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Taken down since; null: it is back.' })
  takenDownAt?: Instant | null;
  @Field(() => DateTime, { nullable: true, description: 'Closed since; null: it is open again.' })
  closedAt?: Instant | null;
}
