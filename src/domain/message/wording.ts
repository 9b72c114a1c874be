import { DateTime } from 'luxon';
import type { LocalDate } from '../instant';

/** A fact as it may stand within a line: no line breaks, so that none can begin another header or paragraph. */
export function inLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Z}]+/gu, ' ').trim();
}

/** "March 11", as the locale has it. Without the year: the day is never far away. */
export function dayInWords(date: LocalDate, locale: string): string {
  return DateTime.fromISO(date, { zone: 'utc', locale }).toLocaleString({ day: 'numeric', month: 'long' });
}

/** "A, B, and C", as the locale has it. */
export function listInWords(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}

/** The text cut to a number of whole characters, so that none is torn apart. */
export function cutTo(charactersMax: number, text: string): string {
  if (text.length <= charactersMax) return text;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (cut.length + segment.length > charactersMax - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

/**
 * The language, of those that there are, that comes closest to a BCP 47 tag: the tag itself, or what is left
 * of it as its subtags are dropped from the end (RFC 4647, lookup); else the first. `locale` is what dates
 * and lists follow: the tag as asked for where its language is spoken, so that Austria keeps its Jänner.
 */
export function closestLanguage<L extends string>(
  tag: string,
  languages: readonly [L, ...L[]],
): { language: L; locale: string } {
  const locale = baseName(tag);
  const subtags = locale?.split('-') ?? [];
  for (let count = subtags.length; count > 0; count -= 1) {
    const prefix = subtags.slice(0, count).join('-');
    const language = languages.find((known) => known === prefix);
    if (language && locale) return { language, locale };
  }
  return { language: languages[0], locale: languages[0] };
}

/** The tag in its usual spelling, without extensions; null where it is none. */
export function baseName(tag: string): string | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).baseName;
  } catch {
    return null;
  }
}
