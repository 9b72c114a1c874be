import { createSecretKey } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { exportSPKI } from 'jose';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { parseNetworks } from '../../src/outbound/networks';
import { makeOutbound } from '../../src/outbound/outbound';
import { createAgency, issueKey, type KeyHolder } from '../../src/store/api-keys';
import { stillValid } from '../../src/store/still-valid';
import { statementsOf } from '../support/statements';
import { makeSigningKey, type SigningKey, signed, startProvider } from './provider';
import { type Answer, ask, type Serving, startServing } from './serving';

const audience = 'https://followline.example';

let serving: Serving;
let provider: Awaited<ReturnType<typeof startProvider>>;
let key: SigningKey;
beforeAll(async () => {
  [serving, provider, key] = await Promise.all([
    startServing(new Budget(0), '127.0.0.0/8'),
    startProvider(),
    makeSigningKey('one'),
  ]);
  provider.state.keys = [key];
  await setProvider();
});
afterAll(async () => {
  await serving.stop();
  await provider.stop();
});

const roles = [
  { value: 'boss', role: 'ADMINISTRATOR' },
  { value: 'staff', role: 'RECRUITER' },
];

async function graphql(token: string, query: string, variables: object = {}) {
  const answer = await ask(serving.origin, token, JSON.stringify({ query, variables }));
  return { ...answer, body: JSON.parse(answer.text) };
}

const setText = `mutation ($input: SetIdentityProviderInput!) { setIdentityProvider(input: $input) {
  identityProvider { issuer tokenAgeMax algorithms roles { value role } setBy { kind name } } userErrors { code field message } } }`;

async function set(changes: object = {}, token = serving.key) {
  const input = { issuer: provider.issuer, audience, roleClaim: 'roles', roles, ...changes };
  return (await graphql(token, setText, { input })).body.data.setIdentityProvider;
}
const setProvider = async (changes: object = {}) => expect((await set(changes)).userErrors).toEqual([]);

type Claims = Parameters<typeof signed>[1];
const claims = (changes: Claims = {}): Claims => ({
  ...{ iss: provider.issuer, aud: audience, sub: 'user-7', roles: ['guest', 'staff'], name: 'Kim Recruiter' },
  ...changes,
});
const tokenWith = (changes: Claims = {}, by: Pick<SigningKey, 'kid' | 'alg' | 'privateKey'> = key) =>
  signed(by, claims(changes));

const viewer = '{ viewer { agencyName keyName role scopes } }';
const come = (token: string): Promise<Answer> => graphql(token, viewer);

async function expectRefused(token: string, status = 401, code = 'UNAUTHENTICATED'): Promise<void> {
  const answer = await come(token);
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
  expect(answer.text + [...answer.headers.values()].join()).not.toContain(token.slice(-20));
}

test('somebody comes with a token, in the role that it gives, in one statement', async () => {
  const token = await tokenWith();
  const { body } = await graphql(token, viewer);
  expect(body.data.viewer).toEqual({
    ...{ agencyName: 'Acme Staffing', keyName: 'Kim Recruiter', role: 'RECRUITER' },
    scopes: ['APPLICATIONS', 'READ', 'RECORD', 'EXPORT'],
  });
  expect(await statementsOf(() => come(token))).toEqual([expect.stringContaining('from identity_provider')]);
  expect((await graphql(token, '{ apiKeys { nodes { id } } }')).code).toBe('FORBIDDEN');
});

test.each([
  [{ expires: 300 }, 330],
  [{ expires: 1e12 }, 86_400 + 30],
  [{ expires: 1e12, issued: -3600 }, 86_400 - 3600 + 30],
])('a token with %j is over in %i seconds', async (times, seconds) => {
  const { body } = await graphql(await tokenWith(times), '{ viewer { expiresAt } }');
  expect(Math.abs((Date.parse(body.data.viewer.expiresAt) - Date.now()) / 1000 - seconds)).toBeLessThan(5);
});

test('what somebody does is told to be theirs', async () => {
  const token = await tokenWith({ roles: 'boss' });
  const { setBy } = (await set({}, token)).identityProvider;
  expect(setBy).toEqual({ kind: 'USER', name: 'Kim Recruiter' });
  const { rows } = await serving.store.everyAgency.query('select set_by from identity_provider');
  expect(rows).toEqual([{ set_by: { kind: 'USER', id: 'user-7', name: 'Kim Recruiter' } }]);
});

describe('a role', () => {
  it.each<[string, string, Claims]>([
    ['a name with dots', 'https://acme.example/roles', { 'https://acme.example/roles': ['staff'] }],
    ['the way to it', 'realm_access.roles', { realm_access: { roles: ['staff'] } }],
    ['one value', 'groups', { groups: 'staff' }],
  ])('is found by %s', async (_, roleClaim, more) => {
    await setProvider({ roleClaim });
    expect((await come(await tokenWith(more))).status).toBe(200);
    await setProvider();
  });

  it('is the first in the list of several', async () => {
    const { body } = await graphql(await tokenWith({ roles: ['staff', 'boss'] }), viewer);
    expect(body.data.viewer.role).toBe('ADMINISTRATOR');
  });

  it.each<[string, Claims]>([
    ['none', { roles: [] }],
    ['no claim', { roles: undefined }],
    ['another', { roles: ['Staff', 'guest'] }],
    ['what every object has', { roles: ['constructor'] }],
  ])('is needed: %s', async (_, changes) => {
    await expectRefused(await tokenWith(changes), 403, 'FORBIDDEN');
  });
});

