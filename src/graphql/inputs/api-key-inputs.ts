import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Matches } from 'class-validator';
import { Duration as LuxonDuration } from 'luxon';
import { Field, ID, InputType } from 'type-graphql';
import { DAY, type Instant } from '../../domain/instant';
import { ApiKeyRole, Scope } from '../../store/scopes';
import { DateTime, Duration } from '../scalars';
import { Repeatable } from './command-inputs';
import { Holds, Text } from './constraints';
import { nameLengthMax } from './reference-inputs';

const daysMax = 30;
const operationsMax = 200;

/** The length of an ISO 8601 duration in milliseconds. */
export const lengthOf = (duration: string) => LuxonDuration.fromISO(duration).toMillis();

const LastsUpTo = <T extends { [K in keyof T]: unknown }>(name: keyof T, min: string) =>
  Holds<T>(`must be from ${min} to P${daysMax}D.`, (input) => {
    const length = lengthOf(input[name] as string);
    return length >= lengthOf(min) && length <= daysMax * DAY;
  });

const InFuture = () =>
  Holds<{ expiresAt?: Instant | null }>(
    'must lie in the future.',
    ({ expiresAt }) => expiresAt == null || expiresAt > Date.now(),
  );

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput extends Repeatable {
  @Text(nameLengthMax) @Field(() => String, { description: 'What it is for.' }) name: string;
  @Holds<CreateApiKeyInput>(
    'must be another: createCandidateToken makes those.',
    ({ role }) => role !== 'CANDIDATE',
  )
  @Field(() => ApiKeyRole, { description: 'Its role; none that may do more than you may.' })
  role: ApiKeyRole;
  @IsOptional()
  @ArrayMinSize(1, { message: 'must be one at least.' })
  @ArrayUnique({ message: 'must name each scope once.' })
  @Field(() => [Scope], { nullable: true, description: 'No more of its role than these; all, unless said.' })
  scopes?: Scope[] | null;
  @IsOptional()
  @ArrayMinSize(1, { message: 'must be one at least.' })
  @ArrayMaxSize(operationsMax, { message: `must be at most ${operationsMax}.` })
  @ArrayUnique({ message: 'must name each operation once.' })
  @Matches(/^[\da-f]{64}$/, { each: true, message: 'must be SHA-256 digests, each 64 digits 0-9a-f.' })
  @Field(() => [String], {
    nullable: true,
    description: `The documents that it may send, at most ${operationsMax}, as the SHA-256 of their texts in hexadecimal; any, unless said.`,
  })
  allowedOperations?: string[] | null;
  @InFuture()
  @Field(() => DateTime, { nullable: true, description: 'From when on it is refused; never, unless said.' })
  expiresAt?: Instant | null;
}

@InputType({ description: 'A key that takes the place of another.' })
export class RotateApiKeyInput extends Repeatable {
  @Field(() => ID, { description: 'Which key is to be replaced.' }) id: string;
  @LastsUpTo<RotateApiKeyInput>('overlap', 'PT0S')
  @Field(() => Duration, {
    defaultValue: 'PT24H',
    description: 'How long the old one stays in use beside the new one, at most 30 days.',
  })
  overlap: string;
  @InFuture()
  @Field(() => DateTime, {
    nullable: true,
    description:
      'From when on the new one is refused; unless said, it lasts as long as the old one was made to.',
  })
  expiresAt?: Instant | null;
}

@InputType({ description: 'The end of a key.' })
export class RevokeApiKeyInput extends Repeatable {
  @Field(() => ID, { description: 'Which key, or candidate’s token.' }) id: string;
}

@InputType({ description: 'A token for one candidate, for an agency’s own portal.' })
export class CreateCandidateTokenInput extends Repeatable {
  @Field(() => ID, { description: 'Whose applications it sees.' }) candidateId: string;
  @LastsUpTo<CreateCandidateTokenInput>('expiresIn', 'PT1M')
  @Field(() => Duration, { defaultValue: 'PT1H', description: 'How long it lasts, from PT1M to P30D.' })
  expiresIn: string;
}
