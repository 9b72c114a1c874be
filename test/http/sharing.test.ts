import { sharing } from '../../src/http/sharing';

/** Questions that are answered by hand, in order. */
function byHand() {
  const asked: { key: string; answer(value: string): void; fail(): void }[] = [];
  const ask = sharing(
    (key) =>
      new Promise<string>((resolve, reject) => {
        asked.push({ key, answer: resolve, fail: () => reject(new Error('failed')) });
      }),
  );
  return { asked, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nobody shares the answer to a question that was under way', async () => {
  const { asked, ask } = byHand();
  const first = ask('a');
  const [second, third] = [ask('a'), ask('a')];
  expect(asked).toHaveLength(1);
  asked[0]?.answer('old');
  expect(await first).toBe('old');
  await settled();
  expect(asked).toHaveLength(2);
  asked[1]?.answer('new');
  expect(await Promise.all([second, third])).toEqual(['new', 'new']);
  void ask('a');
  expect(asked).toHaveLength(3);
});

test('keys do not wait for each other', () => {
  const { asked, ask } = byHand();
  void ask('a');
  void ask('b');
  expect(asked.map(({ key }) => key)).toEqual(['a', 'b']);
});

test('a failure is for those who asked, not for those who come next', async () => {
  const { asked, ask } = byHand();
  const first = ask('a');
  const second = ask('a');
  asked[0]?.fail();
  await expect(first).rejects.toThrow('failed');
  await settled();
  asked[1]?.answer('new');
  expect(await second).toBe('new');
});
