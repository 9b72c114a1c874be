import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const nameLength = 8;
/** More than 190 bits. */
const secretLength = 32;
const checksumLength = 6;

/** What finds our keys, and in all likelihood nothing else, in a text; for scanners of source code. */
export const keyPattern = /fl_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}/;

const wholeKey = new RegExp(`^${keyPattern.source}$`);

/** A new key: `fl_` and a name, by which people tell it from others, a secret, and a checksum over all before. */
export function makeKey(): string {
  const body = `fl_${random(nameLength)}_${random(secretLength)}`;
  return body + checksum(body);
}

/** What may be shown of a key for good: of one of ours its name, of another how it begins. */
export function shownOf(key: string): string {
  return key.slice(0, wholeKey.test(key) ? 'fl_'.length + nameLength : 7);
}

/** Does it look like one of ours, and cannot be one? An operator's own key has whatever form it has. */
export function isMistyped(key: string): boolean {
  if (!wholeKey.test(key)) return false;
  return checksum(key.slice(0, -checksumLength)) !== key.slice(-checksumLength);
}

function random(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < checksumLength) {
    digits = alphabet[rest % alphabet.length] + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
