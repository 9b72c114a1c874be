import type { Problem } from '../errors';
import { compose } from './draft';
import { mistakesIn } from './mistakes';
import { shortCharactersMax } from './occasion';
import { type Sample, samplesFor } from './samples';
import {
  hasSubject,
  hasTemplate,
  type MessageTemplate,
  type StoredTemplate,
  type TemplateKey,
  templateInForce,
  templateKeys,
} from './template';

/** What an agency wants to set. */
export interface NewTemplate extends TemplateKey {
  /** Null: ours. */
  subject: string | null;
  body: string;
}

/**
 * What is wrong with a template, at `subject` and `body`. Where nothing is, it renders for any facts, but
 * for what it says only where a fact equals a value of its own, which no sample has.
 */
export function problemsOf(template: NewTemplate, stored: readonly StoredTemplate[]): Problem[] {
  if (!hasTemplate(template)) {
    const expected = 'must be another one for this medium: TOUCH_BASE is for a SHORT_MESSAGE only.';
    return [invalid('kind', expected)];
  }
  const { subject, body } = template;
  if (subject !== null && !hasSubject(template))
    return [invalid('subject', 'must be left out: only the e-mail for an action has a subject.')];
  const problems = [
    ...(subject === null ? [] : problemsIn(subject, 'subject', template)),
    ...problemsIn(body, 'body', template),
  ];
  return problems.length > 0 ? problems : problemsOfLength(template, stored);
}

function invalid(field: string, message: string): Problem {
  return { code: 'INVALID', field: [field], message };
}

function problemsIn(text: string, field: 'subject' | 'body', key: TemplateKey): Problem[] {
  return mistakesIn(text, key).map(({ line, column, message }) =>
    invalid(field, `line ${line}, column ${column}: ${message}.`),
  );
}

/** A short message has to stay short together with what surrounds it, or with all that it surrounds. */
function problemsOfLength(template: NewTemplate, stored: readonly StoredTemplate[]): Problem[] {
  const { locale, medium, kind } = template;
  if (medium !== 'SHORT_MESSAGE') return [];
  const isLayout = kind === 'LAYOUT';
  const own: MessageTemplate = { ...template, version: 0, isDefault: false, setBy: null, setAt: null };
  const others = templateKeys
    .filter((key) => key.locale === locale && key.medium === medium)
    .filter((key) => (key.kind === 'LAYOUT') !== isLayout);
  const failed = others
    .map((key) => templateInForce(key, stored))
    .flatMap((other) => {
      const pair = isLayout ? { template: other, layout: own } : { template: own, layout: other };
      const wrong = samplesFor(pair.template).some((sample) => !canBeMade(sample, pair));
      return wrong ? [other.kind] : [];
    });
  if (failed.length === 0) return [];
  const expected = `must make messages of at most ${shortCharactersMax} characters with every fact cut short`;
  return [invalid('body', `${expected}; together with ${failed.join(', ')} it does not.`)];
}

function canBeMade(
  { occasion, facts }: Sample,
  pair: { template: MessageTemplate; layout: MessageTemplate },
) {
  try {
    compose({ occasion, facts, locale: pair.template.locale, ...pair });
    return true;
  } catch {
    return false;
  }
}
