import { Ctx, Field, ObjectType } from 'type-graphql';
import type { KeyHolder } from '../../store/api-keys';
import { ApiKeyRole, Scope } from '../../store/scopes';
import type { Context } from '../context';
import { DateTime } from '../scalars';
import { Candidate } from './people';

@ObjectType({ simpleResolvers: true, description: 'Who is asking.' })
export class Viewer {
  constructor(private readonly holder: KeyHolder) {}

  @Field(() => String, { description: 'The agency that the key belongs to.' }) get agencyName() {
    return this.holder.agencyName;
  }
  @Field(() => String, { description: 'The agency’s own time zone, IANA.' }) get timeZone() {
    return this.holder.timeZone;
  }
  @Field(() => String, { description: 'The name of the key, or of the person who is signed in.' })
  get keyName() {
    return this.holder.keyName;
  }
  @Field(() => ApiKeyRole, { description: 'In which role.' }) get role() {
    return this.holder.role;
  }
  @Field(() => [Scope], { description: 'What may be done: all of the role, or what is left of it.' })
  get scopes() {
    return this.holder.scopes;
  }
  @Field(() => DateTime, { nullable: true, description: 'Until when; null: for good.' }) get expiresAt() {
    return this.holder.expiresAt;
  }
  @Field(() => Candidate, {
    nullable: true,
    simple: false,
    description: 'Whose applications are seen, with a candidate’s token; null: all of the agency.',
  })
  async candidate(@Ctx() { candidates }: Context): Promise<Candidate | null> {
    const row = this.holder.candidateId ? await candidates.load(this.holder.candidateId) : null;
    return row && new Candidate(row);
  }
}
