import { readFileSync } from 'node:fs';
import { auditServer } from 'graphql-http';
import { type Serving, startServing } from './serving';

let serving: Serving;
beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

/** What the page says of the audits that are not passed, by their ids. */
function documented(): Map<string, string> {
  const page = readFileSync('docs/graphql-over-http.md', 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (notice|warning) \|/gm)];
  return new Map(rows.map(([, id = '', kind = '']) => [id, kind]));
}

it('GraphQL over HTTP is kept: no errors, and what is told besides stands in the docs with its reason', async () => {
  const results = await auditServer({
    url: `${serving.origin}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${serving.key}` } }),
  });
  expect(results.length).toBeGreaterThan(50);
  const told = results.flatMap((result) => ('reason' in result ? [result] : []));
  expect(
    told.filter(({ status }) => status === 'error').map(({ name, reason }) => `${name}: ${reason}`),
  ).toEqual([]);
  const kinds = told.map(({ id, status }) => [id, status === 'warn' ? 'warning' : status] as const);
  expect(new Map(kinds)).toEqual(documented());
});
