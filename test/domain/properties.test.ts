import fc from 'fast-check';
import { isPositionClosed } from '../../src/domain/application';
import { fold } from '../../src/domain/fold';
import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { localDate } from '../../src/domain/local-days';
import { plan, type Step, stepAt, timeline } from '../../src/domain/recommendation/plan';
import { type Action, recommend } from '../../src/domain/recommendation/recommend';
import { isNudgeAttempt } from '../../src/domain/recommendation/situation';
import type { ContactResponse } from '../../src/domain/vocabulary';
import { foldAsTheyCome, type Given } from '../support/given';
import { anyApplication, asAdvised } from './any-history';

/** A failure prints its seed and the smallest history found; give them to `fc.assert` to see it again. */
const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 200 });

const planOf = (application: Given): Step[] => {
  const circumstances = application.circumstances();
  return plan(circumstances, circumstances.state.lastOccurredAt);
};
const actionsOf = (application: Given): Action[] => planOf(application).flatMap(({ actions }) => actions);
const anyMoment = fc.tuple(anyApplication, fc.integer({ min: 0, max: 120 * DAY }));

describe('the fold of any history', () => {
  it('does not depend on the order in which the events are given', () => {
    const shuffled = fc.tuple(anyApplication, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }));
    holds(shuffled, ([{ events }, keys]) => {
      const order = events.map((event, index) => ({ event, key: keys[index] ?? 0 }));
      const otherwise = order.sort((one, other) => one.key - other.key).map(({ event }) => event);
      expect(fold(otherwise)).toEqual(fold(events));
    });
  });

  it('is the same, folded as the events come', () => {
    holds(anyApplication, ({ events }) => expect(foldAsTheyCome(events)).toEqual(fold(events)));
  });

  it('comes back from JSON as it was', () => {
    holds(anyApplication, ({ events }) => {
      const state = fold(events);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  });
});

describe('the plan of any history', () => {
  it('covers all time to come, without gap or overlap, in steps that differ', () => {
    holds(anyApplication, (application) => {
      const steps = planOf(application);
      expect(steps[0]?.from).toBe(application.circumstances().state.lastOccurredAt);
      expect(steps.at(-1)?.until).toBeNull();
      for (const [index, step] of steps.slice(0, -1).entries()) {
        const next = steps[index + 1] as Step;
        expect(step.until).toBe(next.from);
        expect(next.from).toBeGreaterThan(step.from);
        expect(next.actions).not.toEqual(step.actions);
      }
    });
  });

  it('says for any moment what is recommended when asked then', () => {
    holds(anyMoment, ([application, after]) => {
      const circumstances = application.circumstances();
      const at = circumstances.state.lastOccurredAt + after;
      const step = stepAt(planOf(application), at) as Step;
      expect(plan(circumstances, at)[0]).toEqual({ ...step, from: at });
      const { open } = recommend(circumstances, at);
      if (open.length > 0) expect(step.actions).toEqual(open);
      else
        expect(step.actions).toEqual([expect.objectContaining({ kind: expect.stringMatching(/WAIT|NONE/) })]);
    });
  });

  it('of the past, too: at any moment, that of what had happened by then', () => {
    holds(fc.tuple(anyApplication, fc.nat({ max: 1000 })), ([application, permille]) => {
      const { submittedAt, lastOccurredAt } = application.circumstances().state;
      const at = submittedAt + Math.floor(((lastOccurredAt - submittedAt) * permille) / 1000);
      const steps = timeline(application.circumstances(), application.events);
      expect(stepAt(steps, at)?.actions).toEqual(stepAt(application.steps(at), at)?.actions);
    });
  });

  it('calls inside working hours only', () => {
    holds(anyApplication, (application) => {
      for (const { from, until, actions } of planOf(application)) {
        if (!actions.some(({ method }) => method === 'PHONE')) continue;
        expect(application.calendar.spanAt(from).opens).toBeLessThanOrEqual(from);
        expect(application.calendar.spanAt((until as Instant) - 1).opens).toBeLessThan(until as Instant);
      }
    });
  });

  it('has nothing due before it opens', () => {
    holds(anyApplication, (application) => {
      for (const { opensAt, dueAt, lateAt } of actionsOf(application)) {
        if (opensAt !== null && dueAt !== null) expect(dueAt).toBeGreaterThanOrEqual(opensAt);
        if (dueAt !== null) expect(lateAt).toBeGreaterThanOrEqual(dueAt);
      }
    });
  });

  it('has nothing but NONE for what is closed, ever', () => {
    const closed = anyApplication.filter((application) => {
      const { state } = application.circumstances();
      return state.stage === 'CLOSED' || isPositionClosed(state);
    });
    holds(closed, (application) => {
      expect(planOf(application)).toMatchObject([{ until: null, actions: [{ kind: 'NONE' }] }]);
    });
  });

  it('keeps to what the posting and the people have asked for', () => {
    holds(anyApplication, (application) => {
      const { state, people } = application.circumstances();
      const refusing = people.contacts.filter(({ doNotContact }) => doNotContact).map(({ id }) => id);
      for (const { kind, method, recipient } of actionsOf(application)) {
        if (state.posting.noPhoneCalls) expect(method).not.toBe('PHONE');
        if (state.posting.noFollowUp) expect(kind).toMatch(/THANK|ANSWER|RESPOND|CLOSE|WAIT|NONE/);
        expect(refusing).not.toContain(recipient?.contactId);
        if (kind === 'CALL') expect(method).toBe('PHONE');
      }
    });
  });
});

