import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { ActionKind } from '../../domain/vocabulary';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { DateTime } from '../scalars';
import { contactOf, Event, EventOf } from './event';
import { Member, memberOf } from './member';
import { Node } from './node';
import { Contact } from './people';

@ObjectType({ implements: [Node, Event], simpleResolvers: true, description: 'The next step was put off.' })
export class ActionDeferred extends EventOf<'ActionDeferred'> {
  @Field(() => DateTime, { description: 'Until when, unless something happens before.' }) get until() {
    return this.data.until;
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'The next step was pinned to a date.',
})
export class ActionPinned extends EventOf<'ActionPinned'> {
  @Field(() => DateTime, { description: 'From when it is to be taken.' }) get opensAt() {
    return this.data.opensAt;
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'An action was dismissed, until something new happens.',
})
export class ActionDismissed extends EventOf<'ActionDismissed'> {
  @Field(() => ActionKind, { description: 'What is not to be done.' }) get kind() {
    return this.data.kind;
  }
  @Field(() => String, { nullable: true, description: 'Why.' }) get why() {
    return this.data.why;
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'The agency has promised the employer something.',
})
export class PromiseMade extends EventOf<'PromiseMade'> {
  @Field(() => String, { description: 'What.' }) get what() {
    return this.data.what;
  }
  @Field(() => DateTime, { description: 'By when.' }) get dueAt() {
    return this.data.dueAt;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'To whom.' })
  contact(@Ctx() context: Context): Promise<Contact | null> {
    return contactOf(context, this.data.contactId);
  }
}

@ObjectType({
  implements: [Node, Event],
  simpleResolvers: true,
  description: 'Somebody of the agency looks after the application from now on, or nobody.',
})
export class ApplicationAssigned extends EventOf<'ApplicationAssigned'> {
  @Field(() => ID, { nullable: true, description: 'The member; null for nobody.' }) get memberId() {
    return this.data.memberId && toGlobalId('Member', this.data.memberId);
  }
  @Field(() => Member, { nullable: true, simple: false, description: 'The member; null for nobody.' })
  member(@Ctx() context: Context): Promise<Member | null> {
    return memberOf(context, this.data.memberId);
  }
}
