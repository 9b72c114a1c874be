import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync('docs/errors.md', 'utf8');
const codeCells = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(' | ')[0] as string);
const documented = new Set(
  codeCells.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code)),
);

/** Codes that Apollo gives by itself. */
const ofApollo = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
];

const coded = /(?:refusal\(|problem\(|HttpError\(|code: |code = )\s*'([A-Z]+(?:_[A-Z]+)*)'/g;

function codesInSource(): Set<string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ts$/.test(file),
  );
  const sources = files
    .filter((file) => !file.startsWith('import'))
    .map((file) => readFileSync(join('src', file), 'utf8'));
  return new Set(sources.flatMap((source) => [...source.matchAll(coded)].map(([, code]) => code as string)));
}

describe('docs/errors.md', () => {
  it('names every code that the source gives', () => {
    expect([...codesInSource()].filter((code) => !documented.has(code))).toEqual([]);
  });

  it('names no code that nothing gives', () => {
    const given = codesInSource();
    expect(
      [...documented].filter((code) => !given.has(code as string) && !ofApollo.includes(code as string)),
    ).toEqual([]);
  });
});
