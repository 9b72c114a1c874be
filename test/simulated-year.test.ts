import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedYearPage } from '../bench/simulated-year/page';
import { simulateYear } from '../bench/simulated-year/simulate';
import { makePolicy } from '../src/domain/policy';
import { isNudgeAttempt } from '../src/domain/recommendation/situation';

const { cases, taken, workplaces } = simulateYear('BALANCED', 200);
const policy = makePolicy([], 0);

/** Seven days on the clock of the employer, which are an hour less when clocks go forward. */
const weekMilliseconds = (7 * 24 - 1) * 3_600_000;

/** The most of these that lie in any 7 days. */
const mostInAWeek = (times: number[]) =>
  Math.max(0, ...times.map((end) => times.filter((at) => at > end - weekMilliseconds && at <= end).length));

it('in a year of an agency nobody is pressed more often than the policy allows (T12)', () => {
  const pressed = cases.map(({ state }) =>
    state.attempts.filter(isNudgeAttempt).map(({ attemptedAt }) => attemptedAt),
  );
  expect(Math.max(...pressed.map(mostInAWeek))).toBe(policy.nudgesPerWeekMax);
  const people = workplaces.flatMap((workplace) =>
    workplace.contacts.map(({ id }) => workplace.cases.flatMap((one) => one.pressed(id))),
  );
  expect(Math.max(...people.map(mostInAWeek))).toBe(policy.nudgesPerPersonPerWeekMax);
});

it('nobody is called outside working hours (W3)', () => {
  const calls = taken.filter(({ action }) => action.method === 'PHONE');
  expect(calls.length).toBeGreaterThan(50);
  for (const { of, at } of calls) {
    const workplace = workplaces.find((one) => one.cases.includes(of));
    expect(workplace?.calendar.spanAt(at).opens).toBeLessThanOrEqual(at);
  }
});

it('and nothing is done on what is closed (W9)', () => {
  const closed = taken.filter(({ action }) => action.kind === 'CLOSE');
  expect(closed.length).toBeGreaterThan(100);
  for (const { of, at } of closed) expect(taken.filter((one) => one.of === of && one.at > at)).toEqual([]);
});

it('docs/simulated-year.md tells what comes of it', () => {
  const page = readFileSync(join(__dirname, '../docs/simulated-year.md'), 'utf8');
  expect(page === simulatedYearPage() ? '' : 'stale; `npm run simulate` writes it anew').toBe('');
});
