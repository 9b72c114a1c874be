import {
  jitter,
  parseRetryAfter,
  retryAfterMillisecondsMax,
  retryDelay,
  retryDelays,
} from '../../src/webhooks/schedule';

const HOUR = 3_600_000;

test('ten attempts within days, the first retries within minutes', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((failed) => retryDelay(failed, null, 0.5));
  expect(delays).toEqual([
    5_000,
    300_000,
    1_800_000,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
    null,
  ]);
});

test.each(retryDelays.map((delay, index) => [delay, index + 1]))('%d ms vary by a tenth', (delay, failed) => {
  expect(retryDelay(failed, null, 0)).toBe(delay * (1 - jitter));
  expect(retryDelay(failed, null, 1)).toBeCloseTo(delay * (1 + jitter), 3);
});

test('never sooner than was asked for, and never later than the schedule where less was', () => {
  for (const random of [0, 0.5, 1]) {
    const asked = retryDelay(1, 60_000, random) as number;
    expect(asked).toBeGreaterThanOrEqual(60_000);
    expect(asked).toBeLessThanOrEqual(66_000);
    expect(retryDelay(4, 60_000, random)).toBe(retryDelay(4, null, random));
  }
  expect(retryDelay(10, 60_000, 0.5)).toBeNull();
});

const now = Date.parse('2026-03-03T10:00:00Z');

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Tue, 03 Mar 2026 10:05:00 GMT', 300_000],
  ['Tue, 03 Mar 2026 09:00:00 GMT', 0],
  ['999999999', retryAfterMillisecondsMax],
  ['Thu, 03 Mar 2050 10:00:00 GMT', retryAfterMillisecondsMax],
  ['soon', null],
  ['', null],
  ['-5', null],
  ['1.5', null],
  [undefined, null],
])('Retry-After: %s is %d ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected);
});
