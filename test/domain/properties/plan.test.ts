import fc from 'fast-check';
import { isPositionClosed } from '../../../src/domain/application';
import { DAY, type Instant } from '../../../src/domain/instant';
import { plan, type Step, stepAt, timeline } from '../../../src/domain/recommendation/plan';
import { type Action, recommend } from '../../../src/domain/recommendation/recommend';
import type { Given } from '../../support/given';
import { anyApplication } from '../any-history';
import { holds } from './holds';

const planOf = (application: Given): Step[] => {
  const circumstances = application.circumstances();
  return plan(circumstances, circumstances.state.lastOccurredAt);
};
const actionsOf = (application: Given): Action[] => planOf(application).flatMap(({ actions }) => actions);
const anyMoment = fc.tuple(anyApplication, fc.integer({ min: 0, max: 120 * DAY }));

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
        if (state.posting.noFollowUp)
          expect(kind).toMatch(/THANK|ANSWER|RESPOND|PROMISE|PREPARE|CLOSE|WAIT|NONE/);
        expect(refusing).not.toContain(recipient?.contactId);
        if (kind === 'CALL') expect(method).toBe('PHONE');
      }
    });
  });
});
