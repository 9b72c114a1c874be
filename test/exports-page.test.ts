import { readFileSync } from 'node:fs';
import { columns } from '../src/http/exports/columns';

const titles = { APPLICATIONS: 'applications', ATTEMPTS: 'attempts', WORKLIST: 'worklist' } as const;

it('docs/exports.md has every column, as it is', () => {
  const tables = Object.entries(titles).map(([kind, title]) => {
    const rows = columns[kind as keyof typeof titles].map(([name, about]) => `| \`${name}\` | ${about} |`);
    return [`### ${title}`, '', '| column | what it is |', '|---|---|', ...rows].join('\n');
  });
  const page = readFileSync('docs/exports.md', 'utf8');
  expect(page.slice(page.indexOf('### '))).toBe(`${tables.join('\n\n')}\n`);
});
