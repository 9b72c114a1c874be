import { IANAZone } from 'luxon';
import { isKnownPlace } from '../domain/holidays';
import { plain } from './fields';

let codeByName: Map<string, string> | null = null;

// Each of these takes time to find out, and a log names the same few places on every line.
const codes = new Map<string, string | null>();
const zones = new Map<string, boolean>();

/** The ISO 3166-1 code of a country given by its code or English name; null where it is not known. */
export function countryCode(text: string): string | null {
  return remembered(codes, text, findCode);
}

/** Is this a zone by its place, such as Europe/Berlin? Abbreviations such as EST mean several, or no summer time. */
export function isTimeZone(text: string): boolean {
  return remembered(
    zones,
    text,
    (zone) => (zone === 'UTC' || zone.includes('/')) && IANAZone.isValidZone(zone),
  );
}

function remembered<T>(known: Map<string, T>, text: string, find: (text: string) => T): T {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = find(text);
  known.set(text, found);
  return found;
}

function findCode(text: string): string | null {
  codeByName ??= englishNames();
  const upper = text.trim().toUpperCase();
  const code = codeByName.get(plain(text)) ?? (/^[A-Z]{2}$/.test(upper) ? upper : null);
  return code && isKnownPlace(code, null) ? code : null;
}

function englishNames(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const byName = new Map([
    ['uk', 'GB'],
    ['usa', 'US'],
    ['uae', 'AE'],
  ]);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = names.of(code);
    // A code that has been replaced still has the name of the country, such as FX of France.
    const inUse = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
    if (name && inUse) byName.set(plain(name), code);
  }
  return byName;
}
