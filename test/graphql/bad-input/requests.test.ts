import { revokeKey } from '../../../src/store/api-keys';
import {
  type AgencyClient,
  type Answer,
  Api,
  argumentOf,
  mutations,
  mutationText,
  type RawRequest,
} from '../../support/api';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { writingNothing } from '../../support/tables';

let api: Api;
let scene: Scene;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  scene = await makeScene(client);
});
afterAll(() => api.close());

const labels = Object.keys(inputs({} as Scene));

function expectError({ status, body }: Answer, expectedStatus: number, code: string): void {
  expect({ status, body }).toMatchObject({
    status: expectedStatus,
    body: { errors: [{ extensions: { code } }] },
  });
  expect(body.errors).toHaveLength(1);
  expect(body.data ?? null).toBeNull();
}

describe('who may do what', () => {
  const send = (label: string, key?: string) => {
    const name = mutationOf(label);
    return api.request(mutationText(name), { [argumentOf(name).name]: inputs(scene)[label] }, { key });
  };

  it.each(labels)('a VIEWER must not %s', async (label) => {
    const { key } = await api.keyOf(client, 'VIEWER');
    expectError(await writingNothing(api.store, () => send(label, key)), 200, 'FORBIDDEN');
  });

  it('a VIEWER reads', async () => {
    const { key } = await api.keyOf(client, 'VIEWER');
    const query = '{ viewer { role } policy { preset } worklist { nodes { action { kind } } } }';
    const { body } = await api.request(query, {}, { key });
    expect(body.data).toMatchObject({ viewer: { role: 'VIEWER' }, policy: { preset: 'BALANCED' } });
  });

  it.each(['RECRUITER', 'INTEGRATION'] as const)('a %s records, and sets no policy', async (role) => {
    const { key } = await api.keyOf(client, role);
    expect((await send('createCandidate', key)).body.data.createCandidate.userErrors).toEqual([]);
    expectError(await writingNothing(api.store, () => send('setPolicy', key)), 200, 'FORBIDDEN');
  });

  it('nobody does anything without a key in use', async () => {
    const revoked = await api.keyOf(client, 'ADMINISTRATOR');
    expect(await revokeKey(api.store, revoked.id)).toBe(true);
    const keys = [
      undefined,
      revoked.key,
      `${client.key}x`,
      client.key.slice(0, -1),
      client.key.toUpperCase(),
      'a-key',
      '%00',
    ];
    for (const key of keys) {
      const answer = await writingNothing(api.store, () => send('createCandidate', key));
      expectError(answer, 401, 'UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
      if (key) expect(JSON.stringify(answer.body)).not.toContain(key);
    }
  });
});

describe('a body that cannot be read', () => {
  const json = { 'content-type': 'application/json' };
  const mutation = JSON.stringify(mutationText('createCandidate'));
  const person = '"name": "Robin", "timeZone": "UTC"';
  const bodyOf = (input: string) => `{"query": ${mutation}, "variables": {"input": {${input}}}}`;
  const cut = (text: string, bytes: number[]) => {
    const [before = '', after = ''] = text.split('Robin');
    return Buffer.concat([Buffer.from(`${before}Rob`), Buffer.from(bytes), Buffer.from(after)]);
  };

  it.each<[string, NonNullable<RawRequest['body']>, number?, object?]>([
    ['bytes that are no UTF-8', cut(bodyOf(person), [0xff, 0xfe])],
    ['a character cut in half', cut(bodyOf(person), [0xe2, 0x82])],
    ['a surrogate in UTF-8', cut(bodyOf(person), [0xed, 0xa0, 0x80])],
    ['an overlong NUL', cut(bodyOf(person), [0xc0, 0x80])],
    ['half of JSON', bodyOf(person).slice(0, -1)],
    ['a raw NUL in JSON', bodyOf(person.replace('Robin', 'Rob\0in'))],
    ['nothing', ''],
    ['no JSON', 'query { viewer { role } }'],
    ['a list', `[${bodyOf(person)}]`],
    ['a number', '5'],
    ['null', 'null'],
    ['no query', '{"variables": {}}'],
    ['a query that is none', '{"query": 5}'],
    ['variables that are none', `{"query": ${mutation}, "variables": "x"}`],
    ['a __proto__ among the variables', bodyOf(`${person}, "__proto__": {"name": "x"}`)],
    ['a __proto__ at the top', bodyOf(person).replace('{', '{"__proto__": {"query": "x"},')],
    ['a constructor with a prototype', bodyOf(`${person}, "constructor": {"prototype": {}}`)],
    ['a form', 'query=%7Bviewer%7Brole%7D%7D', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', bodyOf(person), 415, { 'content-type': 'text/plain' }],
    ['three megabytes', bodyOf(`${person}, "email": "${'x'.repeat(3_000_000)}"`), 413],
  ])('%s', async (_, body, status = 400, headers = {}) => {
    const answer = await writingNothing(api.store, () =>
      api.send({
        method: 'POST',
        body,
        headers: { ...json, authorization: `Bearer ${client.key}`, ...headers },
      }),
    );
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/(json|graphql-response\+json)/);
    expect(answer.body.errors).toEqual([
      { message: expect.any(String), extensions: { code: expect.any(String) } },
    ]);
    const text = JSON.stringify(answer.body);
    expect(text.length).toBeLessThan(500);
    expect(text).not.toMatch(/Robin|\bat .*\.js|node_modules/);
  });

  it('__proto__ in the text of a query is an unknown field like any other', async () => {
    const query =
      'mutation { createCandidate(input: { name: "x", timeZone: "UTC", __proto__: { name: "y" } }) { candidate { id } } }';
    const answer = await writingNothing(api.store, () => client.request(query));
    expectError(answer, 400, 'GRAPHQL_VALIDATION_FAILED');
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('a mutation does not come by GET', async () => {
    const query = 'mutation { createCandidate(input: { name: "x", timeZone: "UTC" }) { candidate { id } } }';
    const url = `${api.url}?query=${encodeURIComponent(query)}`;
    const headers = { authorization: `Bearer ${client.key}`, accept: 'application/json' };
    const { status } = await writingNothing(api.store, () => fetch(url, { headers }));
    expect(status).toBe(405);
  });
});

describe('an error carries no other field’s value', () => {
  const secret = 'The candidate is ill; at "input.note"; keep it to yourself.';
  const literal = JSON.stringify(secret);
  const record = (fields: string) =>
    `mutation { recordContactAttempt(input: { ${fields} }) { userErrors { message } } }`;
  const rest = 'applicationId: "x", attemptedAt: "2026-03-05T16:00:00Z"';

  it.each<[string, object]>([
    ['a wrong method', { method: 'CARRIER_PIGEON' }],
    ['a wrong time', { attemptedAt: 'yesterday' }],
    ['a wrong version', { expectedVersion: 'x' }],
    ['an unknown field', { nonsense: 1 }],
    ['a missing field', { attemptedAt: undefined }],
    ['a null', { applicationId: null }],
    ['an unknown zone', { timeZone: 'Mars/Phobos' }],
    ['an unknown id', { applicationId: 'x' }],
    ['a response without its date', { decisionExpectedOn: null }],
    ['a key without end', { idempotencyKey: 'x'.repeat(300) }],
    ['a stale version', { expectedVersion: 99 }],
  ])('%s among variables', async (_, wrong) => {
    const input = { ...inputs(scene).recordContactAttempt, note: secret, ...wrong };
    const { body } = await writingNothing(api.store, () =>
      client.request(mutationText('recordContactAttempt'), { input }),
    );
    expect(body.errors ?? body.data.recordContactAttempt.userErrors).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('candidate is ill');
  });

  it.each<[string, string, object?]>([
    ['a wrong method', record(`note: ${literal}, method: CARRIER_PIGEON, ${rest}`)],
    ['a missing method', record(`note: ${literal}, ${rest}`)],
    [
      'a wrong type',
      record(`note: ${literal}, method: EMAIL, ${rest}`).replace('{ note', '[{ note').replace('})', '}])'),
    ],
    [
      'a text for the whole',
      `mutation { recordContactAttempt(input: ${literal}) { userErrors { message } } }`,
    ],
    ['a mistake in writing', record(`note ${literal}, method: EMAIL, ${rest}`)],
    ['a block without end', record(`note: """${secret}, method: EMAIL, ${rest}`)],
    [
      'a null where a default was',
      `mutation ($r: ContactResponse) ${record(`note: ${literal}, method: EMAIL, response: $r, ${rest}`).slice(8)}`,
      { r: null },
    ],
  ])('%s in the text of the query', async (_, query, variables = {}) => {
    const { body } = await writingNothing(api.store, () => client.request(query, variables));
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions.code).toMatch(/^(GRAPHQL_(PARSE|VALIDATION)_FAILED|BAD_USER_INPUT)$/);
    expect(JSON.stringify(body)).not.toContain('candidate is ill');
  });
});

it('every mutation has been tried here', () => {
  expect([...new Set(labels.map(mutationOf))].sort()).toEqual(Object.keys(mutations).sort());
});
