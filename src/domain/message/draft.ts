import { Liquid, type Template } from 'liquidjs';
import type { Action } from '../recommendation/recommend';
import type { MessageFacts } from './facts';
import { fieldsOf, gapsIn, showGaps } from './fields';
import { type Occasion, occasionOf, shortCharactersMax, touchesBase } from './occasion';
import type { Fields, Templates } from './templates';
import { templatesDe } from './templates.de';
import { templatesEn } from './templates.en';
import { closestLanguage } from './wording';

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
}

const languages = { en: templatesEn, de: templatesDe } satisfies Record<string, Templates>;

/** Templates are constants: no file is looked up, and a name that nobody defines is an error. */
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
});

/** Facts are cut as far as it takes to keep a short message short: at most so many characters each. */
const factCharactersMax = [Number.POSITIVE_INFINITY, 60, 40, 25, 15];

/** What could be said; null where the action says nothing to anybody. An unknown locale becomes English. */
export function draftFor(action: Action, facts: MessageFacts, locale: string): MessageDraft | null {
  const occasion = occasionOf(action);
  if (!occasion) return null;
  const asked = closestLanguage(locale, ['en', 'de']);
  const templates = languages[asked.language];
  const fieldsWithin = (charactersMax: number) =>
    fieldsOf(occasion, facts, { templates, locale: asked.locale, factCharactersMax: charactersMax });

  const subject =
    occasion.medium === 'MAIL'
      ? render(templates.subjects[occasion.kind], fieldsWithin(Number.POSITIVE_INFINITY))
      : null;
  const body = bodyOf(occasion, templates, fieldsWithin);
  return {
    locale: asked.language,
    subject: subject === null ? null : showGaps(subject, templates),
    body: showGaps(body, templates),
    gaps: gapsIn(`${subject ?? ''}\n${body}`, templates),
  };
}

function bodyOf(
  occasion: Occasion,
  templates: Templates,
  fieldsWithin: (charactersMax: number) => Fields,
): string {
  const { kind, medium } = occasion;
  const template = touchesBase(occasion) ? templates.touchBase : templates.texts[medium][kind];
  let body = '';
  for (const charactersMax of factCharactersMax) {
    const fields = fieldsWithin(charactersMax);
    // The text goes into its layout as a value: whatever a fact holds is never read as a template.
    body = render(templates.layouts[medium], { ...fields, text: render(template, fields) });
    if (medium !== 'SHORT' || showGaps(body, templates).length <= shortCharactersMax) break;
  }
  return body;
}

const parsed = new Map<string, Template[]>();

function render(template: string, fields: Fields & { text?: string }): string {
  const known = parsed.get(template) ?? engine.parse(template);
  parsed.set(template, known);
  return engine.renderSync(known, fields);
}
