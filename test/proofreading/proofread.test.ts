import { proofread, stopProofreading } from '../../src/proofreading/proofread';

afterAll(stopProofreading);

const ask = (text: string) => proofread({ text, dialect: 'American' });
const kinds = async (text: string) => (await ask(text))?.map(({ kind }) => kind);

it('reads one text after the other, and does not hold up the program', async () => {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  const answers = await Promise.all(['Teh end.', 'The end.', 'I recieved it.'].map(kinds));
  clearInterval(turning);
  expect(answers).toEqual([['Typo'], [], ['Spelling']]);
  expect(turns).toBeGreaterThan(10);
});

it('counts in UTF-16 code units', async () => {
  const text = '👩‍🔬 I recieved it.';
  const [mistake] = (await ask(text)) ?? [];
  expect(text.slice(mistake?.start, mistake?.end)).toBe('recieved');
  expect(mistake?.suggestions).toContain('received');
});

it('lets whoever waits do without when it is stopped, and begins anew with the next text', async () => {
  const waiting = ['Teh end.', 'Teh other end.'].map(ask);
  await stopProofreading();
  expect(await Promise.all(waiting)).toEqual([null, null]);
  expect(await kinds('Teh end.')).toEqual(['Typo']);
});

it('has no more than fifty wait', async () => {
  const asked = Array.from({ length: 51 }, () => ask('The end.'));
  expect(await asked[50]).toBeNull();
  await stopProofreading();
  expect(await Promise.all(asked)).toEqual(Array(51).fill(null));
});

it('survives a word without end', async () => {
  expect(await kinds(`I recieved it. ${'x'.repeat(9_000)} I recieved it.`)).toEqual(['Spelling', 'Spelling']);
});
