import { createAgency, ensureBootstrapKey, holderOf, issueKey, revokeKey } from '../../src/store/api-keys';
import { scopesOfRole } from '../../src/store/scopes';
import { openTestStore, type TestStore } from '../support/agency';
import { upTo } from '../support/log';

let store: TestStore;

beforeAll(async () => {
  store = await openTestStore();
});

afterAll(() => store.close());

const bootstrapKey = 'a-long-key-that-the-operator-has-chosen';
const agencies = async () =>
  (await store.everyAgency.query('select name from agency order by created_at')).rows;

test('a key speaks for its agency in its role until it is revoked', async () => {
  const agencyId = await createAgency(store, 'Agency', 'Europe/Berlin');
  const { id, key } = await issueKey(store, agencyId, 'Website', 'INTEGRATION');
  expect(await holderOf(store, key)).toEqual({
    ...{ keyId: id, keyName: 'Website', role: 'INTEGRATION', scopes: scopesOfRole.INTEGRATION },
    ...{ agencyId, agencyName: 'Agency', timeZone: 'Europe/Berlin', candidateId: null, expiresAt: null },
    actor: { kind: 'API_KEY', id, name: 'Website' },
    allowedOperations: null,
  });
  expect(await revokeKey(store, id)).toBe(true);
  expect(await revokeKey(store, id)).toBe(false);
  expect(await holderOf(store, key)).toBeNull();
  expect(await holderOf(store, `${key}x`)).toBeNull();
});

test('a key is not stored, only its digest and how it begins', async () => {
  const agencyId = await createAgency(store, 'Agency', 'UTC');
  const { key } = await issueKey(store, agencyId, 'Website', 'VIEWER');
  const { rows } = await store.everyAgency.query(
    'select k::text as row from api_key k where agency_id = $1',
    [agencyId],
  );
  expect(rows[0].row).not.toContain(key.slice(12));
});

describe('the bootstrap key', () => {
  test('makes one agency, though several processes start at once and again later', async () => {
    const before = await agencies();
    await Promise.all(upTo(8).map(() => ensureBootstrapKey(store, bootstrapKey)));
    await ensureBootstrapKey(store, bootstrapKey);
    expect(await agencies()).toEqual([...before, { name: 'First agency' }]);
    expect(await holderOf(store, bootstrapKey)).toMatchObject({ role: 'ADMINISTRATOR' });
  });

  test('stays revoked where it was revoked, and nothing fails', async () => {
    await ensureBootstrapKey(store, bootstrapKey);
    const before = await agencies();
    const holder = await holderOf(store, bootstrapKey);
    expect(await revokeKey(store, holder?.keyId as string)).toBe(true);
    await ensureBootstrapKey(store, bootstrapKey);
    expect(await holderOf(store, bootstrapKey)).toBeNull();
    expect(await agencies()).toEqual(before);
  });
});
