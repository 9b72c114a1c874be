import { type PracticeId, practices } from '../practices';
import type { Action } from '../recommendation/recommend';
import { type MessageFacts, standingDecisionDate } from './facts';
import { pointsToMention } from './mention';
import {
  asksForPerson,
  type Occasion,
  occasionOf,
  reachesNobodyInParticular,
  type SendingKind,
  shortCharactersMax,
  touchesBase,
} from './occasion';

export type { MessageFacts } from './facts';

/** What to say, and how. */
export interface MessageGuidance {
  /** In the order in which they are numbered. */
  practices: PracticeId[];
  tone: string;
  length: string;
  /** Greeting and closing included; null for what is spoken. */
  maxWords: number | null;
  mention: string[];
  avoid: string[];
}

/** The practices on each kind of message, before any interview and after one. Those on all are not repeated. */
const practicesOf: Record<SendingKind, { before: PracticeId[]; after: PracticeId[] }> = {
  ANSWER_EMPLOYER: { before: ['M6', 'M8'], after: ['M6', 'M8'] },
  RESPOND_TO_OFFER: { before: ['M6'], after: ['M6'] },
  KEEP_PROMISE: { before: ['M3', 'M8'], after: ['M3', 'M6', 'M8'] },
  SEND_THANK_YOU_NOTE: { before: ['M5', 'M6', 'M7', 'T5'], after: ['M5', 'M6', 'M7', 'T5'] },
  SEND_THANK_YOU_EMAIL: {
    before: ['M5', 'M6', 'M7', 'M8', 'M9', 'T6'],
    after: ['M5', 'M6', 'M7', 'M8', 'M9', 'T6'],
  },
  FIND_HIRING_MANAGER: { before: ['W3'], after: ['W3'] },
  LEAVE_MESSAGE: { before: ['W3'], after: ['W3'] },
  SEND_FOLLOW_UP: { before: ['M4', 'M7'], after: ['M5', 'M6', 'M7', 'M8', 'M9'] },
  SEND_REMINDER: { before: ['M3', 'M4'], after: ['M3', 'M6', 'M9'] },
  CHECK_IN: { before: ['M3', 'M4', 'M9'], after: ['M3', 'M6', 'M9'] },
  ASK_AVAILABILITY: { before: ['M3', 'W8'], after: ['M3', 'M6', 'W8'] },
  CALL: { before: ['M4', 'M7', 'M9'], after: ['M5', 'M6', 'M7', 'M8', 'M9'] },
  ASK_FOR_UPDATE: { before: ['M3', 'M9'], after: ['M3', 'M6', 'M9'] },
};

/** What to say and what to leave unsaid; null where the action says nothing to anybody. */
export function guidanceFor(action: Action, facts: MessageFacts): MessageGuidance | null {
  const occasion = occasionOf(action);
  if (!occasion) return null;
  const rests = practicesOn(occasion, facts);
  return {
    practices: rests,
    tone: toneOf(occasion),
    ...lengthOf(occasion, rests),
    mention: pointsToMention(occasion, facts, rests),
    avoid: whatToAvoid(occasion, facts, rests),
  };
}

function practicesOn(occasion: Occasion, facts: MessageFacts): PracticeId[] {
  const { kind, medium } = occasion;
  const wanted = new Set<PracticeId>(['M2', 'M11']);
  if (!reachesNobodyInParticular(occasion) && !asksForPerson(occasion)) wanted.add('M1');
  if (medium !== 'CALL') wanted.add('M10');
  if (occasion.role === 'GENERAL_INBOX') wanted.add('W1');
  if (touchesBase(occasion)) {
    for (const id of ['M3', 'W7'] as const) wanted.add(id);
  } else {
    for (const id of practicesOf[kind][facts.interview ? 'after' : 'before']) wanted.add(id);
  }
  // It comes when it suits, where that is known.
  if (kind === 'CALL' && facts.availability) wanted.add('W8');
  if (medium === 'SHORT_MESSAGE') {
    // There is no room for detail.
    wanted.add('M3');
    for (const id of ['M5', 'M7', 'M8'] as const) wanted.delete(id);
  }
  return (Object.keys(practices) as PracticeId[]).filter((id) => wanted.has(id)).sort(messageFirst);
}

/** What to say comes before when and to whom. Sorting is stable, so that each group keeps its order. */
function messageFirst(one: PracticeId, other: PracticeId): number {
  return Number(!one.startsWith('M')) - Number(!other.startsWith('M'));
}

function toneOf({ kind, medium }: Occasion): string {
  if (kind === 'SEND_THANK_YOU_NOTE' || kind === 'SEND_THANK_YOU_EMAIL')
    return 'Warm, polite and professional.';
  if (medium === 'CALL') return 'Polite, positive and professional; calm, and brief if they are busy.';
  return 'Polite, positive and professional.';
}

function lengthOf(occasion: Occasion, rests: PracticeId[]): { length: string; maxWords: number | null } {
  switch (occasion.medium) {
    case 'CALL':
      return { length: asksForPerson(occasion) ? 'About a minute.' : 'A few minutes.', maxWords: null };
    case 'SHORT_MESSAGE':
      return {
        length: `Two or three sentences, at most ${shortCharactersMax} characters${roomOf(occasion)}.`,
        maxWords: 50,
      };
    case 'HAND_WRITTEN_NOTE':
      return { length: 'A few sentences that fit on a card, written by hand.', maxWords: 100 };
    case 'EMAIL':
      if (rests.includes('M3'))
        return { length: 'A line or two besides greeting and closing.', maxWords: 70 };
      if (rests.includes('M5')) return { length: 'Two or three short paragraphs.', maxWords: 180 };
      if (rests.includes('M4') || asksForPerson(occasion))
        return { length: 'A few sentences.', maxWords: 110 };
      return { length: 'As long as it takes to be clear, and no longer.', maxWords: 200 };
  }
}

/** Why so few characters. */
const roomOf = ({ method }: Occasion) =>
  method === 'LINKEDIN' ? ', as an invitation on LinkedIn holds no more' : '';

function whatToAvoid(occasion: Occasion, facts: MessageFacts, rests: PracticeId[]): string[] {
  const { kind, promiseBroken } = occasion;
  const avoid = ['Slang', 'Any hint of impatience or irritation'];
  if (promiseBroken) avoid.push('A reproach that the promised call or message did not come');
  if (kind === 'ASK_FOR_UPDATE') avoid.push('A reproach that the stated date has passed');
  if (kind === 'SEND_THANK_YOU_EMAIL' && standingDecisionDate(facts))
    avoid.push('Pressing for a decision before the stated date');
  if (kind === 'FIND_HIRING_MANAGER' || kind === 'LEAVE_MESSAGE') avoid.push('Insisting after a refusal');
  if (kind === 'CALL') avoid.push('Going on where the moment is a bad one: ask for a better one');
  if (rests.includes('M3')) avoid.push('Repeating the whole application');
  if (rests.includes('M1')) avoid.push('A greeting that could go to anybody');
  if (rests.includes('M10')) avoid.push('Mistakes in spelling and grammar: read it once more');
  return avoid;
}
