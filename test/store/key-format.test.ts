import { isMistyped, keyPattern, makeKey, shownOf } from '../../src/store/key-format';

const keys = Array.from({ length: 200 }, makeKey);

test('a new key is like no other, and is recognised in a text', () => {
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) {
    expect(key).toHaveLength(50);
    expect(`const key = "${key}";`).toMatch(keyPattern);
    expect(isMistyped(key)).toBe(false);
  }
  // The name is no part of the secret.
  expect(shownOf(keys[0] as string)).toBe(keys[0]?.slice(0, 11));
});

test('one wrong character, or two that have changed places, are noticed', () => {
  for (const key of keys.slice(0, 20)) {
    for (let place = 3; place < key.length; place++) {
      if (key[place] === '_') continue;
      const other = key[place] === 'x' ? 'y' : 'x';
      expect(isMistyped(key.slice(0, place) + other + key.slice(place + 1))).toBe(true);
      const [one, next] = [key[place], key[place + 1]];
      if (next && next !== '_' && one !== next)
        expect(isMistyped(key.slice(0, place) + next + one + key.slice(place + 2))).toBe(true);
    }
  }
});

test.each([
  'a-long-key-that-the-operator-has-chosen',
  'fl_AbCdEfGhIjKlMnOpQrStUvWxYz012345',
  'fl_AbCdEfGh_jKlMnOpQrStUvWxYz012345',
  'f'.repeat(50),
])('a key of another form has no checksum that could be wrong: %s', (key) => {
  expect(isMistyped(key)).toBe(false);
  expect(shownOf(key)).toBe(key.slice(0, 7));
});
