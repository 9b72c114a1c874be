import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { printedSchema } from '../graphql/schema';

export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('Write the GraphQL schema into a file.')
    .option('--output <file>', 'where to', 'schema/schema.graphql')
    .action(async ({ output }: { output: string }) => {
      await mkdir(dirname(output), { recursive: true });
      await writeFile(output, printedSchema());
      console.log(`Wrote ${output}.`);
    });
}