describe('a token is refused', () => {
  it.each<[string, Claims]>([
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['for nobody', { aud: undefined }],
    ['of nobody', { sub: undefined }],
    ['with a subject that cannot be kept', { sub: 'a\0b' }],
    ['that has expired', { expires: -60 }],
    ['that never expires', { expires: null }],
    ['that is not valid yet', { nbf: Math.floor(Date.now() / 1000) + 90 }],
    ['issued long ago', { issued: -2 * 86_400, expires: 300 }],
    ['issued in the future', { issued: 120 }],
  ])('%s', async (_, changes) => expectRefused(await tokenWith(changes)));

  it('but clocks may differ a little', async () => {
    const soon = Math.floor(Date.now() / 1000) + 15;
    expect((await come(await tokenWith({ nbf: soon }))).status).toBe(200);
    expect((await come(await tokenWith({ expires: -15 }))).status).toBe(200);
    expect((await come(await tokenWith({ aud: ['x', audience] }))).status).toBe(200);
  });

  it('that is not signed, or with the public key as a shared secret', async () => {
    const none = [{ alg: 'none', kid: 'one' }, claims({ exp: 4_000_000_000 })]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    await expectRefused(`${none}.`);
    const secret = createSecretKey(Buffer.from(await exportSPKI(key.publicKey)));
    await expectRefused(await tokenWith({}, { kid: 'one', alg: 'HS256', privateKey: secret as never }));
  });

  it('signed by another, under the name of a key or under one that nobody knows', async () => {
    const { privateKey } = await makeSigningKey('one');
    await expectRefused(await tokenWith({}, { ...key, privateKey }));
    await expectRefused(await tokenWith({}, { ...key, privateKey, kid: 'unknown' }));
  });

  it('signed with an algorithm that was not agreed on', async () => {
    await setProvider({ algorithms: ['RS256', 'EDDSA'] });
    await expectRefused(await tokenWith());
    await setProvider();
  });

  it('that was changed on the way', async () => {
    const [header, payload, signature] = (await tokenWith()).split('.') as [string, string, string];
    const boss = Buffer.from(payload, 'base64url').toString().replace('guest', 'boss1');
    await expectRefused([header, Buffer.from(boss).toString('base64url'), signature].join('.'));
    await expectRefused([header, payload, signature.slice(0, -8)].join('.'));
    await expectRefused([header, payload, ''].join('.'));
  });
});

test('a key that the provider takes up is asked for, but not at each token that names an unknown one', async () => {
  await restart();
  expect((await come(await tokenWith())).status).toBe(200);
  const { asked } = provider.state;
  const stranger = await makeSigningKey('stranger');
  for (let count = 0; count < 5; count++) await expectRefused(await tokenWith({}, stranger));
  expect(provider.state.asked).toBe(asked);
  const later = Date.now() + 31_000;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => later);
  try {
    const next = await makeSigningKey('two', 'RS256');
    provider.state.keys = [next];
    // The clock that tokens are checked by goes on as before.
    expect((await come(await tokenWith({ issued: -60 }, next))).status).toBe(200);
    expect(provider.state.asked).toBe(asked + 1);
    await expectRefused(await tokenWith({ issued: -60 }));
  } finally {
    clock.mockRestore();
    provider.state.keys = [key];
  }
});

describe('where the provider does not answer', () => {
  afterEach(() => {
    provider.state.answer = null;
  });

  it.each([
    ['with an error', { status: 500, body: '' }],
    ['with what is no set of keys', { status: 200, body: '{"keys": 5}' }],
    ['with what is not JSON', { status: 200, body: '<html>' }],
    ['with a redirect', { status: 302, body: '' }],
    ['at great length', { status: 200, body: ' '.repeat(300_000) }],
  ])('but %s: nobody is told that the token is wrong', async (_, answer) => {
    await restart();
    provider.state.answer = answer;
    const token = await tokenWith();
    await expectRefused(token, 503, 'IDENTITY_PROVIDER_UNAVAILABLE');
    const { asked } = provider.state;
    await expectRefused(token, 503, 'IDENTITY_PROVIDER_UNAVAILABLE');
    expect(provider.state.asked).toBe(asked);
  });

  it('at all', async () => {
    await restart();
    await setProvider({ jwksUri: 'http://127.0.0.1:1/jwks' });
    await expectRefused(await tokenWith(), 503, 'IDENTITY_PROVIDER_UNAVAILABLE');
    await setProvider();
  });

  it('keys that are known do for a while', async () => {
    await restart();
    expect((await come(await tokenWith())).status).toBe(200);
    provider.state.answer = { status: 500, body: '' };
    expect((await come(await tokenWith())).status).toBe(200);
  });
});

