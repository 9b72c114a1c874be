import { type Check, everywhere } from '../check';
import { wordsOf, wordsOnRecord } from '../mentions';

const place = (match: RegExpMatchArray) => {
  const start = match.index as number;
  return { start, end: start + match[0].length };
};

/** A gap to be filled in has been filled in (M11): "[recipient's name]", "___", "XXX". */
export const unfilledGap: Check = {
  id: 'unfilled-gap',
  practices: ['M11'],
  find: (reviewed) =>
    everywhere(reviewed, (content) =>
      [
        ...content.matchAll(
          /\[(?!\d+\])[^[\]\n]{1,80}\](?!\()|_{3,}|(?<![\p{L}\p{N}])(?:[Xx]{3,}|TBD|TODO|TBC)(?![\p{L}\p{N}])/gu,
        ),
      ].map((match) => ({
        severity: 'ERROR',
        ...place(match),
        message: `“${match[0]}” is still to be filled in.`,
      })),
    ),
};

const leftovers = [
  /\{\{[^{}\n]{0,80}\}\}|\{%[^\n]{0,80}?%\}|\$?\{[A-Za-z_][\w. ]{0,40}\}|%[A-Z_]{3,40}%|<<[^<>\n]{1,40}>>|«[A-Za-z_]{1,40}»/gu,
  /<(?:first|last|full|company|job|position|candidate|recipient|employer|your|vor|nach|firmen)[\w -]{0,30}>/giu,
  /\[object Object\]|(?<![\p{L}\p{N}])(?:undefined|NaN)(?![\p{L}\p{N}])/gu,
  /(?<=^\s*(?:dear|hello|hi|hallo|guten tag|liebe[rs]?|sehr geehrte[rs]?(?: (?:herr|frau))?) )(?:null|none|nil|n\/a)(?=[\s,!:]|$)/giu,
  /(?<=^\s*(?:dear|sehr geehrte[rs]?|liebe[rs]?)) *(?=,)/giu,
];

/** A mail merge has filled in everything (M11). */
export const mergeLeftover: Check = {
  id: 'merge-leftover',
  practices: ['M11'],
  find: (reviewed) => {
    const onRecord = wordsOnRecord(reviewed.facts);
    return everywhere(reviewed, (content) =>
      leftovers
        .flatMap((pattern) => [...content.matchAll(pattern)])
        .filter(([left]) => !/^\w+$/.test(left) || !wordsOf(left).every((word) => onRecord.has(word)))
        .map((match) => ({
          severity: 'ERROR',
          ...place(match),
          message: match[0].trim()
            ? `“${match[0]}” looks like what a mail merge has left over.`
            : 'The name is missing here.',
        })),
    );
  },
};
