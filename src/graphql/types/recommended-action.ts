import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { draftFor } from '../../domain/message/draft';
import { guidanceFor } from '../../domain/message/guidance';
import type { PracticeId } from '../../domain/practices';
import { Clock } from '../../domain/recommendation/clock';
import { type PassedOver as PassedOverData, passedOver } from '../../domain/recommendation/passed-over';
import { type Step, urgencyAt } from '../../domain/recommendation/plan';
import type { Action } from '../../domain/recommendation/recommend';
import type { Recipient as RecipientData } from '../../domain/recommendation/rule';
import { ActionKind, ContactMethod, RecipientRole, Urgency } from '../../domain/vocabulary';
import type { ContactRow } from '../../store/entities';
import type { PersonAt } from '../../store/queries/reached';
import type { Context } from '../context';
import { type ActionPlace, messageFacts } from '../message-facts';
import { DateTime } from '../scalars';
import { AppliedRule } from './applied-rule';
import { MessageTemplate } from './message-template';
import { Contact } from './people';

@ObjectType({ simpleResolvers: true, description: 'A method not to use.' })
export class BlockedMethod {
  @Field(() => ContactMethod, { description: 'Not this one.' }) method: ContactMethod;
  @Field(() => String, { description: 'Why, for a person.' }) reason: string;
  @Field(() => [String], { description: 'The practices behind it.' }) practices: PracticeId[];
}

@ObjectType({ simpleResolvers: true, description: 'To whom: a person, or where none is known, a role.' })
export class Recipient {
  constructor(private readonly recipient: RecipientData) {}

  @Field(() => RecipientRole, { description: 'What the recipient is to the application.' }) get role() {
    return this.recipient.role;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person; null for a role.' })
  async contact(@Ctx() { contacts }: Context): Promise<Contact | null> {
    const row = this.recipient.contactId ? await contacts.load(this.recipient.contactId) : null;
    return row && new Contact(row);
  }
}

@ObjectType({ simpleResolvers: true, description: 'A person to whom an action does not go, and why.' })
export class PassedOver {
  constructor(
    private readonly row: ContactRow,
    private readonly passed: PassedOverData,
  ) {}

  @Field(() => Contact, { description: 'Who is passed over.' }) get contact(): Contact {
    return new Contact(this.row);
  }
  @Field(() => String, { description: 'Why, for a person.' }) get reason() {
    return this.passed.reason;
  }
  @Field(() => [String], { description: 'The practices behind it.' }) get practices() {
    return this.passed.practices as string[];
  }
}

@ObjectType({ simpleResolvers: true, description: 'What a message should be like (practices M1 to M11).' })
export class MessageGuidance {
  @Field(() => [String], { description: 'The practices it rests on.' }) practices: PracticeId[];
  @Field(() => String, { description: 'How it should sound.' }) tone: string;
  @Field(() => String, { description: 'How long it should be, in words for a person.' }) length: string;
  @Field(() => Int, { nullable: true, description: 'At most so many words.' }) maxWords: number | null;
  @Field(() => [String], { description: 'What to mention, from this application’s own record.' })
  mention: string[];
  @Field(() => [String], { description: 'What to leave out.' }) avoid: string[];
}

@ObjectType({ simpleResolvers: true, description: 'A text to start from. Nothing is ever sent.' })
export class MessageDraft {
  @Field(() => String, { description: 'The language it is in.' }) locale: string;
  @Field(() => String, { nullable: true, description: 'For e-mail.' }) subject: string | null;
  @Field(() => String, { description: 'The text, or the lines for a call.' }) body: string;
  @Field(() => [String], { description: 'Facts that are missing: a visible gap stands for each.' })
  gaps: string[];
  @Field(() => MessageTemplate, { description: 'What subject and text were made by.' })
  template: MessageTemplate;
  @Field(() => MessageTemplate, { description: 'What greeting and closing were made by.' })
  layout: MessageTemplate;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What to do, to whom, by which method, from when, until when, and why.',
})
export class RecommendedAction {
  constructor(
    private readonly action: Action,
    private readonly step: Pick<Step, 'until'>,
    private readonly at: Instant,
    private readonly place: ActionPlace,
  ) {}

