import fc from 'fast-check';
import { randomFrom } from '../../../bench/simulated-year/random';
import { DAY, HOUR } from '../../../src/domain/instant';
import { isNudgeAttempt } from '../../../src/domain/recommendation/situation';
import { anyApplicationsAtEmployer } from '../any-history';
import { type Done, type Followed, followAll, type Habit } from '../following';
import { numRuns } from './holds';

const habits: Record<string, (seed: number) => Habit> = {
  'at once': () => ({ delay: () => 0, choose: () => 0 }),
  late: () => ({ delay: () => 3 * DAY + 5 * HOUR, choose: () => 0 }),
  'at random': (seed) => {
    const random = randomFrom(seed);
    return {
      delay: () => (random() < 0.3 ? 0 : Math.floor(random() ** 3 * 20 * DAY)),
      choose: (count) => Math.floor(random() * count),
    };
  },
};

/** A year, and as long again for the last things to go cold. */
const days = 730;

describe.each(Object.entries(habits))(
  'whoever follows every recommendation %s and is never answered',
  (_, habit) => {
    it('comes to an end, calls in working hours only, and never presses more often than the policy allows (T4, T12)', () => {
      const anyCase = fc.tuple(anyApplicationsAtEmployer, fc.nat());
      fc.assert(
        fc.property(anyCase, ([applications, seed]) => {
          const { done, open } = followAll(applications, habit(seed), days);
          expect(open.map(({ given }) => given.events.length)).toEqual([]);
          for (const one of done) expectRespect(one, done);
          for (const { of } of done) expectEnd(of);
        }),
        // A failure is told as it was found: to make it smaller would take too long.
        { numRuns, endOnFailure: true },
      );
    });
  },
);

function expectRespect({ of, at, action }: Done, done: Done[]): void {
  const { calendar, policy } = of.given;
  if (action.method === 'PHONE') expect(calendar.spanAt(at).opens).toBeLessThanOrEqual(at);
  const isLater = (other: Done) => other.of === of && other.at > at;
  if (action.kind === 'CLOSE') expect(done.some(isLater)).toBe(false);
  const attempt = of.state.attempts.find((one) => one.attemptedAt === at && isNudgeAttempt(one));
  if (!attempt || !isDoneBy(action.kind)) return;
  const weekBefore = calendar.addDays(at, -7);
  const within = (times: number[]) => times.filter((time) => time > weekBefore && time <= at).length;
  const here = of.state.attempts.filter(isNudgeAttempt).map(({ attemptedAt }) => attemptedAt);
  expect(within(here)).toBeLessThanOrEqual(policy.nudgesPerWeekMax);
  const { contactId } = attempt;
  if (contactId === null) return;
  const everywhere = [...new Set(done.map((one) => one.of))].flatMap((one) => one.pressed(contactId));
  const elsewhere = of.given.circumstances().people.contacts.find(({ id }) => id === contactId);
  const known = [...everywhere, ...(elsewhere?.pressedElsewhereAt ?? [])];
  expect(within(known)).toBeLessThanOrEqual(policy.nudgesPerPersonPerWeekMax);
}

const isDoneBy = (kind: string) => !/CLOSE|PREPARE|ANSWER|RESPOND|THANK|PROMISE|FIND/.test(kind);

/** Closed, or at rest since nobody may be turned to any more, whatever the agency has dismissed beside. */
function expectEnd(followed: Followed): void {
  const { open, silencedBy, holdsUntil } = followed.answer([]);
  expect({ open, holdsUntil }).toEqual({ open: [], holdsUntil: null });
  const rules = silencedBy.map(({ rule }) => rule).filter((rule) => rule !== 'dismissed');
  expect([
    'application-closed',
    'position-closed',
    'do-not-contact',
    'no-follow-up-wanted',
    'refused-method',
  ]).toContain(rules[0]);
}
