import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { DateTime } from '../scalars';
import { OnApplication, Repeatable } from './command-inputs';
import { Holds, OptionalEmail, OptionalText, Text } from './constraints';
import { nameLengthMax } from './reference-inputs';

@InputType({ description: 'Somebody who works at the agency.' })
export class CreateMemberInput extends Repeatable {
  @Text(nameLengthMax) @Field(() => String, { description: 'Full name.' }) name: string;
  @OptionalEmail() @Field(() => String, { nullable: true, description: 'E-mail address.' }) email?:
    | string
    | null;
}

@InputType({ description: 'Changes to a member; what is left out stays.' })
export class UpdateMemberInput extends Repeatable {
  @Field(() => ID, { description: 'Which member.' }) id: string;
  @OptionalText(nameLengthMax)
  @Field(() => String, { nullable: true, description: 'Full name.' })
  name?: string;
  @OptionalEmail()
  @Field(() => String, { nullable: true, description: 'E-mail address; null takes it away.' })
  email?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Can anything be assigned to this member? What is assigned already stays so.',
  })
  active?: boolean;
}

/** Nobody is said with null, so that nothing is taken from anybody by a slip. */
const SaysWhom = () =>
  Holds<{ memberId?: string | null }>(
    'must be the id of a member, or null for nobody.',
    ({ memberId }) => memberId !== undefined,
  );
const toWhom = { nullable: true, description: 'The member; null, which has to be said, for nobody.' };

@InputType({ description: 'Who looks after an application.' })
export class AssignApplicationInput extends OnApplication {
  @Field(() => ID, { description: 'Which application.' }) applicationId: string;
  @SaysWhom() @Field(() => ID, toWhom) memberId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When; now, unless said.' })
  assignedAt?: Instant | null;
}

const applicationsMax = 250;

@InputType({ description: 'Who looks after several applications.' })
export class AssignApplicationsInput extends Repeatable {
  @ArrayMinSize(1, { message: `must be from 1 to ${applicationsMax} applications.` })
  @ArrayMaxSize(applicationsMax, { message: `must be from 1 to ${applicationsMax} applications.` })
  @ArrayUnique({ message: 'must name each application once.' })
  @Field(() => [ID], { description: `Which applications, at most ${applicationsMax}.` })
  applicationIds: string[];
  @SaysWhom() @Field(() => ID, toWhom) memberId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When; now, unless said.' })
  assignedAt?: Instant | null;
}
