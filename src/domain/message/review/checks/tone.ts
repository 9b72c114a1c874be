import { type Check, everywhere, type Found } from '../check';
import { wordsOf, wordsOnRecord } from '../mentions';
import { anyOf } from '../words';

type Match = RegExpMatchArray & { index: number };

function foundAt(match: RegExpMatchArray, found: Pick<Found, 'severity' | 'message' | 'suggestions'>) {
  const { index: start } = match as Match;
  return { ...found, start, end: start + match[0].length };
}

/** No hint of impatience, irritation or reproach (M2). */
export const impatience: Check = {
  id: 'impatience',
  practices: ['M2'],
  find: (reviewed) => {
    const phrases = anyOf(reviewed.words.impatience);
    return everywhere(reviewed, (content) =>
      [...content.matchAll(phrases)].map((match) =>
        foundAt(match, {
          severity: 'WARNING',
          message: `“${match[0]}” may sound impatient or like a reproach. Ask in a friendly way instead.`,
        }),
      ),
    );
  },
};

/** No slang (M2). */
export const slang: Check = {
  id: 'slang',
  practices: ['M2'],
  find: (reviewed) => {
    const onRecord = wordsOnRecord(reviewed.facts);
    return everywhere(reviewed, (content) =>
      reviewed.words.informal.flatMap(([source, ...instead]) =>
        [...content.matchAll(anyOf([source]))]
          .filter(([word]) => !wordsOf(word).every((part) => onRecord.has(part)))
          // It may be an initial, or stand in a name such as "U.S.".
          .filter(([word]) => word !== 'U')
          .map((match) =>
            foundAt(match, {
              severity: 'WARNING',
              message: `“${match[0]}” is informal.`,
              suggestions: instead.map((words) => likeIts(match[0], words)),
            }),
          ),
      ),
    );
  },
};

/** With a capital where what it replaces has one. */
const likeIts = (replaced: string, words: string) =>
  /^\p{Lu}\p{Ll}/u.test(replaced) ? words.charAt(0).toUpperCase() + words.slice(1) : words;

/** No emoticons (M2). */
export const emoticon: Check = {
  id: 'emoticon',
  practices: ['M2'],
  find: (reviewed) =>
    everywhere(reviewed, (content) =>
      [
        ...content.matchAll(
          /(?<!\S)[:;=]['’]?-?[()DPp/|*](?!\S)|<3|(?![©®™])\p{Extended_Pictographic}\ufe0f?/gu,
        ),
      ]
        .filter(([face]) => !reviewed.facts.positionTitle.includes(face))
        .map((match) =>
          foundAt(match, {
            severity: 'WARNING',
            message: `“${match[0]}” is informal: say it in words, or leave it out.`,
            suggestions: [''],
          }),
        ),
    ),
};

/** No more than one exclamation mark (M2). */
export const exclamationMarks: Check = {
  id: 'exclamation-marks',
  practices: ['M2'],
  find: (reviewed) =>
    everywhere(reviewed, (content) => {
      const marks = [...content.matchAll(/[!！?](?:\s?[!！?])+|[!！]/gu)].filter(([mark]) =>
        /[!！]/.test(mark),
      );
      const several = marks.filter(([mark]) => mark.length > 1);
      // One is warm, and one more may be for the greeting.
      const single = marks.filter(([mark]) => mark.length === 1).slice(2);
      return [
        ...several.map((match) =>
          foundAt(match, {
            severity: 'WARNING',
            message: 'Several marks in a row look impatient: one will do.',
            suggestions: [match[0].includes('?') ? '?' : '!'],
          }),
        ),
        ...single.map((match) =>
          foundAt(match, {
            severity: 'HINT',
            message: 'Few exclamation marks look more professional than many.',
            suggestions: ['.'],
          }),
        ),
      ];
    }),
};

/** Shorter words in capitals are abbreviations. */
const shoutLengthMin = 4;

/** No shouting in capitals (M2): loud words, or three and more words in a row. */
export const capitals: Check = {
  id: 'capitals',
  practices: ['M2'],
  find: (reviewed) => {
    const onRecord = wordsOnRecord(reviewed.facts);
    const loud = new Set(reviewed.words.shouted.flatMap(wordsOf));
    return everywhere(reviewed, (content) =>
      [...content.matchAll(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?: +\p{Lu}{1,})*(?![\p{L}\p{N}])/gu)]
        .filter(([run]) => {
          const words = wordsOf(run).filter((word) => !onRecord.has(word));
          const isRun = words.length >= 3 && words.some((word) => word.length >= shoutLengthMin);
          return isRun || words.some((word) => loud.has(word));
        })
        .map((match) =>
          foundAt(match, {
            severity: 'WARNING',
            message: 'Capitals read as shouting: write it in normal letters.',
            suggestions: [match[0].toLowerCase()],
          }),
        ),
    );
  },
};
