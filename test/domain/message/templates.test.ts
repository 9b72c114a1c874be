import { Liquid } from 'liquidjs';
import { isField } from '../../../src/domain/message/template-fields';
import { templatesDe } from '../../../src/domain/message/templates.de';
import { templatesEn } from '../../../src/domain/message/templates.en';

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
    expect(named.filter((name) => !isField(name))).toEqual([]);
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
