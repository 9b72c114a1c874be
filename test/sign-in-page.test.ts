import { readFileSync } from 'node:fs';
import { withGenerated } from '../src/cli/rules-table';

test('docs/sign-in.md tells which role has which scopes, as the code has it', () => {
  const page = readFileSync('docs/sign-in.md', 'utf8');
  expect(page).toContain('| `KEYS` |');
  expect(withGenerated(page)).toBe(page);
});
