import { Duration as LuxonDuration } from 'luxon';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ProviderView, RoleOfValue } from '../../store/identity-providers';
import { ApiKeyRole } from '../../store/scopes';
import { JwtAlgorithm } from '../enums';
import { DateTime, Duration } from '../scalars';
import { Actor } from './actor';

@ObjectType({ simpleResolvers: true, description: 'Which role somebody has whose token has a value.' })
export class ClaimedRole implements RoleOfValue {
  @Field(() => String, { description: 'A value of the claim, or one of several.' }) value: string;
  @Field(() => ApiKeyRole, { description: 'What it gives.' }) role: ApiKeyRole;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Whose tokens, JSON Web Tokens, sign the people of the agency in.',
})
export class IdentityProvider {
  constructor(private readonly view: ProviderView) {}

  @Field(() => String, { description: 'The claim iss of its tokens, to the letter.' }) get issuer() {
    return this.view.issuer;
  }
  @Field(() => String, { description: 'The claim aud of tokens that are meant for here.' }) get audience() {
    return this.view.audience;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Where its keys are; null: where its discovery document says.',
  })
  get jwksUri() {
    return this.view.jwksUri;
  }
  @Field(() => [JwtAlgorithm], { description: 'How its tokens may be signed.' }) get algorithms() {
    return this.view.algorithms;
  }
  @Field(() => Int, { description: 'By how many seconds its clock may differ from ours.' })
  get clockToleranceSeconds() {
    return this.view.clockToleranceSeconds;
  }
  @Field(() => Duration, { description: 'How long ago a token may have been issued, however long it lasts.' })
  get tokenAgeMax() {
    return LuxonDuration.fromObject({ seconds: this.view.tokenAgeSecondsMax }).rescale().toISO();
  }
  @Field(() => String, { description: 'The claim that says what somebody may do.' }) get roleClaim() {
    return this.view.roleClaim;
  }
  @Field(() => [ClaimedRole], {
    description: 'The first whose value a token has counts; without any, it is refused.',
  })
  get roles() {
    return this.view.roles;
  }
  @Field(() => Actor, { description: 'Who set it.' }) get setBy() {
    return this.view.setBy;
  }
  @Field(() => DateTime, { description: 'When it was set.' }) get setAt() {
    return this.view.setAt;
  }
}
