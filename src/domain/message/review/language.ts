import { baseName } from '../wording';

/** The languages that there are words for. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Words that nearly every text of the language has, and the other language has not. */
const common: Record<Language, RegExp> = {
  en: /(?<!\p{L})(?:the|and|for|you|your|with|is|to|of|would|have|thank|dear)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:der|das|den|und|für|sie|ihre?n?|mit|ist|ich|nicht|vielen|dank|bei|zu|würde)(?!\p{L})/giu,
};

/** The language that a BCP 47 tag names; null where it is none of ours. */
export function languageNamed(tag: string): Language | null {
  const named = baseName(tag)?.split('-')[0];
  return languages.find((language) => language === named) ?? null;
}

/** The language of a text, told by its most common words; English where they do not tell. */
export function languageOf(text: string): Language {
  const count = (language: Language) => text.match(common[language])?.length ?? 0;
  return count('de') > count('en') ? 'de' : 'en';
}
