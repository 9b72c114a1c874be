import { shortCharactersMax } from '../../occasion';
import { type Check, wants } from '../check';

/** Where the words begin that are beyond a number of them; null where there are none. */
function beyond(text: string, wordsMax: number): number | null {
  let count = 0;
  for (const { index } of text.matchAll(/\S+/g)) {
    count += 1;
    if (count > wordsMax) return index;
  }
  return null;
}

const wordCount = (text: string) => text.match(/\S+/g)?.length ?? 0;

/** A message is as long as its kind needs (M3, M4, M5). */
export const tooManyWords: Check = {
  id: 'too-many-words',
  practices: ['M3', 'M4', 'M5'],
  find: ({ text, guidance: { maxWords } }) => {
    const start = maxWords === null ? null : beyond(text, maxWords);
    if (start === null) return [];
    const message = `${wordCount(text)} words: ${maxWords} are enough for this message, greeting and closing included.`;
    return [{ severity: 'WARNING', start, end: text.length, message }];
  },
};

/** On LinkedIn and the like, and by SMS, there is little room (M3). */
export const tooManyCharacters: Check = {
  id: 'too-many-characters',
  practices: ['M3'],
  find: ({ text, occasion }) => {
    if (occasion.medium !== 'SHORT_MESSAGE' || text.length <= shortCharactersMax) return [];
    const message = `${text.length} characters: at most ${shortCharactersMax} fit an invitation on LinkedIn, and more is a lot for any short message.`;
    return [{ severity: 'WARNING', start: shortCharactersMax, end: text.length, message }];
  },
};

/** What one SMS holds in the alphabet of GSM, and in any other. */
const smsCharactersMax = { gsm: 160, other: 70 };

const gsm = /^[\n\r !-#%-?A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ@$^{}[\]~|€\\]*$/u;

/** A long SMS arrives in parts, each of which is paid for (M3). */
export const smsInParts: Check = {
  id: 'sms-in-parts',
  practices: ['M3'],
  find: (reviewed) => {
    const { text, occasion } = reviewed;
    const charactersMax = gsm.test(text) ? smsCharactersMax.gsm : smsCharactersMax.other;
    if (occasion.method !== 'SMS' || !wants(reviewed, 'M3') || text.length <= charactersMax) return [];
    const message = `${text.length} characters: one SMS holds ${charactersMax} of these; this is sent in parts.`;
    return [{ severity: 'HINT', start: charactersMax, end: text.length, message }];
  },
};
