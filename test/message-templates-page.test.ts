import { readFileSync } from 'node:fs';
import { type FieldName, templateFields } from '../src/domain/message/template-fields';
import { Api, type Json } from './support/api';

const page = readFileSync('docs/message-templates.md', 'utf8');

/** What stands in an example of the page in a fence of that language. */
function fence(example: string, language: string): string {
  const text = page.split(`<!-- example: ${example} -->`)[1]?.split('<!-- /example -->')[0] ?? '';
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(text)?.[1] ?? '';
}

describe('docs/message-templates.md', () => {
  it('shows the very answers that one gets, in its order', async () => {
    const api = await Api.start();
    try {
      const agency = await api.agency();
      const employer = await agency.employer();
      await agency.contact(employer);
      const application = await agency.application(await agency.candidate(), await agency.posting(employer));
      const names = [...page.matchAll(/<!-- example: (\w+) -->/g)].map(([, name]) => name as string);
      expect(names).toEqual(['set', 'draft', 'refused']);
      for (const name of names) {
        const data: Json = await agency.data(fence(name, 'graphql').replace('APPLICATION_ID', application));
        expect({ data }).toEqual(JSON.parse(fence(name, 'json')));
      }
    } finally {
      await api.close();
    }
  });

  it('has a row for every field, as the API describes it', () => {
    const missing = { ALWAYS: '', SOMETIMES: 'at times', CONDITION: 'for conditions' };
    const rows = (Object.keys(templateFields) as FieldName[]).map((name) => {
      const { description, example, value } = templateFields[name];
      return `| \`${name}\` | ${description} | ${value === 'CONDITION' ? '' : example} | ${missing[value]} |`;
    });
    const table = page.split('<!-- fields -->')[1]?.split('<!-- /fields -->')[0]?.trim().split('\n') ?? [];
    expect(table.slice(2)).toEqual(rows);
  });
});
