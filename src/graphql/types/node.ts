import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'Anything that `node` finds again by its id.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and unique among all types.' }) readonly id: string;
}
