import { isPositionClosed } from '../../../src/domain/application';
import { DAY, HOUR, type Instant } from '../../../src/domain/instant';
import { localDate } from '../../../src/domain/local-days';
import { plan, type Step } from '../../../src/domain/recommendation/plan';
import type { Action } from '../../../src/domain/recommendation/recommend';
import type { ContactResponse } from '../../../src/domain/vocabulary';
import type { Given } from '../../support/given';
import { anyApplication } from '../any-history';
import { holds } from './holds';

const planOf = (application: Given): Step[] => {
  const circumstances = application.circumstances();
  return plan(circumstances, circumstances.state.lastOccurredAt);
};

const isAnswer = ({ kind }: Action) => kind === 'ANSWER_EMPLOYER';

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
      // Who is to be called may have to be called tomorrow.
      const step = planOf(application).find(({ actions }) => actions.some(isAnswer)) as Step;
      expect(step.actions.findIndex(isAnswer)).toBe(0);
      if (step.actions[0]?.method !== 'PHONE') expect(step.from).toBe(at);
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
      // An interview after the statement overtakes it.
      if (application.circumstances().state.interviews.some(({ endsAt }) => endsAt > at)) return;
      const decisionExpectedOn = localDate(at + 20 * DAY, application.zone);
      hear(application, at, 'TIMELINE_GIVEN', { decisionExpectedOn });
      for (const { from, actions } of planOf(application)) {
        if (localDate(from, application.zone) > decisionExpectedOn) continue;
        for (const { kind } of actions)
          expect(kind).toMatch(/ANSWER|RESPOND|THANK|PROMISE|PREPARE|WAIT|NONE|CLOSE/);
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