describe('whatever has happened before', () => {
  /** The kinds of what is recommended, from an hour after a history that goes on with this then. */
  const after = (property: (application: Given, at: Instant) => void) =>
    holds(anyApplication, (history) => {
      const application = history.copy();
      const { state } = application.circumstances();
      const silenced = state.words.some(({ response }) => response === 'DO_NOT_CONTACT');
      if (state.stage === 'CLOSED' || isPositionClosed(state) || silenced) return;
      const latest = Math.max(state.lastOccurredAt, ...state.words.map(({ at }) => at));
      property(application, latest + HOUR);
    });
  const hear = (application: Given, at: Instant, response: ContactResponse, facts: object = {}) =>
    application.command({
      ...application.response('2026-01-01 00:00', response),
      receivedAt: at,
      contactId: null,
      ...facts,
    });
  const firstKinds = (application: Given) => planOf(application)[0]?.actions.map(({ kind }) => kind);

  it('a question is answered before everything else', () => {
    after((application, at) => {
      hear(application, at, 'INFORMATION_REQUESTED');
      expect(firstKinds(application)?.[0]).toBe('ANSWER_EMPLOYER');
    });
  });

  it('an interview calls for thanks at once (T6)', () => {
    after((application, at) => {
      application.command({
        type: 'RecordInterview',
        startedAt: at,
        endedAt: at + HOUR,
        timeZone: application.zone,
        format: 'PHONE',
        contactIds: [],
        topics: [],
        decisionExpectedOn: null,
        note: null,
      });
      expect(firstKinds(application)).toContain('SEND_THANK_YOU_EMAIL');
    });
  });

  it('a stated date rules: nothing presses before it has passed (T9)', () => {
    after((application, at) => {
      const decisionExpectedOn = localDate(at + 20 * DAY, application.zone);
      hear(application, at, 'TIMELINE_GIVEN', { decisionExpectedOn });
      for (const { from, actions } of planOf(application)) {
        if (localDate(from, application.zone) > decisionExpectedOn) continue;
        for (const { kind } of actions) expect(kind).toMatch(/ANSWER|RESPOND|THANK|WAIT|NONE|CLOSE/);
      }
    });
  });

  it('who asks not to be contacted is not, ever', () => {
    after((application, at) => {
      hear(application, at, 'DO_NOT_CONTACT');
      expect(planOf(application)).toMatchObject([{ until: null, actions: [{ kind: 'NONE' }] }]);
    });
  });
});

describe('whoever follows every recommendation at once and is never answered', () => {
  it('comes to an end within a year, and never presses more often than the policy allows', () => {
    holds(anyApplication, (history) => {
      const application = history.copy();
      let at = application.circumstances().state.lastOccurredAt;
      const end = at + 365 * DAY;
      for (let asked = 0; ; asked++) {
        expect(asked).toBeLessThan(500);
        const [step] = plan(application.circumstances(), at);
        const action = step?.actions[0] as Action;
        if (action.kind === 'CLOSE' || action.kind === 'NONE') break;
        if (action.kind === 'WAIT') {
          at = step?.until as Instant;
          continue;
        }
        expect(at).toBeLessThan(end);
        const advised = { ...asAdvised(action), attemptedAt: at };
        application.command({ ...application.attempt('2026-01-01 00:00'), ...advised });
        // A call that they have agreed to presses for nothing.
        if (action.because[0]?.rule !== 'call-when-available') expectRespect(application, at);
      }
    });
  });
});

function expectRespect(application: Given, at: Instant): void {
  const nudges = application.circumstances().state.attempts.filter(isNudgeAttempt);
  if (!nudges.some(({ id }) => id === application.lastEventId)) return;
  const weekBefore = application.calendar.addDays(at, -7);
  const within = nudges.filter(({ attemptedAt }) => attemptedAt > weekBefore);
  expect(within.length).toBeLessThanOrEqual(application.policy.nudgesPerWeekMax);
}
