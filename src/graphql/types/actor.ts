import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Who recorded something.' })
export class Actor {
  @Field(() => String, { description: 'API_KEY, USER, IMPORT or SYSTEM.' }) kind: string;
  @Field(() => String, {
    description: 'The id of the key or the import; of a USER, the subject of its token.',
  })
  id: string;
  @Field(() => String, { description: 'A name for people.' }) name: string;
}
