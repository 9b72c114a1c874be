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
const endOfName = /[,!:;?\n–—]|\s-\s|(?<!(?<!\p{L})(?:mr|mrs|ms|mx|dr|prof|dipl|ing|st|\p{L}))\.(?=\s|$)/iu;

export function outlineOf(text: string, words: ReviewWords): Outline {
  const greeting = greetingOf(text, words);
  const afterGreeting = greeting ? greeting.end : 0;
  const bodyStart = afterGreeting + (/^[,!:;.?\s–—]*/u.exec(text.slice(afterGreeting))?.[0].length ?? 0);
  return { greeting, bodyStart, bodyEnd: Math.max(bodyStart, closingStart(text, words)) };
}

function greetingOf(text: string, words: ReviewWords): Outline['greeting'] {
  const start = text.length - text.trimStart().length;
  const line = text.slice(start, start + 2 * nameCharactersMax);
  const opening = new RegExp(`^${anyOf(words.greetings, 'iu').source}`, 'iu').exec(line)?.[0];
  if (opening === undefined) return null;
  const rest = line.slice(opening.length);
  const length = endOfName.exec(rest)?.index ?? rest.length;
  const name = nameIn(rest.slice(0, Math.min(length, nameCharactersMax)).trim(), words);
  const nameStart = start + opening.length + (rest.length - rest.trimStart().length);
  return { start, end: name === '' ? start + opening.length : nameStart + name.length, name, nameStart };
}

/** Small words within names. */
const particles = [
  'von',
  'van',
  'vom',
  'zu',
  'zum',
  'zur',
  'der',
  'den',
  'de',
  'di',
  'da',
  'do',
  'dos',
  'du',
  'la',
  'le',
  'el',
  'al',
  'bin',
  'ter',
  'ten',
  'y',
  'e',
];

/** "Alex" of "Alex thank you for": a name goes on in small letters only with words that can be part of it. */
function nameIn(start: string, { anybody, titles }: ReviewWords): string {
  const usual = new Set([...particles, ...anybody, ...titles]);
  let isName = false;
  for (const { 0: word, index } of start.matchAll(/[\p{L}\p{N}'’-]+/gu)) {
    if (usual.has(word.toLowerCase())) continue;
    if (/^\p{Ll}/u.test(word) && isName) return start.slice(0, index).trimEnd();
    isName ||= !/^\p{Ll}/u.test(word);
  }
  return start;
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
