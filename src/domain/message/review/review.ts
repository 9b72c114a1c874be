import { type Finding, type Message, type Reviewed, wants } from './check';
import { checks } from './checks';
import type { Language } from './language';
import { outlineOf } from './outline';
import { type Mistakes, spellingFindings } from './spelling';
import type { ReviewWords } from './words';
import { wordsDe } from './words.de';
import { wordsEn } from './words.en';

const reviewWords: Record<Language, ReviewWords> = { en: wordsEn, de: wordsDe };

/** More would help nobody: what is wrong this often is wrong throughout. */
export const findingsMax = 100;

/**
 * What in a message goes against the practices, or is misspelled as far as somebody has looked: the subject
 * before the text, each from its beginning to its end.
 */
export function review(message: Message, mistakes: Mistakes = { text: [], subject: [] }): Finding[] {
  const words = reviewWords[message.language];
  const reviewed: Reviewed = { ...message, words, outline: outlineOf(message.text, words) };
  const found = checks.flatMap(({ id, practices, find }) => {
    // Of several, those that hold for this kind of message.
    const holding = practices.filter((practice) => wants(message, practice));
    const cited = holding.length > 0 ? holding : practices;
    return find(reviewed).map(
      (one): Finding => ({ suggestions: [], inSubject: false, ...one, rule: id, practices: cited }),
    );
  });
  return [...found, ...spellingFindings(reviewed, mistakes, found)]
    .sort((one, other) => Number(other.inSubject) - Number(one.inSubject) || one.start - other.start)
    .slice(0, findingsMax);
}
