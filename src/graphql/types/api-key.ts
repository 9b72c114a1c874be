import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { KeyView } from '../../store/agency-keys';
import { ApiKeyRole, Scope, scopesOf } from '../../store/scopes';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Actor } from './actor';
import { Candidate } from './people';

@Needs('KEYS')
@ObjectType({
  simpleResolvers: true,
  description: 'An API key, or a candidate’s token, without the secret, which is not stored.',
})
export class ApiKey {
  constructor(private readonly view: KeyView) {}

  @Field(() => ID, { description: 'For rotateApiKey and revokeApiKey.' }) get id() {
    return toGlobalId('ApiKey', this.view.id);
  }
  @Field(() => String, { description: 'What it is for.' }) get name() {
    return this.view.name;
  }
  @Field(() => String, { description: 'How the secret begins, which tells it from others.' }) get prefix() {
    return this.view.prefix;
  }
  @Field(() => ApiKeyRole, { description: 'Its role.' }) get role() {
    return this.view.role;
  }
  @Field(() => [Scope], { description: 'What it may do: all of its role, or what is left of it.' })
  get scopes() {
    return scopesOf(this.view.role, this.view.scopes);
  }
  @Field(() => [String], {
    nullable: true,
    description: 'The documents that it may send, as the SHA-256 of their texts; null: any.',
  })
  get allowedOperations() {
    return this.view.allowedOperations;
  }
  @Field(() => Candidate, {
    nullable: true,
    simple: false,
    description: 'Whose applications it sees, of a CANDIDATE; null: all.',
  })
  async candidate(@Ctx() { candidates }: Context): Promise<Candidate | null> {
    const row = this.view.candidateId ? await candidates.load(this.view.candidateId) : null;
    return row && new Candidate(row);
  }
  @Field(() => DateTime, { description: 'When it was made.' }) get createdAt() {
    return this.view.createdAt;
  }
  @Field(() => Actor, { nullable: true, description: 'Who made it; null: somebody on the command line.' })
  get createdBy() {
    return this.view.createdBy;
  }
  @Field(() => DateTime, { nullable: true, description: 'From when on it is refused; null: never.' })
  get expiresAt() {
    return this.view.expiresAt;
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to a few minutes; null: not yet.',
  })
  get lastUsedAt() {
    return this.view.lastUsedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'Since when it is revoked.' }) get revokedAt() {
    return this.view.revokedAt;
  }
  @Field(() => Boolean, { description: 'Is it accepted: neither revoked nor expired?' }) get inUse() {
    const { revokedAt, expiresAt } = this.view;
    return revokedAt === null && (expiresAt === null || expiresAt.getTime() > Date.now());
  }
  @Field(() => ApiKey, {
    nullable: true,
    simple: false,
    description: 'The key that takes its place: rotateApiKey has made it.',
  })
  async replacedBy(@Ctx() { apiKeys }: Context): Promise<ApiKey | null> {
    const view = this.view.replacedBy ? await apiKeys.load(this.view.replacedBy) : null;
    return view && new ApiKey(view);
  }
}

export const ApiKeyConnection = makeConnection('ApiKey', () => ApiKey);
