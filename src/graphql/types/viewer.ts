import { Field, ObjectType } from 'type-graphql';
import type { KeyHolder } from '../../store/api-keys';
import { ApiKeyRole } from '../../store/entities';

@ObjectType({ simpleResolvers: true, description: 'Who is asking.' })
export class Viewer {
  constructor(private readonly holder: KeyHolder) {}

  @Field(() => String, { description: 'The agency that the key belongs to.' }) get agencyName() {
    return this.holder.agencyName;
  }
  @Field(() => String, { description: 'The agency’s own time zone, IANA.' }) get timeZone() {
    return this.holder.timeZone;
  }
  @Field(() => String, { description: 'The name of the key.' }) get keyName() {
    return this.holder.keyName;
  }
  @Field(() => ApiKeyRole, { description: 'What the key may do.' }) get role() {
    return this.holder.role;
  }
}
