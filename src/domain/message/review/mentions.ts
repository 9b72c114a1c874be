import type { MessageFacts } from '../facts';

/** Words that tell nothing by themselves: legal forms, and the small words within titles. */
const telling = (word: string) =>
  !/^(?:inc|incorporated|llc|ltd|limited|plc|corp|corporation|company|co|gmbh|mbh|ag|kg|kgaa|ohg|ug|se|ev|sa|nv|bv|the|of|and|for|in|at|a|an|und|fur|der|die|das|den|dem|im|m|w|d|f|x|mwd)$/.test(
    word,
  );

/** The words of a text, in a spelling by which they can be compared: "Müller" and "MUELLER" are the same. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/([aou])e/g, '$1'));
}

/** Long words may be inflected: "Entwickler" is mentioned by "Entwicklerin". */
const inflectedLengthMin = 5;

function isSaid(word: string, said: ReadonlySet<string>): boolean {
  if (said.has(word)) return true;
  if (word.length < inflectedLengthMin) return false;
  const stem = word.slice(0, Math.max(inflectedLengthMin, word.length - 2));
  return [...said].some((other) => other.startsWith(stem));
}

/** Does the text mention a name or title, in half of its telling words at least? */
export function mentions(text: string, fact: string): boolean {
  const said = wordsOf(text);
  const all = wordsOf(fact.replace(/\([^)]*\)/g, ' '));
  if (all.length === 0 || said.join(' ').includes(all.join(' '))) return true;
  const asked = all.filter(telling);
  const words = asked.length > 0 ? asked : all;
  const known = new Set(said);
  return words.filter((word) => isSaid(word, known)).length * 2 >= words.length;
}

/** Does the text mention a topic, by any word of some length that the position and the company do not have? */
export function touchesOn(
  text: string,
  topic: string,
  { positionTitle, employerName }: Pick<MessageFacts, 'positionTitle' | 'employerName'>,
): boolean {
  const said = new Set(wordsOf(text));
  const words = wordsOf(topic);
  const elsewhere = new Set(wordsOf(`${positionTitle} ${employerName}`));
  const own = words.filter((word) => word.length >= 4 && telling(word) && !elsewhere.has(word));
  return words.length === 0 || (own.length > 0 ? own : words).some((word) => isSaid(word, said));
}

/** The words of names, titles and topics on record: right by definition, however they are spelled. */
export function wordsOnRecord({
  candidateName,
  recipientName,
  employerName,
  positionTitle,
  interview,
}: MessageFacts) {
  const facts = [
    candidateName,
    recipientName ?? '',
    employerName,
    positionTitle,
    ...(interview?.topics ?? []),
  ];
  return new Set(facts.flatMap(wordsOf));
}
