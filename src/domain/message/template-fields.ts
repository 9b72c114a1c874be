import type { Fields } from './templates';

type InterviewField = `interview.${keyof NonNullable<Fields['interview']>}`;

/** The names that a template may use. */
export type FieldName = keyof Fields | InterviewField | 'text';

export interface FieldDescription {
  description: string;
  /** What may stand there; for what can only be a condition, true. */
  example: string;
  /** `ALWAYS` has a value, if only a visible gap; `SOMETIMES` needs a condition or a default. */
  value: 'ALWAYS' | 'SOMETIMES' | 'CONDITION';
}

const text = (description: string, example: string): FieldDescription => ({
  ...{ description, example },
  value: 'ALWAYS',
});
const optional = (description: string, example: string): FieldDescription => ({
  ...{ description, example },
  value: 'SOMETIMES',
});
const condition = (description: string): FieldDescription => ({
  ...{ description, example: 'true' },
  value: 'CONDITION',
});

/** Every field, in the order in which a message may use them. */
export const templateFields: { readonly [Name in FieldName]: FieldDescription } = {
  recipient: optional('Who is addressed; missing where it goes to nobody in particular.', 'Alex Smith'),
  candidate: text('The candidate’s name.', 'Jane Doe'),
  position: text('The title of the job posting.', 'Data Engineer'),
  employer: text('The employer’s name.', 'Acme Inc.'),
  sender: text('A gap for the name of whoever sends it.', '[your name]'),
  phone: text('A gap for the sender’s phone number.', '[your phone number]'),
  fit: text('A gap for what the candidate offers.', '[what the candidate offers for the role]'),
  answer: text('A gap for the answer to what the employer has asked.', '[your answer]'),
  offerAnswer: text('A gap for the answer to an offer.', '[your answer to the offer, or when it will come]'),
  promise: text('What the agency has promised; a gap where that is not recorded.', 'the portfolio'),
  decisionDate: optional(
    'By when the employer has said to decide. Never missing when asking for the decision.',
    'March 25',
  ),
  interview: condition('The last interview that is over. Always there in thanks for one.'),
  'interview.name': optional('What sort of interview it was.', 'video interview'),
  'interview.date': optional('Its day, where it took place.', 'March 10'),
  'interview.topics': optional(
    'What was discussed; a gap where that was not recorded.',
    'the data platform and on-call duties',
  ),
  'interview.topic': optional('The first topic; missing where none was recorded.', 'the data platform'),
  promiseBroken: condition('The employer promised to be in touch and was not.'),
  voicemail: condition('It is a phone call that may end on the recipient’s voicemail.'),
  bySms: condition('It goes by SMS, which does not say who sends it.'),
  passOn: condition('It goes to a general address and should reach somebody who decides.'),
  text: text('The text of the action; in a LAYOUT, and there only.', 'Is there any news that you can share?'),
};

export const isField = (name: string): name is FieldName => Object.hasOwn(templateFields, name);
