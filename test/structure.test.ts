import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** The names of the rules that the code in a folder breaks, each with where. */
function violations(folder: string, ...parts: string[]): string[] {
  const config = join(root, '.dependency-cruiser.cjs');
  const options = ['--config', config, '--output-type', 'json', ...parts];
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout) throw new Error(stderr);
  const { summary } = JSON.parse(stdout);
  return summary.violations.map(
    ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) =>
      `${rule.name}: ${from} -> ${to}`,
  );
}

describe('imports', () => {
  test('go one way', () => {
    expect(violations(root, 'src', 'migrations')).toEqual([]);
  });

  test('of types stand at the top of a file: the tool overlooks some that stand in place', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const inPlace = files
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /(?<!await )import\(/.test(readFileSync(join(root, 'src', file), 'utf8')));
    expect(inPlace).toEqual([]);
  });

  describe('that go another way are found', () => {
    const folder = mkdtempSync(join(tmpdir(), 'followline-structure-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };

    test('however they are written', () => {
      const imports = [
        `import { a } from '../store/a';\nexport const b = a;`,
        `import type { A } from '../store/a';\nexport const b: A = 1;`,
        `import { type A } from '../store/a';\nexport const b: A = 1;`,
        `export { a } from '../store/a';`,
        `export type { A } from '../store/a';`,
        `export * from '../store/a';`,
        `export const b: import('../store/a').A = 1;`,
        `export async function b() { return (await import('../store/a')).a; }`,
        `export function b() { return require('../store/a'); }`,
      ];
      write('src/store/a.ts', 'export const a = 1;\nexport type A = number;\n');
      for (const [index, text] of imports.entries()) write(`src/domain/import-${index}.ts`, text);
      const found = violations(folder, 'src').filter((each) =>
        each.startsWith('domain-imports-nothing-else'),
      );
      const expected = imports.map(
        (_, index) => `domain-imports-nothing-else: src/domain/import-${index}.ts -> src/store/a.ts`,
      );
      expect(found.sort()).toEqual(expected);
    });

    test('wherever they are', () => {
      const imports: [string, string, string][] = [
        ['src/domain/b.ts', 'node:fs', 'domain-is-pure'],
        ['src/store/b.ts', '../http/server', 'store-imports'],
        ['src/proofreading/b.ts', '../http/server', 'proofreading-imports'],
        ['src/graphql/b.ts', '../http/server', 'graphql-imports'],
        ['src/graphql/c.ts', 'harper.js', 'proofreading-beside-the-program'],
        ['src/outbound/b.ts', '../http/server', 'outbound-imports'],
        ['src/http/b.ts', '../cli/serve', 'http-imports'],
        ['src/cli/b.ts', '../main', 'nothing-imports-main'],
        ['migrations/b.ts', '../src/domain/b', 'migrations-stand-alone'],
        ['src/http/c.ts', './d', 'no-cycles'],
        ['src/http/e.ts', './missing', 'only-what-is-there'],
      ];
      for (const target of ['src/http/server', 'src/cli/serve', 'src/main']) {
        write(`${target}.ts`, 'export type A = number;\n');
      }
      write('src/http/d.ts', `export type { B as A } from './c';\n`);
      for (const [path, target] of imports) {
        write(path, `import type { A } from '${target}';\nexport type B = A;\n`);
      }
      const found = violations(folder, 'src', 'migrations');
      for (const [path, , rule] of imports) {
        expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${rule}[\\w-]*: ${path} -> `)));
      }
    });
  });
});
