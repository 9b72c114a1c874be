import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { DAY } from '../../domain/instant';
import { ApiKeyRole } from '../../store/scopes';
import { JwtAlgorithm } from '../enums';
import { Duration } from '../scalars';
import { lengthOf } from './api-key-inputs';
import { Repeatable } from './command-inputs';
import { Holds, OptionalText, Text } from './constraints';

const urlLengthMax = 2_000;
const valueLengthMax = 200;
const rolesMax = 50;
const toleranceMax = 300;

@InputType({ description: 'Which role somebody has whose token has a value.' })
export class ClaimedRoleInput {
  @Text(valueLengthMax)
  @Field(() => String, { description: 'A value of the claim, or one of several.' })
  value: string;
  @Holds<ClaimedRoleInput>(
    'must be another: nobody signs in elsewhere as that.',
    ({ role }) => role !== 'CANDIDATE',
  )
  @Field(() => ApiKeyRole, { description: 'What it gives; no more than you may.' })
  role: ApiKeyRole;
}

@InputType({
  description: 'Whose tokens sign the people of the agency in. It takes the place of what was set before.',
})
export class SetIdentityProviderInput extends Repeatable {
  @Text(urlLengthMax)
  @Field(() => String, {
    description:
      'The claim iss of its tokens, to the letter. Without jwksUri it is a URL with a discovery document.',
  })
  issuer: string;
  @Text(valueLengthMax)
  @Field(() => String, {
    description: 'The claim aud of tokens that are meant for here; no other agency has it.',
  })
  audience: string;
  @OptionalText(urlLengthMax)
  @Field(() => String, {
    nullable: true,
    description: 'Where its keys are, if it has no discovery document.',
  })
  jwksUri?: string | null;
  @ArrayMinSize(1, { message: 'must be one at least.' })
  @ArrayUnique({ message: 'must name each algorithm once.' })
  @Field(() => [JwtAlgorithm], {
    defaultValue: ['RS256', 'ES256', 'EdDSA'],
    description: 'How its tokens may be signed; a token that is signed in another way is refused.',
  })
  algorithms: JwtAlgorithm[];
  @Min(0, { message: `must be from 0 to ${toleranceMax}.` })
  @Max(toleranceMax, { message: `must be from 0 to ${toleranceMax}.` })
  @Field(() => Int, {
    defaultValue: 30,
    description: `By how many seconds its clock may differ from ours, at most ${toleranceMax}.`,
  })
  clockToleranceSeconds: number;
  @Holds<SetIdentityProviderInput>('must be from PT1M to P30D.', ({ tokenAgeMax }) => {
    const length = lengthOf(tokenAgeMax);
    return length >= lengthOf('PT1M') && length <= 30 * DAY;
  })
  @Field(() => Duration, {
    defaultValue: 'P1D',
    description: 'How long ago a token may have been issued, however long it lasts: from PT1M to P30D.',
  })
  tokenAgeMax: string;
  @Text(valueLengthMax)
  @Field(() => String, {
    description:
      'The claim that says what somebody may do, by its name, or the names on the way to it with dots between.',
  })
  roleClaim: string;
  @ValidateNested({ each: true })
  @ArrayMinSize(1, { message: `must be from 1 to ${rolesMax}.` })
  @ArrayMaxSize(rolesMax, { message: `must be from 1 to ${rolesMax}.` })
  @Field(() => [ClaimedRoleInput], {
    description: 'What its values give. Of several the first counts; a token without any is refused.',
  })
  roles: ClaimedRoleInput[];
}

@InputType({ description: 'That nobody is to sign in with a token any more.' })
export class RemoveIdentityProviderInput extends Repeatable {
  @Text(urlLengthMax)
  @Field(() => String, {
    description: 'The issuer of the one that is set, so that no other is removed by a slip.',
  })
  issuer: string;
}
