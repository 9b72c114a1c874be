import { readFileSync } from 'node:fs';
import { type AgencyClient, Api, type Json } from './support/api';

const page = readFileSync('docs/curl.md', 'utf8');
const bodies = [...page.matchAll(/<<JSON\n(.*?)\nJSON\n/gs)].map(([, body]) => body as string);

const followed = /-d '(.*)'\n```\n$/.exec(page)?.[1] as string;

/** Ids by the names of the shell variables that take them, from the answers so far. */
const known: Record<string, string> = {};

/** What a shell makes of a here-document. */
function expand(text: string): string {
  return text
    .replace(/(?<!\\)\$(\w+)/g, (_, name) => known[name] ?? `no ${name} so far`)
    .replaceAll('\\$', '$');
}

function remember(data: Json): void {
  for (const payload of Object.values<Json>(data)) {
    for (const [name, entity] of Object.entries<Json>(payload)) {
      const variable = `${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_ID`;
      if (entity?.id) known[variable] = entity.id;
    }
  }
}

describe('docs/curl.md', () => {
  let api: Api;
  let agency: AgencyClient;

  beforeAll(async () => {
    api = await Api.start();
    agency = await api.agency();
  });
  afterAll(() => api.close());

  it('sends requests that do what they say, one after another', async () => {
    expect(bodies.length).toBeGreaterThan(8);
    const answers: Json[] = [];
    for (const body of bodies) {
      const { query, variables } = JSON.parse(expand(body));
      const data = await agency.data(query, variables);
      for (const payload of Object.values<Json>(data)) expect(payload.userErrors ?? []).toEqual([]);
      remember(data);
      answers.push(data);
    }
    const worklist = answers.find((data) => data.worklist)?.worklist.nodes;
    expect(worklist).toMatchObject([{ action: { kind: 'SEND_FOLLOW_UP', method: 'EMAIL' } }]);
    expect(answers.at(-1)?.events.nodes).toMatchObject([
      { type: 'ApplicationSubmitted' },
      { type: 'ContactAttempted' },
    ]);
  });

  it('follows what changes', async () => {
    const { body, status } = await fetch(`${api.url}/stream`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${agency.key}`, 'content-type': 'application/json' },
        accept: 'text/event-stream',
      },
      body: followed,
    });
    expect(status).toBe(200);
    let text = '';
    for await (const chunk of body as ReadableStream<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (text.includes('"worklistChanged"')) break;
    }
    expect(text).toMatch(/^data: ?\{.*"worklistChanged":\{"at":"2/m);
  });
});
