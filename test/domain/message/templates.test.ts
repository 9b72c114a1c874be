import { Liquid } from 'liquidjs';
import type { Fields } from '../../../src/domain/message/templates';
import { templatesDe } from '../../../src/domain/message/templates.de';
import { templatesEn } from '../../../src/domain/message/templates.en';

/** Every name that a template may use; the type makes sure that none is missing here. */
const fields: Record<keyof Fields | 'text', true> = {
  recipient: true,
  candidate: true,
  position: true,
  employer: true,
  sender: true,
  phone: true,
  fit: true,
  answer: true,
  offerAnswer: true,
  decisionDate: true,
  interview: true,
  promiseBroken: true,
  voicemail: true,
  bySms: true,
  passOn: true,
  text: true,
};

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(strings);

describe.each([
  ['English', templatesEn],
  ['German', templatesDe],
])('the %s templates', (_, templates) => {
  const all = strings([templates.layouts, templates.subjects, templates.texts, templates.touchBase]);
  const liquid = new Liquid({ templates: {} });

  it('name nothing but fields, in branches not taken either', () => {
    const named = all.flatMap((template) => liquid.globalVariablesSync(template));
    expect(named.filter((name) => !(name in fields))).toEqual([]);
  });

  it('use no tag but `if`, so that none can loop, look up a file or read a clock', () => {
    const tags = all.flatMap((template) => [...template.matchAll(/\{%-?\s*(\w+)/g)].map(([, tag]) => tag));
    expect([...new Set(tags)].sort()).toEqual(['else', 'endif', 'if']);
    expect(all.filter((template) => /\{\{[^}]*\|/.test(template))).toEqual([]);
  });

  it('keep a fact from ending a sentence, since it may bring a full stop of its own', () => {
    expect(
      all.filter((template) => /(candidate|position|employer|topics?|recipient) \}\}\./.test(template)),
    ).toEqual([]);
  });

  it('leave one gap for each thing', () => {
    const labels = Object.values(templates.gaps);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
