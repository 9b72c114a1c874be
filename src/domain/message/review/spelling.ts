import type { FindingSeverity } from '../../vocabulary';
import type { MessageFacts } from '../facts';
import type { Finding, Reviewed } from './check';
import { wordsOf, wordsOnRecord } from './mentions';

/** What a proofreader has found at a place, in UTF-16 code units. */
export interface Mistake {
  /** What sort of mistake it is, in the words of the proofreader. */
  kind: string;
  start: number;
  end: number;
  message: string;
  suggestions: string[];
}

/** What a proofreader has found in the text and in the subject. */
export interface Mistakes {
  text: readonly Mistake[];
  subject: readonly Mistake[];
}

/** The sorts of mistakes that matter in a business letter; matters of style are left to the writer. */
const sorts: Record<string, { rule: string; severity: FindingSeverity }> = {
  Spelling: { rule: 'spelling', severity: 'WARNING' },
  Typo: { rule: 'spelling', severity: 'WARNING' },
  Eggcorn: { rule: 'spelling', severity: 'WARNING' },
  Malapropism: { rule: 'spelling', severity: 'WARNING' },
  BoundaryError: { rule: 'spelling', severity: 'WARNING' },
  Nonstandard: { rule: 'spelling', severity: 'WARNING' },
  Capitalization: { rule: 'capitalization', severity: 'HINT' },
  Grammar: { rule: 'grammar', severity: 'WARNING' },
  Agreement: { rule: 'grammar', severity: 'WARNING' },
  WordOrder: { rule: 'grammar', severity: 'WARNING' },
  Usage: { rule: 'grammar', severity: 'HINT' },
  Miscellaneous: { rule: 'grammar', severity: 'HINT' },
  Repetition: { rule: 'repeated-word', severity: 'WARNING' },
  Punctuation: { rule: 'punctuation', severity: 'HINT' },
};

/** The rules that a mistake can be told by. */
export const spellingRules = [...new Set(Object.values(sorts).map(({ rule }) => rule))];

const mistakesMax = 50;
const suggestionsMax = 5;

type Placed = Pick<Finding, 'inSubject' | 'start' | 'end'>;

/**
 * The mistakes that a person should look at (M10): not the names and words on record, not the sender's name
 * below the closing, and nothing where another check has found the same word wanting.
 */
export function spellingFindings(
  reviewed: Reviewed,
  mistakes: Mistakes,
  found: readonly Finding[],
): Finding[] {
  const placed = [
    ...mistakes.subject.map((mistake) => ({ mistake, content: reviewed.subject ?? '', inSubject: true })),
    ...mistakes.text
      .filter(({ start }) => start < reviewed.outline.bodyEnd)
      .map((mistake) => ({ mistake, content: reviewed.text, inSubject: false })),
  ];
  const isRight = rightByRecord(reviewed.facts);
  return placed
    .flatMap(({ mistake, content, inSubject }): Finding[] => {
      const { kind, start, end, message, suggestions } = mistake;
      const place = { start, end, inSubject };
      const sort = sorts[kind];
      if (!sort || isRight(mistake, content)) return [];
      if (found.some((other) => isWord(other) && overlap(other, place))) return [];
      const severity = perhapsName(mistake, content) ? 'HINT' : sort.severity;
      const instead = suggestions.slice(0, suggestionsMax);
      return [{ rule: sort.rule, practices: ['M10'], severity, ...place, message, suggestions: instead }];
    })
    .slice(0, mistakesMax);
}

/** Makes the test whether what is taken for a mistake is none: a word on record, or an abbreviation. */
function rightByRecord(facts: MessageFacts) {
  const onRecord = wordsOnRecord(facts);
  const { candidateName, recipientName, employerName, positionTitle } = facts;
  const names = [candidateName, recipientName ?? '', employerName, positionTitle];
  const abbreviated = names.filter((name) => name.endsWith('.'));
  return ({ kind, start, end }: Mistake, content: string): boolean => {
    const problem = content.slice(start, end);
    if (wordsAreOn(onRecord, problem)) return true;
    if (kind === 'Spelling') return isAbbreviation(problem);
    // "Acme Inc. is" begins no sentence.
    const before = content.slice(0, start).trimEnd();
    return kind === 'Capitalization' && abbreviated.some((name) => before.endsWith(name));
  };
}

/** In mid-sentence, what is unknown and begins with a capital may well be a name. */
function perhapsName({ kind, start }: Mistake, content: string): boolean {
  const beginsSentence = /(?:^|[.!?\n])\s*$/u.test(content.slice(Math.max(0, start - 3), start));
  return kind === 'Spelling' && !beginsSentence && /^\p{Lu}/u.test(content.slice(start));
}

function wordsAreOn(record: ReadonlySet<string>, problem: string): boolean {
  const words = wordsOf(problem.replace(/['’]s?$/u, ''));
  return words.length > 0 && words.every((word) => record.has(word));
}

/** Such as "M.", "p.a.", "D1" and "TIG", of which no dictionary has all. */
const isAbbreviation = (problem: string) => /^.$|[\d.]|^\p{Lu}{2,5}s?$/u.test(problem);

/** The findings about a place rather than about the whole. */
const isWord = ({ start, end }: Placed) => end > start && end - start <= 80;

const overlap = (one: Placed, other: Placed) =>
  one.inSubject === other.inSubject && one.start < other.end && other.start < one.end;
