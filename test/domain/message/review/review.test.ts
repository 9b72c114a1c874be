import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { checks } from '../../../../src/domain/message/review/checks';
import { languageNamed, languageOf } from '../../../../src/domain/message/review/language';
import { lineAndColumn } from '../../../../src/domain/message/review/outline';
import { type Mistake, spellingRules } from '../../../../src/domain/message/review/spelling';
import { applied, findings, found, interviewed } from './reviewing';

const mistake = (text: string, word: string, kind = 'Spelling'): Mistake => {
  const start = text.indexOf(word);
  return { kind, start, end: start + word.length, message: 'Look.', suggestions: [] };
};

describe('proofread (M10)', () => {
  const text = 'Dear Alex,\n\nThe docments of Jane Dooe for Acme Inc. are here.\n\nKind regards\nKym';
  const marked = (rule: string, ...list: Mistake[]) =>
    found(rule, text, { mistakes: { text: list, subject: [] } });

  it('what is misspelled; a hint, where it may be a name', () => {
    expect(marked('spelling', mistake(text, 'docments'))).toEqual(['WARNING: docments']);
    expect(marked('spelling', mistake(text, 'Dooe'))).toEqual(['HINT: Dooe']);
    expect(marked('spelling', mistake(text, 'The'))).toEqual(['WARNING: The']);
  });

  it('not the words on record, nor the sender’s name', () => {
    expect(marked('spelling', ...['Alex', 'Jane', 'Acme', 'Kym'].map((word) => mistake(text, word)))).toEqual(
      [],
    );
  });

  it('not the small letter after an abbreviated name', () => {
    expect(marked('capitalization', mistake(text, 'are', 'Capitalization'))).toEqual([]);
    expect(marked('capitalization', mistake(text, 'here', 'Capitalization'))).toEqual(['HINT: here']);
  });

  it('not matters of style', () => {
    const list = ['Style', 'Readability', 'Enhancement', 'Redundancy'].map((kind) =>
      mistake(text, 'here', kind),
    );
    expect(
      findings(text, { mistakes: { text: list, subject: [] } }).filter((one) =>
        one.practices.includes('M10'),
      ),
    ).toEqual([]);
  });

  it('not what is slang already', () => {
    const slangy = 'She is gonna start.';
    const mistakes = { text: [mistake(slangy, 'gonna')], subject: [] };
    expect(
      findings(slangy, { mistakes })
        .filter(({ start, end }) => end > start)
        .map(({ rule }) => rule),
    ).toEqual(['slang']);
  });
});

describe('the language', () => {
  it('is told from the text', () => {
    expect(languageOf('Thank you for the interview.')).toBe('en');
    expect(languageOf('Vielen Dank für das Gespräch.')).toBe('de');
    expect(languageOf('Merci beaucoup.')).toBe('en');
  });

  it('is that of a tag, if we have it', () => {
    expect(['de', 'de-AT', 'de_CH', 'EN-gb', 'fr', 'x', '', 'deu'].map(languageNamed)).toEqual([
      ...['de', 'de', 'de', 'en', null, null, null],
      'de',
    ]);
  });
});

describe('a finding', () => {
  it('has a line and a column', () => {
    const text = 'a\r\nbc\rd\n👩e';
    expect([0, 3, 4, 6, 8, 10].map((offset) => lineAndColumn(text, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 3 },
    ]);
  });

  it('lies within the text, whatever the text, and its message tells something', () => {
    const pieces = fc.constantFrom(
      ...[
        'Dear ',
        'Hey',
        ' Alex',
        ',',
        '!!',
        '\n',
        '\r\n',
        ' ',
        '[x]',
        '{{ y }}',
        'ASAP',
        'still waiting',
        '👩‍🔬',
        ':)',
      ],
      ...['Kind regards', 'Sehr geehrte', 'undefined', 'PLEASE', '?', '.', 'Thank you', '\u00a0', 'İ', 'ß'],
    );
    const texts = fc.oneof(
      fc.array(pieces).map((list) => list.join('')),
      fc.string({ unit: 'grapheme' }),
    );
    const methods = fc.constantFrom('EMAIL' as const, 'SMS' as const, 'PHONE' as const, 'POST' as const);
    const facts = fc.constantFrom(applied, interviewed);
    fc.assert(
      fc.property(texts, fc.option(texts), methods, facts, (text, subject, method, from) => {
        for (const finding of findings(text, { subject, method, facts: from })) {
          const content = finding.inSubject ? (subject ?? '') : text;
          expect(finding.start).toBeGreaterThanOrEqual(0);
          expect(finding.end).toBeGreaterThanOrEqual(finding.start);
          expect(finding.end).toBeLessThanOrEqual(content.length);
          expect(finding.practices.length).toBeGreaterThan(0);
          expect(finding.message).toMatch(/[.!]$/);
          expect(lineAndColumn(content, finding.start).column).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is found in a long text in no time', () => {
    for (const piece of [' ', '\n', '!', '[', '{', 'A ', 'Dear ', 'still ', 'x', ':)', '<']) {
      const startedAt = performance.now();
      const count = findings(piece.repeat(10_000 / piece.length)).length;
      expect(count).toBeLessThanOrEqual(100);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });
});

it('docs/message-review.md tells of every rule', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/message-review.md'), 'utf8');
  const rules = [...checks.map(({ id }) => id), ...spellingRules];
  expect(rules.filter((rule) => !page.includes(`\`${rule}\``))).toEqual([]);
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});
