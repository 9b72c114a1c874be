import { Field, Int, ObjectType } from 'type-graphql';
import type { Finding } from '../../domain/message/review/check';
import { lineAndColumn } from '../../domain/message/review/outline';
import { guidesOf } from '../../domain/practices';
import { ActionKind, FindingSeverity } from '../../domain/vocabulary';

@ObjectType({ simpleResolvers: true, description: 'Something in a message to look at before it is sent.' })
export class MessageFinding {
  constructor(
    private readonly finding: Finding,
    private readonly content: string,
  ) {}

  @Field(() => String, { description: 'Stable name, in kebab case.' }) get rule() {
    return this.finding.rule;
  }
  @Field(() => [String], { description: 'The practices it rests on, such as M1.' }) get practices() {
    return this.finding.practices as string[];
  }
  @Field(() => [String], { description: 'The titles of the guides that the practices come from.' })
  get guides() {
    return guidesOf(this.finding.practices);
  }
  @Field(() => FindingSeverity, { description: 'How much it matters.' }) get severity() {
    return this.finding.severity;
  }
  @Field(() => Boolean, { description: 'Is the place in the subject, rather than in the text?' })
  get inSubject() {
    return this.finding.inSubject;
  }
  @Field(() => Int, { description: 'Where it begins, in UTF-16 code units from 0.' }) get start() {
    return this.finding.start;
  }
  @Field(() => Int, {
    description: 'Where it ends: the first code unit after it. The same as start where something is missing.',
  })
  get end() {
    return this.finding.end;
  }
  @Field(() => Int, { description: 'The line of start, from 1.' }) get line() {
    return lineAndColumn(this.content, this.finding.start).line;
  }
  @Field(() => Int, { description: 'The place of start in its line, in UTF-16 code units from 1.' })
  get column() {
    return lineAndColumn(this.content, this.finding.start).column;
  }
  @Field(() => String, { description: 'What it is, for a person; in English.' }) get message() {
    return this.finding.message;
  }
  @Field(() => [String], {
    description: 'What could stand from start to end instead; an empty text takes it away.',
  })
  get suggestions() {
    return this.finding.suggestions;
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'What to look at in a message before it is sent. Nothing is sent, stored or logged.',
})
export class MessageReview {
  @Field(() => ActionKind, { description: 'The action that the message was taken for.' }) kind: ActionKind;
  @Field(() => String, { description: 'The language that it was taken for: en or de.' }) locale: string;
  @Field(() => Int, {
    nullable: true,
    description: 'At most so many words are enough; null for what is spoken.',
  })
  maxWords: number | null;
  @Field(() => Boolean, { description: 'Have spelling and grammar been checked? Only those of English are.' })
  proofread: boolean;
  @Field(() => String, { nullable: true, description: 'Why not, for a person; null where they have.' })
  notProofreadReason: string | null;
  @Field(() => [MessageFinding], {
    description: 'The subject’s first, then by their place; at most 100.',
  })
  findings: MessageFinding[];
}
