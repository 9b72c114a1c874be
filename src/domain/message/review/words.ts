/** A phrase that does not belong in a business letter, and what could stand there instead. */
export type Informal = readonly [source: string, ...instead: string[]];

/**
 * The phrases of one language, as sources of regular expressions: whole words in any case; a space is any white
 * space, and an apostrophe of either kind, or left out.
 */
export interface ReviewWords {
  /** How a greeting begins. */
  greetings: readonly string[];
  /** To put before a name, where there is no greeting. */
  address: string;
  /** How the end of a letter begins. */
  closings: readonly string[];
  /** Words before a name. */
  titles: readonly string[];
  /** Words of a greeting that name nobody. */
  anybody: readonly string[];
  thanks: readonly string[];
  /** A question or a request, where there is no question mark. */
  requests: readonly string[];
  interest: readonly string[];
  /** What a candidate brings. */
  fit: readonly string[];
  /** What can be enclosed, or that it is. */
  material: readonly string[];
  impatience: readonly string[];
  informal: readonly Informal[];
  /** Words that are nothing but loud when written in capitals. */
  shouted: readonly string[];
}

/** Any of the phrases, as whole words. */
export function anyOf(sources: readonly string[], flags = 'giu'): RegExp {
  const source = sources.join('|').replaceAll(' ', '\\s+').replaceAll("'", "['’]?");
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, flags);
}

/** Is any of the phrases in the text? */
export const hasAny = (text: string, sources: readonly string[]) => anyOf(sources, 'iu').test(text);
