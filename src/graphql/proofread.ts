import type { Message } from '../domain/message/review/check';
import type { Mistake, Mistakes } from '../domain/message/review/spelling';
import { closestLanguage } from '../domain/message/wording';
import { type Dialect, proofread } from '../proofreading/proofread';

type Proofread = { mistakes: Mistakes; reason: null } | { mistakes: undefined; reason: string };

/** The mistakes in a message, or why nobody has looked for them. */
export async function proofreadMessage(message: Message, locale: string | null): Promise<Proofread> {
  const { text, subject, language, guidance } = message;
  const none = (reason: string) => ({ mistakes: undefined, reason });
  if (!guidance.practices.includes('M10')) return none('What is spoken needs no spelling.');
  if (language !== 'en') return none('Spelling and grammar are checked in English only: read it once more.');
  const spoken = dialectsOf(locale);
  const [inText, inSubject] = await Promise.all([inAll(spoken, text), subject ? inAll(spoken, subject) : []]);
  if (!inText || !inSubject) return none('Spelling and grammar could not be checked just now: try again.');
  return { mistakes: { text: inText, subject: inSubject }, reason: null };
}

const dialects: Record<string, Dialect> = {
  ...{ US: 'American', GB: 'British', IE: 'British', NZ: 'British', ZA: 'British' },
  ...{ AU: 'Australian', CA: 'Canadian', IN: 'Indian' },
};

/** The English of the region that the tag names; where it names none, what is right in one of two is right. */
function dialectsOf(locale: string | null): [Dialect, ...Dialect[]] {
  const subtags = closestLanguage(locale ?? 'en', ['en']).locale.split('-');
  const named = subtags.flatMap((subtag) => dialects[subtag] ?? []).at(-1);
  return named ? [named] : ['American', 'British'];
}

/** The mistakes that are mistakes in each of the dialects. */
async function inAll([first, ...others]: [Dialect, ...Dialect[]], text: string): Promise<Mistake[] | null> {
  const [found, ...foundElsewhere] = await Promise.all(
    [first, ...others].map((dialect) => proofread({ text, dialect })),
  );
  if (!found || foundElsewhere.includes(null)) return null;
  return found.filter(({ kind, start, end }) =>
    foundElsewhere.every((mistakes) =>
      mistakes?.some((other) => other.kind === kind && other.start === start && other.end === end),
    ),
  );
}
