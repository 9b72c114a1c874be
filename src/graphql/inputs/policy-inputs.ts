import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { policyParameterNames, policyParameters } from '../../domain/policy';
import { PolicyPreset } from '../../domain/vocabulary';
import { descriptionOf, typeOfParameter } from '../types/policy';
import { idempotencyKey } from './command-inputs';
import { OptionalText } from './constraints';

@InputType({
  description: 'Values over those of the preset, or over what is above; what is left out stays as there.',
})
export class PolicyValuesInput {}
for (const name of policyParameterNames) {
  const { range } = policyParameters[name];
  const description = `${descriptionOf(name)}${range ? ` From ${range[0]} to ${range[1]}.` : ''}`;
  Field(() => typeOfParameter(name), { nullable: true, description })(PolicyValuesInput.prototype, name);
}

/** What is set, and for what. The values are checked where they are put together with what stands above them. */
@InputType()
export abstract class PolicyChange {
  @Field(() => ID, { nullable: true, description: 'For this employer alone.' }) employerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'For this job posting alone.' }) jobPostingId?:
    | string
    | null;
  @Field(() => PolicyPreset, {
    nullable: true,
    description:
      'Where the values start from. The agency as a whole has one; an employer or a posting without goes by the one above.',
  })
  preset?: PolicyPreset | null;
  @Field(() => PolicyValuesInput, {
    nullable: true,
    description:
      'The own values. An employer or a posting without them, and without a preset, is as what is above.',
  })
  values?: PolicyValuesInput | null;
}

@InputType({
  description:
    'A preset, and values over it, for the agency unless said; what was set for the same before is gone.',
})
export class SetPolicyInput extends PolicyChange {
  @OptionalText(255)
  @Field(() => String, { nullable: true, description: idempotencyKey })
  idempotencyKey?: string | null;
}

const daysMessage = 'must be from 1 to 60.';

@InputType({ description: 'A policy as setPolicy takes it, and how far to look ahead.' })
export class PreviewPolicyInput extends PolicyChange {
  @IsOptional()
  @Min(1, { message: daysMessage })
  @Max(60, { message: daysMessage })
  @Field(() => Int, { nullable: true, description: 'So many days, from 1 to 60; 28 unless said.' })
  days?: number | null;
}
