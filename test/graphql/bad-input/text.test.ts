import { Api, argumentOf, type Json } from '../../support/api';
import { type Path, placesOf, valueAt, withValue } from '../../support/paths';
import { errorsOf, refuse, userErrorsOf } from '../../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { writingNothing } from '../../support/tables';

let api: Api;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
  scene = await makeScene(await api.agency());
});
afterAll(() => api.close());

const samples = inputs({} as Scene);
const labels = Object.keys(samples);

/** Every text that a mutation takes. */
const places: [string, Path][] = labels.flatMap((label) =>
  placesOf(argumentOf(mutationOf(label)).type, ({ name }) => name === 'String')
    .filter((path) => valueAt(samples[label], path.slice(0, -1)))
    .map((path): [string, Path] => [label, path]),
);

describe('text that cannot be stored as it is', () => {
  it.each(places)('%s %j', async (label, path) => {
    const input = inputs(scene)[label];
    const text = valueAt(input, path) ?? 'x';
    const { name } = argumentOf(mutationOf(label));
    // A text in a list is told of by the list's name.
    const field = (path.at(-1) === 0 ? path.slice(0, -1) : path).map(String);
    await writingNothing(api.store, async () => {
      for (const bad of ['\0', `\0${text}`, `${text}\ud800`, `\udc00${text}`, '\ude00\ud83d']) {
        const userErrors = await refuse(scene.client, mutationOf(label), withValue(input, path, bad));
        expect(userErrors).toEqual([
          { code: 'INVALID', field: [name, ...field], message: expect.any(String) },
        ]);
      }
    });
  });

  it.each([
    'candidates.nameContains',
    'employers.nameContains',
    'contacts.nameContains',
    'jobPostings.titleContains',
    'members.nameContains',
  ])('%s, to search for', async (place) => {
    const [list, field] = place.split('.');
    const query = `query ($text: String) { ${list}(where: { ${field}: $text }) { nodes { id } } }`;
    for (const text of ['\0', 'Rob\0in', 'Robin\ud800']) {
      expect(await errorsOf(scene.client, query, { text })).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', field: `where.${field}` }, path: [list] },
      ]);
    }
  });
});

describe('text without end', () => {
  it('a megabyte of note is refused, and ten thousand characters are not', async () => {
    const { client } = scene;
    const input = inputs(scene).recordContactAttempt;
    expect(
      await userErrorsOf(client, 'recordContactAttempt', { ...input, note: 'x'.repeat(1_000_000) }),
    ).toEqual([
      { code: 'INVALID', field: ['input', 'note'], message: expect.stringContaining('10000 characters') },
    ]);
    expect(
      await userErrorsOf(client, 'recordContactAttempt', { ...input, note: 'x'.repeat(10_001) }),
    ).toHaveLength(1);
    await client.done('recordContactAttempt', { ...input, note: 'ł'.repeat(10_000) });
  });

  it.each(places.filter(([label]) => !label.startsWith('recordContactAttempts')))(
    '%s %j',
    async (label, path) => {
      const input = withValue(inputs(scene)[label], path, 'x'.repeat(20_000));
      const userErrors = await userErrorsOf(scene.client, mutationOf(label), input);
      expect(userErrors).toMatchObject([{ code: 'INVALID' }]);
      for (const { message } of userErrors) expect(message.length).toBeLessThan(200);
    },
  );
});

describe('text of any writing', () => {
  const texts = {
    'right-to-left marks and embeddings': '\u200fשלום\u202e‮ abc\u202c \u2067مرحبا\u2069',
    'emoji of several code points': '👩🏽‍🔧🇩🇪👨‍👩‍👧‍👦✌️',
    'combining marks, composed and not': 'é e\u0301 Å A\u030a ﬁ ｆ Z̷̧̛a̴l̶g̵o',
    'other planes': '𠜎𝕏\u{10fffd}',
    'what looks like nothing': ' \ufeff\u200b\u00a0\u2028\u2029\t\n\r\n x ',
    'what other languages read': `'"\\ %s $1 {{x}} {% x %} </script> --; \\u0000 &amp; NULL`,
    'what is no character': '\ufffe\uffff\u0001\u007f',
  };

  it.each(Object.entries(texts))('%s: kept byte for byte', async (_, text) => {
    const { client, applicationId } = scene;
    const candidateId = await client.candidate({ name: text });
    const facts = { ...inputs(scene).recordContactAttempt, note: text, idempotencyKey: text };
    const recorded = await client.done('recordContactAttempt', facts);
    await client.done('closeApplication', {
      applicationId: await newApplication(),
      outcome: 'HIRED',
      note: text,
    });
    const answer = await client.data(
      `query ($ids: [ID!]!, $applicationId: ID!, $text: String!) {
        nodes(ids: $ids) { ... on Candidate { name } ... on ContactAttempted { note } }
        application(id: $applicationId) { attempts { nodes { note } } }
        candidates(where: { nameContains: $text }) { nodes { id } }
        events(first: 100, where: { types: [ApplicationClosed] }) { nodes { ... on ApplicationClosed { note } } } }`,
      { ids: [candidateId, recorded.event.id], applicationId, text },
    );
    expect(answer.nodes).toEqual([{ name: text }, { note: text }]);
    expect(answer.candidates.nodes).toEqual([{ id: candidateId }]);
    expect(answer.application.attempts.nodes.map(({ note }: Json) => note)).toContain(text);
    expect(answer.events.nodes.map(({ note }: Json) => note)).toContain(text);
  });

  const newApplication = () => scene.client.application(scene.candidateId, scene.jobPostingId);
});
