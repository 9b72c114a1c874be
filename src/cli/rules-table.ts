import { readFileSync } from 'node:fs';
import { guideTitles, type PracticeId } from '../domain/practices';
import { limits, methods, proposals, silencers, windows } from '../domain/recommendation/rules';
import { scopesTable } from './scopes-table';

interface Listed {
  id: string;
  practices: readonly PracticeId[];
}

const sections: [string, readonly Listed[]][] = [
  ['nothing at all', silencers],
  ['what to do', proposals],
  ['to whom, how', methods],
  ['when', windows],
  ['whether', limits],
];

/** The rules in the order in which they apply, each in the words of its file, as a table in Markdown. */
function rulesTable(): string {
  const lines = ['| | rule | practices | what it says |', '|---|---|---|---|'];
  for (const [section, rules] of sections) {
    for (const [index, rule] of rules.entries()) {
      const place = index === 0 ? section : '';
      const cells = [place, `\`${rule.id}\``, rule.practices.join(', '), docstringOf(rule.id)];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

/** A rule's file says in its docstring what the practice says; the practices have a column of their own. */
function docstringOf(ruleId: string): string {
  const source = readFileSync(`src/domain/recommendation/rules/${ruleId}.ts`, 'utf8');
  const docstring = /\/\*\*([\s\S]*?)\*\/\s*export const/.exec(source)?.[1] ?? '';
  return docstring
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/ \([A-Z]\d+(, [A-Z]\d+)*\)/g, '')
    .trim();
}

/** The guides that the practices come from, as a list in Markdown. */
function guidesList(): string {
  return Object.entries(guideTitles)
    .map(([letter, title]) => `- ${letter}: ${title}`)
    .join('\n');
}

/** A text with what stands between `<!-- NAME -->` and `<!-- /NAME -->` made anew. */
export function withGenerated(text: string): string {
  return [
    ['rules', rulesTable()],
    ['guides', guidesList()],
    ['scopes', scopesTable()],
  ].reduce(
    (whole, [name, part]) =>
      whole.replace(
        new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`),
        (_, opening, closing) => `${opening}\n${part}\n${closing}`,
      ),
    text,
  );
}
