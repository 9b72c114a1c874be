import { readFile, writeFile } from 'node:fs/promises';
import { printedSchema } from '../graphql/schema';
import { practicesPage } from './practices-page';
import { withGenerated } from './rules-table';

/** Writes what is made from the code and committed; run in the project's folder. */
export async function generate(): Promise<void> {
  await writeFile('schema/schema.graphql', printedSchema());
  for (const page of ['README.md', 'docs/sign-in.md'])
    await writeFile(page, withGenerated(await readFile(page, 'utf8')));
  await writeFile('docs/practices.md', practicesPage());
  console.log(
    'Wrote schema/schema.graphql, docs/practices.md and the tables of README.md and docs/sign-in.md.',
  );
}
