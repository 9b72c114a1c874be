import { setTimeout as sleep } from 'node:timers/promises';
import { inTurn } from '../../src/store/in-turn';

let log: string[];

beforeEach(() => {
  log = [];
});

const work =
  (name: string, fails = false) =>
  async () => {
    log.push(`${name} begins`);
    await sleep(5);
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };

test('work on the same id goes one after the other, in the order in which it came', async () => {
  const done = await Promise.all(['one', 'two', 'three'].map((name) => inTurn(['id'], work(name))));
  expect(done).toEqual(['one', 'two', 'three']);
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

test('work on other ids goes at the same time', async () => {
  await Promise.all([inTurn(['id'], work('one')), inTurn(['other'], work('two')), inTurn([], work('three'))]);
  expect(log.slice(0, 3).toSorted()).toEqual(['one begins', 'three begins', 'two begins']);
});

test('work on several ids waits for all of them, and is waited for, whatever their order', async () => {
  const all = [
    inTurn(['a'], work('one')),
    inTurn(['b'], work('two')),
    inTurn(['a', 'b'], work('three')),
    inTurn(['b', 'a'], work('four')),
  ];
  await Promise.all(all);
  expect(log.slice(4)).toEqual(['three begins', 'three ends', 'four begins', 'four ends']);
});

test('work that fails holds up nothing', async () => {
  const failing = inTurn(['id'], work('one', true));
  const next = inTurn(['id'], work('two'));
  await expect(failing).rejects.toThrow('one');
  expect(await next).toBe('two');
});
