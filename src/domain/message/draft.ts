import type { Action } from '../recommendation/recommend';
import type { MessageFacts } from './facts';
import { fieldsOf, gapsIn, showGaps } from './fields';
import { render } from './liquid';
import { type Occasion, occasionOf, shortCharactersMax, touchesBase } from './occasion';
import {
  languages,
  type MessageTemplate,
  type MessageTemplateKind,
  ourTemplates,
  type StoredTemplate,
  templateInForce,
} from './template';
import { closestLanguage, inLine } from './wording';

/** A text to start from. */
export interface MessageDraft {
  /** The language of the text, which may be less than what was asked for. */
  locale: string;
  /** Null where the method has none. */
  subject: string | null;
  /** For a call, the lines to say. */
  body: string;
  /** What is missing; "[recipient's name]" stands in the text for "recipient's name". */
  gaps: string[];
  /** What subject and text were made by. */
  template: MessageTemplate;
  /** What greeting and closing were made by. */
  layout: MessageTemplate;
}

/** All that a message is composed of. */
export interface Composition {
  occasion: Occasion;
  facts: MessageFacts;
  /** For dates and lists. */
  locale: string;
  template: MessageTemplate;
  layout: MessageTemplate;
}

/**
 * What could be said; null where the action says nothing to anybody. An unknown locale becomes English. Where
 * the agency's own template cannot be used for this message, ours is.
 */
export function draftFor(
  action: Action,
  facts: MessageFacts,
  asked: string,
  stored: readonly StoredTemplate[] = [],
): MessageDraft | null {
  const occasion = occasionOf(action);
  if (!occasion) return null;
  const { language, locale } = closestLanguage(asked, languages);
  const inForce = (kind: MessageTemplateKind, among: readonly StoredTemplate[]) =>
    templateInForce({ locale: language, medium: occasion.medium, kind }, among);
  const from = (among: readonly StoredTemplate[]) =>
    compose({
      ...{ occasion, facts, locale },
      template: inForce(touchesBase(occasion) ? 'TOUCH_BASE' : occasion.kind, among),
      layout: inForce('LAYOUT', among),
    });
  try {
    return from(stored);
  } catch {
    return from([]);
  }
}

/** @throws where a template cannot be rendered, or makes a short message too long. */
export function compose(composition: Composition): MessageDraft {
  const { template, layout } = composition;
  const { locale } = template;
  const subject =
    template.subject === null ? null : render(template.subject, fieldsWithin(composition, factUncut));
  const body = bodyOf(composition);
  const shown = (text: string) => withoutControls(showGaps(text, ourTemplates[locale]));
  return {
    ...{ locale, template, layout },
    // In one line, so that nothing in it can begin another header.
    subject: subject === null ? null : inLine(showGaps(subject, ourTemplates[locale])),
    body: shown(body),
    gaps: gapsIn(`${subject ?? ''}\n${body}`, ourTemplates[locale]),
  };
}

const factUncut = Number.POSITIVE_INFINITY;

/** Facts are cut as far as it takes to keep a short message short: at most so many characters each. */
const factCharactersMax = [factUncut, 60, 40, 25, 15];

function fieldsWithin({ occasion, facts, locale, template }: Composition, charactersMax: number) {
  const style = { templates: ourTemplates[template.locale], locale, factCharactersMax: charactersMax };
  return fieldsOf(occasion, facts, style);
}

function bodyOf(composition: Composition): string {
  const { occasion, template, layout } = composition;
  for (const charactersMax of factCharactersMax) {
    const fields = fieldsWithin(composition, charactersMax);
    // The text goes into its layout as a value: whatever a fact holds is never read as a template.
    const body = render(layout.body, { ...fields, text: render(template.body, fields) });
    if (occasion.medium !== 'SHORT_MESSAGE') return body;
    if (showGaps(body, ourTemplates[template.locale]).length <= shortCharactersMax) return body;
  }
  throw new Error(`longer than ${shortCharactersMax} characters, however short the facts are`);
}

const withoutControls = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '');
