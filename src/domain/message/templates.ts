import type { InterviewFormat, MessageMedium } from '../vocabulary';
import type { SendingKind } from './occasion';

/** What a message may need and no record holds, or a fact that was not given. A person fills it in. */
export const gaps = [
  'recipient',
  'candidate',
  'position',
  'employer',
  'interviewDate',
  'topics',
  'fit',
  'answer',
  'offerAnswer',
  'promise',
  'decisionDate',
  'sender',
  'phone',
] as const;
export type Gap = (typeof gaps)[number];

/** Everything that a template may name; a template that names anything else fails. */
export interface Fields {
  /** Null where there is nobody in particular at the other end. */
  recipient: string | null;
  candidate: string;
  position: string;
  employer: string;
  sender: string;
  phone: string;
  /** What the candidate offers for the role. */
  fit: string;
  answer: string;
  offerAnswer: string;
  /** What the agency has promised, and this message is about. */
  promise: string;
  decisionDate: string | null;
  /** The last interview that is over. */
  interview: {
    name: string;
    date: string;
    /** The main topics. */
    topics: string;
    /** The first of them, for a message of a line or two; null where none is recorded. */
    topic: string | null;
  } | null;
  /** The employer promised to be in touch and was not. */
  promiseBroken: boolean;
  /** It is a call that may end on the recipient's voicemail. */
  voicemail: boolean;
  bySms: boolean;
  /** The message goes to a general address and should reach somebody who decides. */
  passOn: boolean;
}

/** The words of one language, all of them Liquid templates but `gaps` and `interviews`. */
export interface Templates {
  /** What stands in the brackets. */
  gaps: Record<Gap, string>;
  interviews: Record<InterviewFormat, string>;
  /** What surrounds a text, which it names as `text`. */
  layouts: Record<MessageMedium, string>;
  subjects: Record<SendingKind, string>;
  texts: Record<MessageMedium, Record<SendingKind, string>>;
  /** To an acquaintance who does not decide, in few words (W7). */
  touchBase: string;
}