/** Another process on the same database, which knows no keys yet. */
async function restart(): Promise<void> {
  const { store, server: former, stop } = serving;
  former.server.closeAllConnections();
  await former.close();
  const outbound = makeOutbound(parseNetworks('127.0.0.0/8') ?? []);
  const apollo = await makeApollo();
  const server = makeServer({ store, apollo, budget: new Budget(0), log: makeLog('silent'), outbound });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const end = async () => {
    server.server.closeAllConnections();
    await server.close();
    await stop();
  };
  serving = { ...serving, server, origin: `http://127.0.0.1:${port}`, stop: end };
}

describe('setIdentityProvider', () => {
  it.each<[object, string]>([
    [{ issuer: 'not a URL' }, 'issuer'],
    [{ jwksUri: 'ftp://127.0.0.1/jwks' }, 'jwksUri'],
    [{ jwksUri: 'https://10.1.2.3/jwks' }, 'jwksUri'],
    [{ jwksUri: 'https://user:secret@idp.example/jwks' }, 'jwksUri'],
    [{ roles: [] }, 'roles'],
    [{ roles: [{ value: 'x', role: 'CANDIDATE' }] }, 'roles.0.role'],
    [{ algorithms: [] }, 'algorithms'],
    [{ clockToleranceSeconds: 301 }, 'clockToleranceSeconds'],
    [{ tokenAgeMax: 'P31D' }, 'tokenAgeMax'],
  ])('refuses %j', async (changes, field) => {
    const { userErrors, identityProvider } = await set(changes);
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', ...field.split('.')] }]);
    expect(identityProvider).toBeNull();
  });

  it('gives nobody more than they have who set it', async () => {
    const { rows } = await serving.store.everyAgency.query('select id from agency');
    const { key: keeper } = await issueKey(serving.store, rows[0].id, 'Keeper', 'ADMINISTRATOR', {
      scopes: ['KEYS'],
    });
    expect((await set({}, keeper)).userErrors).toMatchObject([
      { code: 'BEYOND_OWN_RIGHTS', field: ['input', 'roles', '0', 'role'] },
    ]);
  });

  it('has one agency for an issuer and an audience, each with its own people', async () => {
    const agencyId = await createAgency(serving.store, 'Other', 'UTC');
    const { key: other } = await issueKey(serving.store, agencyId, 'Other', 'ADMINISTRATOR');
    expect((await set({}, other)).userErrors).toMatchObject([
      { code: 'AUDIENCE_TAKEN', field: ['input', 'audience'] },
    ]);
    expect((await set({ audience: 'other' }, other)).userErrors).toEqual([]);
    const { body } = await graphql(await tokenWith({ aud: 'other' }), viewer);
    expect(body.data.viewer.agencyName).toBe('Other');
    // For whom it is, such a token does not say.
    await expectRefused(await tokenWith({ aud: ['other', audience] }));
  });

  it('is over at once where it is removed, also for what lasts longer than a request', async () => {
    const token = await tokenWith();
    const { rows } = await serving.store.everyAgency.query(
      `select p.agency_id as "agencyId", set_at as "providerSetAt"
      from identity_provider p where audience = $1`,
      [audience],
    );
    const holder = { ...rows[0], expiresAt: new Date(Date.now() + 60_000) };
    const isStillValid = async (one: KeyHolder) => (await stillValid(serving.store, [one])).has(one);
    expect(await isStillValid(holder)).toBe(true);
    expect(await isStillValid({ ...holder, expiresAt: new Date() })).toBe(false);
    const remove = `mutation { removeIdentityProvider(input: { issuer: "${provider.issuer}" }) { identityProvider { issuer } userErrors { code } } }`;
    const { body } = await graphql(serving.key, remove);
    expect(body.data.removeIdentityProvider).toEqual({ identityProvider: null, userErrors: [] });
    await expectRefused(token);
    expect(await isStillValid(holder)).toBe(false);
    await setProvider();
    expect((await come(token)).status).toBe(200);
    expect(await isStillValid(holder)).toBe(false);
  });
});

test('a provider at an address of the inside is not asked, unless that is configured', async () => {
  const plain = await startServing();
  try {
    const input = { issuer: provider.issuer, audience, roleClaim: 'roles', roles };
    const asked = (one: object) =>
      ask(plain.origin, plain.key, JSON.stringify({ query: setText, variables: { input: one } }));
    expect((await asked(input)).text).toContain('Must start with https://');
    expect((await asked({ ...input, jwksUri: 'https://127.0.0.1/jwks' })).text).toContain(
      'Must lead to a public address',
    );
    // A name says nothing of where it leads: that is looked at when a connection is made.
    expect(
      JSON.parse((await asked({ ...input, jwksUri: 'https://localhost/jwks' })).text).data.setIdentityProvider
        .userErrors,
    ).toEqual([]);
    const answer = await ask(plain.origin, await tokenWith(), JSON.stringify({ query: viewer }));
    expect(answer.code).toBe('IDENTITY_PROVIDER_UNAVAILABLE');
  } finally {
    await plain.stop();
  }
});
