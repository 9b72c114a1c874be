import { Script } from 'node:vm';
import { parse, validate } from 'graphql';
import { makeSchema } from '../../src/graphql/schema';
import { defaultQuery, prefersPage } from '../../src/http/graphiql';
import { type Serving, startServing } from './serving';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

let serving: Serving;
let page: Response;
let html: string;
beforeAll(async () => {
  serving = await startServing();
  page = await fetch(`${serving.origin}/graphql`, { headers: { accept: browser } });
  html = await page.text();
});
afterAll(() => serving.stop());

test('a browser gets a page, without a key', () => {
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html).toContain('<title>Followline</title>');
  expect(html).toContain('Bearer YOUR_API_KEY');
});

test('the page loads nothing from elsewhere', () => {
  const script = html.slice(html.indexOf('<script>'), html.lastIndexOf('</script>'));
  const markup = html.replace(script, '');
  expect(markup).not.toMatch(/(src|href)\s*=\s*["']?(https?:)?\/\//i);
  expect(markup).not.toMatch(/url\(\s*["']?(https?:)?\/\//i);
  expect(markup).not.toMatch(/@import/);
  // Nor could it: the browser is told to allow this server alone.
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain('http');
});

test('its script is whole', () => {
  const start = html.indexOf('<script>') + '<script>'.length;
  expect(() => new Script(html.slice(start, html.indexOf('</script>', start)))).not.toThrow();
  expect(html.match(/<\/script>/g)).toHaveLength(1);
});

test('its first query fits the schema', () => {
  expect(validate(makeSchema(), parse(defaultQuery))).toEqual([]);
});

test('it is not sent again to a browser that has it', async () => {
  const headers = { accept: browser, 'if-none-match': page.headers.get('etag') ?? '' };
  const again = await fetch(`${serving.origin}/graphql`, { headers });
  expect(again.status).toBe(304);
});

test.each([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['application/graphql-response+json, application/json;q=0.9', false],
  ['application/json, text/html', false],
  ['application/json;q=0.5, text/html', true],
  ['text/html;q=0', false],
  ['text/html;q=0.4, application/json;q=0.6', false],
  [browser, true],
])('%s', (accept, expected) => {
  expect(prefersPage(accept)).toBe(expected);
});
