import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const compiler = require('relay-compiler') as string;
const schema = 'schema/schema.graphql';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Compiles what stands in one file of a frontend; answers what was said and what was made. */
function compile(operations: string) {
  const folder = mkdtempSync(join(tmpdir(), 'followline-relay-'));
  folders.push(folder);
  mkdirSync(join(folder, 'src'));
  copyFileSync(schema, join(folder, 'schema.graphql'));
  writeFileSync(join(folder, 'src/Page.ts'), `const page = graphql\`${operations}\`;\n`);
  const settings = {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    artifactDirectory: './made',
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(settings));
  mkdirSync(join(folder, 'made'));
  const { status, stdout, stderr } = spawnSync(compiler, ['relay.config.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr, made: readdirSync(join(folder, 'made')).sort() };
}

const lists = ['applications', 'candidates', 'contacts', 'employers', 'events', 'jobPostings', 'members'];

it.each(lists)('pages through %s as through any connection', (list) => {
  const type = `${list.charAt(0).toUpperCase()}${list.slice(1)}`;
  const { status, said, made } = compile(`
    fragment Page_${list} on Query
    @argumentDefinitions(count: { type: "Int", defaultValue: 25 }, cursor: { type: "String" })
    @refetchable(queryName: "PageMore${type}Query") {
      ${list}(first: $count, after: $cursor) @connection(key: "Page_${list}") {
        edges { node { id } }
      }
    }`);
  expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
  expect(made).toEqual([`PageMore${type}Query.graphql.ts`, `Page_${list}.graphql.ts`]);
});

it('reads a thing anew by its id, and pages within it', () => {
  const { status, said, made } = compile(`
    fragment Page_application on Application
    @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
    @refetchable(queryName: "PageApplicationQuery") {
      stage
      attempts(first: $count, after: $cursor) @connection(key: "Page_attempts") {
        edges { node { id method } }
      }
    }`);
  expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
  expect(made).toEqual(['PageApplicationQuery.graphql.ts', 'Page_application.graphql.ts']);
});

it('would notice what is no connection, and no field', () => {
  const noConnection = compile(`query PageQuery { viewer @connection(key: "PageQuery_viewer") { role } }`);
  expect(noConnection.status).not.toBe(0);
  expect(noConnection.said).toContain('@connection');
  const noField = compile('query PageQuery { viewer { nonsense } }');
  expect(noField.status).not.toBe(0);
  expect(noField.said).toContain('nonsense');
});
