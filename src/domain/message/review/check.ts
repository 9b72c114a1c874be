import type { PracticeId } from '../../practices';
import type { FindingSeverity } from '../../vocabulary';
import type { MessageFacts } from '../facts';
import type { MessageGuidance } from '../guidance';
import type { Occasion } from '../occasion';
import type { Language } from './language';
import type { Outline } from './outline';
import type { ReviewWords } from './words';

/** A message that somebody is about to send, and what it should be like. */
export interface Message {
  text: string;
  /** Null where there is none, or none was given. */
  subject: string | null;
  language: Language;
  occasion: Occasion;
  guidance: Pick<MessageGuidance, 'practices' | 'maxWords'>;
  facts: MessageFacts;
  /** The employer has asked for something and has not been answered. */
  asked: boolean;
}

/** All that a check may look at. */
export interface Reviewed extends Message {
  words: ReviewWords;
  outline: Outline;
}

/** What a check found, and where: from `start` up to `end`, in UTF-16 code units; empty where something lacks. */
export interface Found {
  severity: FindingSeverity;
  start: number;
  end: number;
  /** For a person. */
  message: string;
  /** What could stand there instead. */
  suggestions?: string[];
  inSubject?: boolean;
}

export interface Finding extends Required<Found> {
  /** Stable, in kebab case; part of the API. */
  rule: string;
  practices: readonly PracticeId[];
}

/** One thing that a message should or should not be. */
export interface Check {
  /** Stable, in kebab case; part of the API. */
  id: string;
  practices: readonly PracticeId[];
  find(reviewed: Reviewed): Found[];
}

/** Does the practice hold for this kind of message? */
export const wants = ({ guidance }: Message, practice: PracticeId) => guidance.practices.includes(practice);

/** A place where something lacks. */
export const at = (offset: number) => ({ start: offset, end: offset });

/** Text and subject, for what is to be looked for in both. */
export function everywhere(
  { text, subject }: Message,
  find: (content: string) => Omit<Found, 'inSubject'>[],
): Found[] {
  const inSubject = subject === null ? [] : find(subject).map((found) => ({ ...found, inSubject: true }));
  return [...inSubject, ...find(text)];
}
