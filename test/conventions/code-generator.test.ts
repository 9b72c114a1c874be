import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const folder = mkdtempSync(join(tmpdir(), 'followline-codegen-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scalars = { DateTime: 'string', Date: 'string', Duration: 'string' };

/** Types and documents for the schema and the examples. */
async function generated(): Promise<string> {
  const config = { scalars, enumsAsTypes: true, useTypeImports: true };
  return codegen({
    schema: parse(readFileSync('schema/schema.graphql', 'utf8')),
    documents: [
      { location: 'examples.graphql', document: parse(readFileSync('schema/examples.graphql', 'utf8')) },
    ],
    filename: 'client.ts',
    config,
    plugins: [{ typescript: {} }, { typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescript, typescriptOperations, typedDocumentNode },
  });
}

/** What the compiler says of a client's file beside the generated one. */
function complaints(client: string): string {
  writeFileSync(join(folder, 'use.ts'), client);
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'node20',
    '--target',
    'es2022',
    '--typeRoots',
    '[]',
  ];
  const { stdout } = spawnSync('node_modules/.bin/tsc', [...options, join(folder, 'use.ts')], {
    encoding: 'utf8',
  });
  return stdout;
}

const client = (field: string) => `
import type { WorklistQuery, RecordContactAttemptMutationVariables } from './client';
export const variables: RecordContactAttemptMutationVariables = { applicationId: 'x' };
export const reasons = (page: WorklistQuery): string[] =>
  page.worklist.edges.map(({ node }) => node.action.${field});
`;

it('a code generator makes types of the schema and the examples, which compile and tell what is wrong', async () => {
  const made = await generated();
  // Its one import is types of a package that a client would install.
  const own = 'type DocumentNode<Result, Variables> = { __result?: Result; __variables?: Variables };\\n';
  writeFileSync(
    join(folder, 'client.ts'),
    made.replace(/^import .*TypedDocumentNode as DocumentNode.*$/m, own.replace('\\n', '\n')),
  );
  expect(made).toContain('export type WorklistQuery');
  expect(complaints(client('reason'))).toBe('');
  expect(complaints(client('nonsense'))).toContain("'nonsense' does not exist");
});
