import { at, type Check, type Found, type Reviewed, wants } from '../check';
import { wordsOf } from '../mentions';

/** The words of the greeting that could be a name; null where a gap is still to be filled there. */
function namesGreeted({ outline, words, facts }: Reviewed): string[] | null {
  const name = outline.greeting?.name ?? '';
  if (/[[\]{}<>]/.test(name)) return null;
  const others = new Set([...words.titles, ...words.anybody].flatMap(wordsOf));
  const recipient = facts.recipientName ?? '';
  return (name.match(/[\p{L}\p{N}'’-]{2,}/gu) ?? []).filter(
    (word) =>
      wordsOf(word).some((part) => !others.has(part)) &&
      (/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) || isOf(word, recipient)),
  );
}

/** A short form is the same name: "Alex" for "Alexandra". */
const sameName = (one: string, other: string) =>
  one === other ||
  (Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one)));

function isOf(name: string, recipient: string): boolean {
  const known = wordsOf(recipient);
  return wordsOf(name).some((part) => known.some((own) => sameName(part, own)));
}

const recipientOf = ({ facts }: Reviewed) => facts.recipientName?.trim() || null;

/** The person is addressed by name (M1). */
export const notAddressedByName: Check = {
  id: 'not-addressed-by-name',
  practices: ['M1'],
  find: (reviewed) => {
    if (!wants(reviewed, 'M1')) return [];
    const names = namesGreeted(reviewed);
    if (names === null || names.length > 0) return [];
    const recipient = recipientOf(reviewed);
    const { text, words, outline } = reviewed;
    // "Alex, thank you for ..." needs no other greeting.
    const opening = text.trimStart().split(/[,:!\n]/u, 1)[0] as string;
    if (!outline.greeting && recipient && wordsOf(opening).length <= 3 && isOf(opening, recipient)) return [];
    const place = outline.greeting ?? at(0);
    return [
      {
        severity: 'WARNING',
        start: place.start,
        end: place.end,
        message: recipient
          ? `Address the recipient by name (${recipient}).`
          : 'Find out the name of the recipient, and address them by it.',
        suggestions: recipient ? [`${words.address} ${recipient}${outline.greeting ? '' : ',\n\n'}`] : [],
      },
    ];
  },
};

/** It is the name of the person to whom it goes (M1). */
export const wrongName: Check = {
  id: 'wrong-name',
  practices: ['M1'],
  find: (reviewed) => {
    const recipient = recipientOf(reviewed);
    const { greeting } = reviewed.outline;
    const names = namesGreeted(reviewed) ?? [];
    if (!recipient || !greeting || names.length === 0) return [];
    const wrong = names.filter((name) => !isOf(name, recipient));
    if (wrong.length === 0) return [];
    const place = { start: greeting.nameStart, end: greeting.nameStart + greeting.name.length };
    const message = `This is not the name of the recipient on record (${recipient}).`;
    const found: Found = { severity: 'ERROR', ...place, message, suggestions: [recipient] };
    // A name in part may have changed, or hold a word that is no name.
    return [wrong.length === names.length ? found : { ...found, severity: 'WARNING' }];
  },
};
