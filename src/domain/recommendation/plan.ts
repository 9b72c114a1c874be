import { initialState } from '../application';
import { type Event, standing } from '../events';
import { evolve } from '../fold';
import { DAY, type Instant } from '../instant';
import type { Urgency } from '../vocabulary';
import { type Action, type Answer, type Circumstances, nothing, recommend, waiting } from './recommend';

/** What is recommended from one moment until another, if nothing more happens; `until` null is for ever. */
export interface Step {
  from: Instant;
  until: Instant | null;
  /** Never empty: where nothing is open, WAIT or NONE. */
  actions: Action[];
}

/**
 * More than any plan needs; reaching it means that two rules chase each other. A call that nobody makes opens and
 * closes with each span of working hours, at most 50 a week, while it is due and until it gives way: the ranges of
 * the policy's values keep both short.
 */
const stepsMax = 4000;

/**
 * What is recommended when, from a moment on, if nothing more happens. The steps cover all time to come
 * without gap or overlap, and two that follow each other differ.
 */
export function plan(circumstances: Circumstances, from: Instant): Step[] {
  const answers = evaluate(circumstances, from);
  const last = answers.at(-1) as { from: Instant; answer: Answer };
  const steps: Step[] = [];
  // Backwards, since what to wait for is known from what comes after.
  let next: Step = { from: last.from, until: null, actions: atRest(last.answer, circumstances) };
  for (const { from: start, answer } of answers.slice(0, -1).reverse()) {
    const actions = answer.open.length > 0 ? answer.open : whileWaiting(next, answer, circumstances);
    if (same(actions, next.actions)) {
      next = { ...next, from: start };
    } else {
      steps.unshift(next);
      next = { from: start, until: next.from, actions };
    }
  }
  return [next, ...steps];
}

/**
 * The steps of a whole history: after each event that counts, its plan until the next. What is
 * recommended at any moment, past or future, is found in it; before the submission there is nothing.
 */
export function timeline(circumstances: Omit<Circumstances, 'state'>, events: readonly Event[]): Step[] {
  const counted = standing(events);
  const steps: Step[] = [];
  let state = initialState;
  for (const [index, event] of counted.entries()) {
    state = evolve(state, event);
    const until = counted[index + 1]?.occurredAt ?? null;
    const from = Math.max(event.occurredAt, state.submittedAt);
    if (until !== null && until <= from) continue;
    const here = plan({ ...circumstances, state }, from);
    steps.push(...clip(here, until));
  }
  return steps;
}

/** The steps up to a moment. */
export function clip(steps: readonly Step[], until: Instant | null): Step[] {
  if (until === null) return [...steps];
  return steps
    .filter(({ from }) => from < until)
    .map((step) => (step.until === null || step.until > until ? { ...step, until } : step));
}

/** The step that covers a moment; undefined before the first. */
export function stepAt(steps: readonly Step[], at: Instant): Step | undefined {
  return steps.findLast(({ from }) => from <= at);
}

/** How pressing an action is at a moment. DUE is the last day before it counts as late. */
export function urgencyAt({ kind, opensAt, lateAt }: Action, at: Instant): Urgency {
  if (kind === 'NONE') return 'NONE';
  if (kind === 'WAIT' || (opensAt !== null && opensAt > at)) return 'UPCOMING';
  if (lateAt === null || at < lateAt - DAY) return 'OPEN';
  return at < lateAt ? 'DUE' : 'LATE';
}

function evaluate(circumstances: Circumstances, from: Instant): { from: Instant; answer: Answer }[] {
  const answers: { from: Instant; answer: Answer }[] = [];
  let at: Instant | null = from;
  while (at !== null) {
    if (answers.length === stepsMax) throw new RangeError('the plan does not come to an end');
    const answer: Answer = recommend(circumstances, at);
    answers.push({ from: at, answer });
    at = answer.holdsUntil;
  }
  return answers;
}

function atRest({ open, silencedBy }: Answer, { policy }: Circumstances): Action[] {
  return open.length > 0 ? open : [nothing(silencedBy, policy.version)];
}

function whileWaiting(next: Step, answer: Answer, { calendar, policy }: Circumstances): Action[] {
  const coming = next.actions[0] as Action;
  if (coming.kind === 'NONE')
    return [nothing(answer.silencedBy.length > 0 ? answer.silencedBy : coming.because, policy.version)];
  if (coming.kind === 'WAIT') return next.actions;
  return [waiting(coming, next.from, calendar.timeZone)];
}

/** Alike in every word; most that differ do so in kind or time, which is told without looking at the rest. */
function same(some: Action[], others: Action[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ kind, opensAt }, n) => kind === others[n]?.kind && opensAt === others[n]?.opensAt) &&
    JSON.stringify(some) === JSON.stringify(others)
  );
}
