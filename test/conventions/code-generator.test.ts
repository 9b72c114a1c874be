import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const compiler = join(process.cwd(), 'node_modules/.bin/tsc');
const folder = mkdtempSync(join(tmpdir(), 'followline-codegen-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Types and documents for the schema and the examples. */
function generated(): [schema: string, client: string] {
  const program = 'dist/test/conventions/generate-client.js';
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
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
  const { stdout } = spawnSync(compiler, [...options, 'use.ts'], { cwd: folder, encoding: 'utf8' });
  return stdout;
}

const client = (field: string) => `
import type { Application } from './schema';
import type { WorklistQuery, RecordContactAttemptMutationVariables } from './client';
export const variables: RecordContactAttemptMutationVariables = { applicationId: 'x' };
export const stageOf = ({ stage }: Application): string => stage;
export const reasons = (page: WorklistQuery): string[] =>
  page.worklist.edges.map(({ node }) => node.action.${field});
`;

it('a code generator makes types of the schema and the examples, which compile and tell what is wrong', () => {
  const [schema, made] = generated();
  writeFileSync(join(folder, 'schema.ts'), schema);
  // Its one import is types of a package that a client would install.
  const own = 'type DocumentNode<Result, Variables> = { __result?: Result; __variables?: Variables };';
  writeFileSync(
    join(folder, 'client.ts'),
    made.replace(/^import .*TypedDocumentNode as DocumentNode.*$/m, own),
  );
  expect(made).toContain('export type WorklistQuery');
  expect(complaints(client('reason'))).toBe('');
  expect(complaints(client('nonsense'))).toContain("'nonsense' does not exist");
});
