import type { Message } from '../domain/message/review/check';
import type { Mistakes } from '../domain/message/review/spelling';
import { closestLanguage } from '../domain/message/wording';
import { type Dialect, proofread } from '../proofreading/proofread';

type Proofread = { mistakes: Mistakes; reason: null } | { mistakes: undefined; reason: string };

/** The mistakes in a message, or why nobody has looked for them. */
export async function proofreadMessage(message: Message, locale: string | null): Promise<Proofread> {
  const { text, subject, language, guidance } = message;
  const none = (reason: string) => ({ mistakes: undefined, reason });
  if (!guidance.practices.includes('M10')) return none('What is spoken needs no spelling.');
  if (language !== 'en') return none('Spelling and grammar are checked in English only: read it once more.');
  const dialect = dialectOf(locale);
  const [inText, inSubject] = await Promise.all([
    proofread({ text, dialect }),
    subject ? proofread({ text: subject, dialect }) : [],
  ]);
  if (!inText || !inSubject) return none('Spelling and grammar could not be checked just now: try again.');
  return { mistakes: { text: inText, subject: inSubject }, reason: null };
}

const dialects: Record<string, Dialect> = {
  ...{ GB: 'British', IE: 'British', NZ: 'British', ZA: 'British' },
  ...{ AU: 'Australian', CA: 'Canadian', IN: 'Indian' },
};

/** American, unless the tag names a region with another English. */
function dialectOf(locale: string | null): Dialect {
  const subtags = closestLanguage(locale ?? 'en', ['en']).locale.split('-');
  return subtags.flatMap((subtag) => dialects[subtag] ?? []).at(-1) ?? 'American';
}
