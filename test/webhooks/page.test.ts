import { readFileSync } from 'node:fs';
import { EventTypeName } from '../../src/graphql/enums';
import { messageTypeOf } from '../../src/graphql/webhook-message';

test('docs/webhooks.md names the type of the message for every type of event', () => {
  const page = readFileSync('docs/webhooks.md', 'utf8');
  const [, table = ''] = /<!-- types -->\n(.*?)<!-- \/types -->/s.exec(page) ?? [];
  const rows = [...table.matchAll(/^\| `(\w+)` \| `([\w.]+)` \|$/gm)].map(([, event, type]) => [event, type]);
  expect(rows).toEqual(Object.values(EventTypeName).map((type) => [type, messageTypeOf(type)]));
});
