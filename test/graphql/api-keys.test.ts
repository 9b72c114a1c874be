import type { KeyHolder } from '../../src/store/api-keys';
import { writeUses } from '../../src/store/key-use';
import { stillValid } from '../../src/store/still-valid';
import { type AgencyClient, Api, type Json } from '../support/api';
import { userErrorsOf } from '../support/refusals';
import { statementsOf } from '../support/statements';
import { stored, writingNothing } from '../support/tables';

let api: Api;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  client = await api.agency();
});

const made =
  'apiKey { id prefix name role scopes expiresAt candidate { id } createdBy { kind name } inUse } secret userErrors { code field }';
const createText = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ${made} } }`;
const rotateText = `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { ${made} } }`;

const create = async (input: object, key?: string): Promise<Json> =>
  (await client.request(createText, { input }, { key })).body.data.createApiKey;
const rotate = async (input: object, key?: string): Promise<Json> =>
  (await client.request(rotateText, { input }, { key })).body.data.rotateApiKey;
const statusOf = async (key: string) => (await api.request('{ viewer { role } }', {}, { key })).status;
const list = async (where = ''): Promise<Json[]> =>
  (
    await client.data(
      `{ apiKeys${where} { nodes { id name inUse lastUsedAt revokedAt expiresAt replacedBy { id } } } }`,
    )
  ).apiKeys.nodes;

const seconds = (count: number) => new Date(Date.now() + count * 1000).toISOString();

describe('createApiKey', () => {
  it('tells the secret once, which is stored nowhere', async () => {
    const input = { name: 'Website', role: 'VIEWER', idempotencyKey: 'k' };
    const first = await create(input);
    expect(first).toMatchObject({
      apiKey: {
        name: 'Website',
        role: 'VIEWER',
        scopes: ['APPLICATIONS', 'READ'],
        expiresAt: null,
        inUse: true,
      },
      userErrors: [],
    });
    expect(first.apiKey.createdBy).toEqual({ kind: 'API_KEY', name: 'Administrator' });
    expect(first.secret.startsWith(`${first.apiKey.prefix}_`)).toBe(true);
    expect(await statusOf(first.secret)).toBe(200);
    const again = await writingNothing(api.store, () => create(input));
    expect(again).toEqual({ ...first, secret: null });
    const { rows } = await api.store.everyAgency.query(
      'select k::text as key, c::text as reply from api_key k, command c',
    );
    for (const row of rows) expect(row.key + row.reply).not.toContain(first.secret.slice(12));
  });

  it('also where ten are sent at once: one key, and its secret to one of them', async () => {
    const input = { name: 'Website', role: 'VIEWER', idempotencyKey: 'k' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(input)));
    expect(new Set(answers.map(({ apiKey }) => apiKey.id)).size).toBe(1);
    const secrets = answers.map(({ secret }) => secret).filter(Boolean);
    expect(secrets).toHaveLength(1);
    expect(await statusOf(secrets[0])).toBe(200);
    expect(await list()).toHaveLength(2);
  });

  it('narrowed, does no more than its scopes, and says so', async () => {
    const { secret } = await create({ name: 'Events', role: 'INTEGRATION', scopes: ['APPLICATIONS'] });
    const ask = async (query: string) => (await api.request(query, {}, { key: secret })).body;
    expect((await ask('{ viewer { role scopes } events { nodes { type } } }')).data).toMatchObject({
      viewer: { role: 'INTEGRATION', scopes: ['APPLICATIONS'] },
    });
    expect((await ask('{ contacts { nodes { id } } }')).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', field: 'Query.contacts', scope: 'READ' } },
    ]);
  });

  it('gives nobody more than they have', async () => {
    const { secret } = await create({ name: 'Keeper', role: 'ADMINISTRATOR', scopes: ['KEYS', 'READ'] });
    const refused = async (input: object) =>
      (await writingNothing(api.store, () => create({ name: 'x', ...input }, secret))).userErrors;
    const beyond = (field: string) => [{ code: 'BEYOND_OWN_RIGHTS', field: ['input', field] }];
    expect(await refused({ role: 'ADMINISTRATOR' })).toEqual(beyond('role'));
    expect(await refused({ role: 'VIEWER' })).toEqual(beyond('role'));
    expect(await refused({ role: 'ADMINISTRATOR', scopes: ['KEYS', 'RECORD'] })).toEqual(beyond('scopes'));
    expect((await create({ name: 'x', role: 'VIEWER', scopes: ['READ'] }, secret)).userErrors).toEqual([]);
    const { apiKey } = await create({ name: 'Recorder', role: 'RECRUITER' });
    expect((await rotate({ id: apiKey.id }, secret)).userErrors).toEqual(beyond('id'));
  });

  it.each<[object, string]>([
    [{ name: '' }, 'name'],
    [{ role: 'CANDIDATE' }, 'role'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['READ', 'READ'] }, 'scopes'],
    [{ scopes: ['READ', 'KEYS'] }, 'scopes'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('refuses %j', async (changes, field) => {
    const input = { name: 'Website', role: 'VIEWER', ...changes };
    expect(await userErrorsOf(client, 'createApiKey', input)).toMatchObject([
      { code: 'INVALID', field: ['input', field] },
    ]);
  });
});

describe('a key that ends', () => {
  it('is refused from its expiry on', async () => {
    const { secret, apiKey } = await create({ name: 'Short', role: 'VIEWER', expiresAt: seconds(1.2) });
    expect(await statusOf(secret)).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(await statusOf(secret)).toBe(401);
    expect((await list('(where: { inUse: false })')).map(({ id }) => id)).toEqual([apiKey.id]);
    expect(await userErrorsOf(client, 'rotateApiKey', { id: apiKey.id })).toMatchObject([
      { code: 'KEY_NOT_IN_USE' },
    ]);
  });

  it('is refused at once where it is revoked, and stays so', async () => {
    const { secret, apiKey } = await create({ name: 'Lost', role: 'VIEWER' });
    const { apiKey: revoked } = await client.done('revokeApiKey', { id: apiKey.id });
    expect(await statusOf(secret)).toBe(401);
    const again = await client.done('revokeApiKey', { id: apiKey.id });
    expect(again.apiKey.revokedAt).toBe(revoked.revokedAt);
    expect(await list('(where: { inUse: true, role: VIEWER })')).toEqual([]);
  });

  it('ends what lasts longer than a request', async () => {
    const { secret, apiKey } = await create({ name: 'Live', role: 'VIEWER' });
    const { rows } = await api.store.everyAgency.query('select id from api_key where prefix = $1', [
      apiKey.prefix,
    ]);
    const holder = { agencyId: client.agencyId, keyId: rows[0].id, expiresAt: null } as KeyHolder;
    const isStillValid = async (one: KeyHolder) => (await stillValid(api.store, [one])).has(one);
    expect(await isStillValid(holder)).toBe(true);
    expect(await isStillValid({ ...holder, agencyId: (await api.agency()).agencyId })).toBe(false);
    await client.done('revokeApiKey', { id: apiKey.id });
    expect(await isStillValid(holder)).toBe(false);
    expect(await statusOf(secret)).toBe(401);
  });
});

describe('rotateApiKey', () => {
  it('leaves the old one in use for the overlap, beside a new one with the same rights', async () => {
    const old = await create({ name: 'Website', role: 'INTEGRATION', scopes: ['READ'] });
    const fresh = await rotate({ id: old.apiKey.id, overlap: 'PT1.5S' });
    expect(fresh.apiKey).toMatchObject({
      name: 'Website',
      role: 'INTEGRATION',
      scopes: ['READ'],
      expiresAt: null,
    });
    expect([await statusOf(old.secret), await statusOf(fresh.secret)]).toEqual([200, 200]);
    const [, listed] = await list();
    expect(listed).toMatchObject({ id: old.apiKey.id, replacedBy: { id: fresh.apiKey.id }, inUse: true });
    expect(await userErrorsOf(client, 'rotateApiKey', { id: old.apiKey.id })).toMatchObject([
      { code: 'KEY_REPLACED' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect([await statusOf(old.secret), await statusOf(fresh.secret)]).toEqual([401, 200]);
  });

  it('without an overlap the old one ends at once; a day, unless said', async () => {
    const [one, other] = [
      await create({ name: 'a', role: 'VIEWER' }),
      await create({ name: 'b', role: 'VIEWER' }),
    ];
    await rotate({ id: one.apiKey.id, overlap: 'PT0S' });
    expect(await statusOf(one.secret)).toBe(401);
    await rotate({ id: other.apiKey.id });
    const [, , { expiresAt }] = await list();
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(86_390_000);
    expect(new Date(expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(86_400_000);
  });

  it('does not lengthen the life of the old one; the new one gets as long a life', async () => {
    const old = await create({ name: 'Website', role: 'VIEWER', expiresAt: seconds(3600) });
    const fresh = await rotate({ id: old.apiKey.id, overlap: 'P30D' });
    expect((await list())[1].expiresAt).toBe(old.apiKey.expiresAt);
    const life = new Date(fresh.apiKey.expiresAt).getTime() - Date.now();
    expect(Math.abs(life - 3_600_000)).toBeLessThan(5_000);
  });

  it.each(['P31D', '-PT1S', 'P1Y'])('refuses an overlap of %s', async (overlap) => {
    const { apiKey } = await create({ name: 'Website', role: 'VIEWER' });
    expect(await userErrorsOf(client, 'rotateApiKey', { id: apiKey.id, overlap })).toMatchObject([
      { code: 'INVALID', field: ['input', 'overlap'] },
    ]);
  });
});

describe('when a key was last used', () => {
  it('is written beside the requests, to the minute', async () => {
    const { secret } = await create({ name: 'Website', role: 'VIEWER' });
    const statements = await statementsOf(async () => {
      for (let count = 0; count < 3; count++) await statusOf(secret);
    });
    expect(statements).toHaveLength(3);
    expect((await list())[1].lastUsedAt).toBeNull();
    await writeUses(api.store);
    const [, { lastUsedAt }] = await list();
    expect(Date.now() - new Date(lastUsedAt).getTime()).toBeLessThan(10_000);
    const before = await stored(api.store);
    await statusOf(secret);
    await writeUses(api.store);
    expect(await stored(api.store)).toEqual(before);
  });
});

test('a key that is mistyped is refused without a look', async () => {
  const { secret } = await create({ name: 'Website', role: 'VIEWER' });
  const wrong = secret.slice(0, -1) + (secret.endsWith('x') ? 'y' : 'x');
  expect(await statementsOf(async () => expect(await statusOf(wrong)).toBe(401))).toEqual([]);
});

test('the keys of another agency are neither seen nor touched', async () => {
  const other = await api.agency();
  const { apiKey } = await other.done('createApiKey', { name: 'Theirs', role: 'VIEWER' });
  expect((await list()).map(({ name }) => name)).toEqual(['Administrator']);
  for (const name of ['rotateApiKey', 'revokeApiKey'])
    expect(await userErrorsOf(client, name, { id: apiKey.id })).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect((await client.data('query ($id: ID!) { node(id: $id) { id } }', { id: apiKey.id })).node).toBeNull();
});
