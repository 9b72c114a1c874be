import { readFileSync } from 'node:fs';
import { withGenerated } from '../src/cli/rules-table';
import { Api } from './support/api';

const readme = readFileSync('README.md', 'utf8');

/** What stands in the README's example in a fence of that language. */
function fence(language: string): string {
  const example = readme.split('<!-- example: record -->')[1]?.split('<!-- /example -->')[0] ?? '';
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(example)?.[1] ?? '';
}

describe('the README', () => {
  it('shows a mutation with the very answer that it gets', async () => {
    const api = await Api.start();
    try {
      const agency = await api.agency();
      const posting = await agency.posting(await agency.employer());
      const application = await agency.application(await agency.candidate(), posting);
      const data = await agency.data(fence('graphql').replace('APPLICATION_ID', application));
      expect({ data }).toEqual(JSON.parse(fence('json')));
    } finally {
      await api.close();
    }
  });

  it('asks in its curl for what the schema has', async () => {
    const api = await Api.start();
    try {
      const agency = await api.agency();
      const bodies = [...readme.matchAll(/-d '([^']+)'/g)].map(([, body]) => JSON.parse(body as string));
      expect(bodies).toHaveLength(1);
      for (const { query } of bodies) await agency.data(query);
    } finally {
      await api.close();
    }
  });

  it('has the tables that `npm run generate` writes', () => {
    expect(withGenerated(readme)).toBe(readme);
  });
});
