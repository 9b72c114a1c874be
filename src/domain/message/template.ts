import type { Actor } from '../events';
import type { Instant } from '../instant';
import { MessageMedium } from '../vocabulary';
import { type SendingKind, sendingKinds } from './occasion';
import type { Templates } from './templates';
import { templatesDe } from './templates.de';
import { templatesEn } from './templates.en';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The words that come with the product. */
export const ourTemplates: Record<Language, Templates> = { en: templatesEn, de: templatesDe };

/** What a template is for: an action that says something, what surrounds every text, or a word to an acquaintance. */
export type MessageTemplateKind = SendingKind | 'LAYOUT' | 'TOUCH_BASE';
export const MessageTemplateKind = Object.fromEntries(
  [...sendingKinds, 'LAYOUT', 'TOUCH_BASE'].map((kind) => [kind, kind]),
) as { readonly [K in MessageTemplateKind]: K };

/** Which template: one language, one form, one purpose. */
export interface TemplateKey {
  locale: Language;
  medium: MessageMedium;
  kind: MessageTemplateKind;
}

/** What an agency has set; a body that is null takes an earlier one back. */
export interface StoredTemplate extends TemplateKey {
  /** From 1, for each key. */
  version: number;
  /** Null: ours. */
  subject: string | null;
  body: string | null;
  setBy: Actor;
  setAt: Instant;
}

/** A template as it counts. */
export interface MessageTemplate extends TemplateKey {
  /** 0 where the agency has never set one. */
  version: number;
  /** Is the body what comes with the product? */
  isDefault: boolean;
  /** Null where there is none: an e-mail has one, and what surrounds it has none. */
  subject: string | null;
  body: string;
  setBy: Actor | null;
  setAt: Instant | null;
}

/** Every template that there is. To an acquaintance a few words are said, and nothing else (W7). */
export const templateKeys: readonly TemplateKey[] = languages.flatMap((locale) =>
  Object.values(MessageMedium).flatMap((medium) =>
    Object.values(MessageTemplateKind)
      .filter((kind) => kind !== 'TOUCH_BASE' || medium === 'SHORT_MESSAGE')
      .map((kind) => ({ locale, medium, kind })),
  ),
);

const isSame = (one: TemplateKey, other: TemplateKey) =>
  one.locale === other.locale && one.medium === other.medium && one.kind === other.kind;

export const hasTemplate = (key: TemplateKey) => templateKeys.some((each) => isSame(each, key));

/** The agency's own, or ours where it has none. */
export function templateInForce(key: TemplateKey, stored: readonly StoredTemplate[]): MessageTemplate {
  const { locale, medium, kind } = key;
  const own = stored.find((each) => isSame(each, key));
  const isOurs = own?.body == null;
  return {
    ...{ locale, medium, kind },
    version: own?.version ?? 0,
    isDefault: isOurs,
    subject: (isOurs ? null : own.subject) ?? ourSubject(key),
    body: isOurs ? ourBody(key) : (own.body as string),
    setBy: own?.setBy ?? null,
    setAt: own?.setAt ?? null,
  };
}

function ourBody({ locale, medium, kind }: TemplateKey): string {
  const { layouts, touchBase, texts } = ourTemplates[locale];
  if (kind === 'LAYOUT') return layouts[medium];
  return kind === 'TOUCH_BASE' ? touchBase : texts[medium][kind];
}

function ourSubject({ locale, medium, kind }: TemplateKey): string | null {
  if (medium !== 'EMAIL' || kind === 'LAYOUT' || kind === 'TOUCH_BASE') return null;
  return ourTemplates[locale].subjects[kind];
}

/** Does a message made by this template have a subject? */
export const hasSubject = (key: TemplateKey) => ourSubject(key) !== null;
