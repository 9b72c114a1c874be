import { anyOf, type ReviewWords } from './words';

/** The parts of a message, by where they begin and end. */
export interface Outline {
  /** From the word of greeting up to where the name ends; null where there is none. */
  greeting: { start: number; end: number; name: string; nameStart: number } | null;
  /** Where what is to be said begins. */
  bodyStart: number;
  /** Where it ends: before the closing and the sender's name. */
  bodyEnd: number;
}

/** A greeting is short; what is longer is a sentence. */
const nameCharactersMax = 80;

/** Up to where the name goes: a comma and the like, or a full stop that belongs to no title or initial. */
const endOfName = /[,!:;?\n–—]|(?<!(?<!\p{L})(?:mr|mrs|ms|mx|dr|prof|dipl|ing|st|\p{L}))\.(?=\s|$)/iu;

export function outlineOf(text: string, words: ReviewWords): Outline {
  const greeting = greetingOf(text, words);
  const afterGreeting = greeting ? greeting.end : 0;
  const bodyStart = afterGreeting + (/^[,!:;.?\s–—]*/u.exec(text.slice(afterGreeting))?.[0].length ?? 0);
  return { greeting, bodyStart, bodyEnd: Math.max(bodyStart, closingStart(text, words)) };
}

function greetingOf(text: string, { greetings }: ReviewWords): Outline['greeting'] {
  const start = text.length - text.trimStart().length;
  const line = text.slice(start, start + 2 * nameCharactersMax);
  const opening = new RegExp(`^${anyOf(greetings, 'iu').source}`, 'iu').exec(line)?.[0];
  if (opening === undefined) return null;
  const rest = line.slice(opening.length);
  const length = endOfName.exec(rest)?.index ?? rest.length;
  const name = rest.slice(0, Math.min(length, nameCharactersMax)).trim();
  const nameStart = start + opening.length + (rest.length - rest.trimStart().length);
  return { start, end: name === '' ? start + opening.length : nameStart + name.length, name, nameStart };
}

/** The last line that only closes, such as "Kind regards". */
function closingStart(text: string, { closings }: ReviewWords): number {
  const closing = new RegExp(`^[ \\t]*${anyOf(closings, 'iu').source}[ \\t]*[,.!]?[ \\t]*$`, 'gimu');
  return [...text.matchAll(closing)].at(-1)?.index ?? text.trimEnd().length;
}

/** Where an offset is, both counted from 1; a column is a UTF-16 code unit. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) as string).length + 1 };
}