  @Field(() => ActionKind, { description: 'What to do.' }) get kind() {
    return this.action.kind;
  }
  @Field(() => ContactMethod, { nullable: true, description: 'Null for WAIT, NONE and CLOSE.' })
  get method() {
    return this.action.method;
  }
  @Field(() => Recipient, { nullable: true, description: 'To whom; null for WAIT, NONE and CLOSE.' })
  get recipient() {
    return this.action.recipient && new Recipient(this.action.recipient);
  }
  @Field(() => DateTime, { nullable: true, description: 'From when; for WAIT, until when to wait.' })
  get opensAt() {
    return this.action.opensAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'By when.' }) get dueAt() {
    return this.action.dueAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'From when it counts as late.' }) get lateAt() {
    return this.action.lateAt;
  }
  @Field(() => Urgency, {
    description: 'How pressing it is at the moment asked for; follows from dueAt and lateAt.',
  })
  get urgency() {
    return urgencyAt(this.action, this.at);
  }
  @Field(() => DateTime, {
    nullable: true,
    description: 'What is recommended stays the same until then, if nothing more happens; null: for ever.',
  })
  get until() {
    return this.step.until;
  }
  @Field(() => String, { description: 'One or two sentences for a person.' }) get reason() {
    return this.action.reason;
  }
  @Field(() => [AppliedRule], { description: 'The rules that made it so, in order.' }) get because() {
    return this.action.because.map((applied) => new AppliedRule(applied));
  }
  @Field(() => Int, {
    description:
      'The version of the policy that it follows from; 0 where none was set, or its version not kept yet.',
  })
  get policyVersion() {
    // What was recommended by an earlier edition of the program stays as it was.
    return this.action.policyVersion ?? 0;
  }
  @Field(() => [BlockedMethod], { description: 'Methods not to use.' }) get blockedMethods() {
    return this.action.blockedMethods;
  }
  @Field(() => [PassedOver], {
    simple: false,
    description:
      'Everybody else known at the employer, with why this does not go to them; of people as known now.',
  })
  async passedOver(@Ctx() { circumstances, contacts }: Context): Promise<PassedOver[]> {
    if (this.action.recipient === null) return [];
    const known = await circumstances.load(this.place.id);
    if (!known) return [];
    const { state } = this.place;
    const situation = { ...known, state, posting: state.posting, clock: new Clock(this.at) };
    const passed = passedOver(situation, this.action);
    const rows = await Promise.all(passed.map(({ contactId }) => contacts.load(contactId)));
    return passed.flatMap((one, index) => {
      const row = rows[index];
      return row ? [new PassedOver(row, one)] : [];
    });
  }
  @Field(() => MessageGuidance, {
    nullable: true,
    simple: false,
    description: 'What to say; null where nothing is sent.',
  })
  async guidance(@Ctx() context: Context): Promise<MessageGuidance | null> {
    return guidanceFor(this.action, await this.facts(context));
  }
  @Field(() => MessageDraft, {
    nullable: true,
    simple: false,
    description: 'A text to start from, by the agency’s templates; null where nothing is sent.',
  })
  async draft(
    @Ctx() context: Context,
    @Arg('locale', () => String, {
      nullable: true,
      description: 'BCP 47, such as de or en-GB; English unless said.',
    })
    locale?: string | null,
  ): Promise<MessageDraft | null> {
    const [facts, templates] = await Promise.all([this.facts(context), context.templates()]);
    return draftFor(this.action, facts, locale ?? 'en', templates);
  }

  /** The person it goes to, and the moment asked for; null where no person is known. */
  get personAt(): PersonAt | null {
    const contactId = this.action.recipient?.contactId;
    return contactId ? { contactId, at: this.at } : null;
  }

  private facts(context: Context) {
    return messageFacts(context, this.place, this.action, this.at);
  }
}

@ObjectType({ simpleResolvers: true, description: 'What is recommended from one moment until another.' })
export class PlannedStep {
  @Field(() => DateTime, { description: 'From this moment on.' }) from: Instant;
  @Field(() => DateTime, { nullable: true, description: 'Until this moment; null: for ever.' })
  until: Instant | null;
  @Field(() => [RecommendedAction], { description: 'The most urgent first; never empty.' })
  actions: RecommendedAction[];
}
