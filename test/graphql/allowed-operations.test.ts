import { createHash } from 'node:crypto';
import { type AgencyClient, type Answer, Api, type Json } from '../support/api';

let api: Api;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
});
afterAll(() => api.close());

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const codeOf = ({ body }: Answer) => body.errors?.[0].extensions.code;

/** A request as a client sends it that would rather not send the text. */
function byDigest(text: string, { key, full = false, variables = {} }: Json): Promise<Answer> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: digestOf(text) } };
  return api.send({
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ ...(full && { query: text }), variables, extensions }),
  });
}

describe('a persisted query', () => {
  const text = 'query ($n: Int) { candidates(first: $n) { nodes { id } } viewer { role } }';

  it('is asked for with its text once, and from then on without', async () => {
    const { key } = client;
    expect(codeOf(await byDigest(text, { key }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await byDigest(text, { key, full: true })).body.data.viewer.role).toBe('ADMINISTRATOR');
    const { status, body, cost } = await byDigest(text, { key, variables: { n: 7 } });
    expect({ status, role: body.data.viewer.role, cost: cost.requested }).toEqual({
      ...{ status: 200, role: 'ADMINISTRATOR', cost: 9 },
    });
  });

  it('gives nobody a right, and is no way around limits', async () => {
    const mutation = 'mutation { setPolicy(input: { preset: PATIENT }) { userErrors { code } } }';
    await byDigest(mutation, { key: client.key, full: true });
    const { key } = await api.keyOf(client, 'VIEWER');
    expect(codeOf(await byDigest(mutation, { key }))).toBe('FORBIDDEN');
    const wide =
      'query ($n: Int) { applications(first: $n) { nodes { attempts(first: $n) { nodes { id } } } } }';
    await byDigest(wide, { key, full: true, variables: { n: 1 } });
    expect(codeOf(await byDigest(wide, { key, variables: { n: 100 } }))).toBe('COST_LIMIT_EXCEEDED');
  });

  it.each([
    ['the digest that is said', { version: 1, sha256Hash: digestOf('{ viewer { role } }') }],
    ['a version that is known', { version: 2, sha256Hash: digestOf('{ policy { preset } }') }],
    ['a version', true],
  ])('must have %s', async (_, persistedQuery) => {
    const answer = await api.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${client.key}` },
      body: JSON.stringify({ query: '{ policy { preset } }', extensions: { persistedQuery } }),
    });
    expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('a key with allowed operations', () => {
  const allowed = '{ viewer { role keyName } }';
  const creating = `mutation ($input: CreateApiKeyInput!) {
    createApiKey(input: $input) { apiKey { allowedOperations } secret userErrors { code field } }
  }`;
  const create = async (input: object, key = client.key): Promise<Json> => {
    const made = { name: 'Page', role: 'ADMINISTRATOR', ...input };
    return (await client.request(creating, { input: made }, { key })).body.data.createApiKey;
  };

  it('sends those, in full or by their digest, and nothing else', async () => {
    const { secret: key, apiKey } = await create({ allowedOperations: [digestOf(allowed)] });
    expect(apiKey).toEqual({ allowedOperations: [digestOf(allowed)] });
    expect((await api.request(allowed, {}, { key })).body.data.viewer.keyName).toBe('Page');
    await byDigest(allowed, { key, full: true });
    expect((await byDigest(allowed, { key })).body.data.viewer.keyName).toBe('Page');
    for (const other of [`${allowed} `, '{ viewer { role } }', '{ __typename }', creating]) {
      const variables = { input: { name: 'x', role: 'VIEWER' } };
      const answer = await api.request(other, other === creating ? variables : {}, { key });
      expect({ status: answer.status, code: codeOf(answer), data: answer.body.data }).toEqual({
        ...{ status: 200, code: 'OPERATION_NOT_ALLOWED', data: undefined },
      });
    }
    // What somebody else has had remembered is no more allowed.
    await byDigest('{ policy { preset } }', { key: client.key, full: true });
    expect(codeOf(await byDigest('{ policy { preset } }', { key }))).toBe('OPERATION_NOT_ALLOWED');
  });

  it('makes no key that may do more, and is rotated with its list', async () => {
    const rotating =
      'mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { secret userErrors { code } } }';
    const operations = [digestOf(creating), digestOf(allowed), digestOf(rotating)];
    const keeper = await create({ allowedOperations: operations });
    const refused = { userErrors: [{ code: 'BEYOND_OWN_RIGHTS', field: ['input', 'allowedOperations'] }] };
    expect(await create({}, keeper.secret)).toMatchObject(refused);
    expect(await create({ allowedOperations: [digestOf('{ a }')] }, keeper.secret)).toMatchObject(refused);
    expect((await create({ allowedOperations: [digestOf(allowed)] }, keeper.secret)).userErrors).toEqual([]);
    const { apiKeys } = await client.data('{ apiKeys { nodes { id allowedOperations } } }');
    const { id } = apiKeys.nodes.find((one: Json) => one.allowedOperations?.length === 3);
    const { rotateApiKey } = (await api.request(rotating, { id }, { key: keeper.secret })).body.data;
    const key = rotateApiKey.secret;
    expect((await api.request(allowed, {}, { key })).body.data.viewer.keyName).toBe('Page');
    expect(codeOf(await api.request('{ __typename }', {}, { key }))).toBe('OPERATION_NOT_ALLOWED');
  });

  it.each<[string, string[]]>([
    ['none', []],
    ['no digest', ['viewer']],
    ['one twice', [digestOf(allowed), digestOf(allowed)]],
    ['too many', Array.from({ length: 201 }, (_, index) => digestOf(`${index}`))],
  ])('is not made with %s', async (_, allowedOperations) => {
    const { userErrors } = await create({ allowedOperations });
    expect(userErrors).toEqual([{ code: 'INVALID', field: ['input', 'allowedOperations'] }]);
  });
});
