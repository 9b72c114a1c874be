import fc from 'fast-check';
import { standing } from '../../src/domain/events';
import { DAY } from '../../src/domain/instant';
import { explain, explainBefore } from '../../src/domain/recommendation/explain';
import { plan } from '../../src/domain/recommendation/plan';
import { candidates, recommend, silencedBy, situationAt } from '../../src/domain/recommendation/recommend';
import { limits, methods, proposals, windows } from '../../src/domain/recommendation/rules';
import { ActionKind } from '../../src/domain/vocabulary';
import { type Given, given, person } from '../support/given';
import { anyApplication } from './any-history';

const kinds = Object.keys(ActionKind) as ActionKind[];
const rules = [...proposals, ...methods, ...windows, ...limits];

const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), { numRuns: 200 });
const anyMoment = fc.tuple(anyApplication, fc.integer({ min: 0, max: 120 * DAY }));

/** What there is to say of a kind at a moment. */
function why(application: Given, local: string, kind: ActionKind) {
  const at = application.instant(local);
  return explain(application.circumstances(at), at)
    .filter((one) => one.kind === kind)
    .map(({ status, reason, opensAt, because }) => {
      const last = because.at(-1);
      const opens = application.local(opensAt);
      return { status, reason, opens, rule: last?.rule, values: last?.values, events: last?.events };
    });
}

const manager = person('manager', { decides: true });
const applied = (setting = { contacts: [manager] }) => given(setting).submitted('2026-03-03 10:00');
const interviewed = () =>
  applied()
    .interviewed('2026-03-11 14:00', '2026-03-11 15:00')
    .attempted('2026-03-11 17:00', { purpose: 'THANK_YOU' });

describe('an explanation', () => {
  it('of what is open: the rules with the values and the events that it rests on', () => {
    expect(why(applied(), '2026-03-04 10:00', 'SEND_FOLLOW_UP')).toMatchObject(
      [{ status: 'OPEN', opens: '2026-03-04 00:00', reason: /^Follow up soon/ }].map((one) => ({
        ...one,
        reason: expect.stringMatching(one.reason),
      })),
    );
    const late = interviewed().attempted('2026-03-13 10:00');
    expect(late.allAt('2026-03-16 10:00')[0]?.kind).toBe('CHECK_IN');
    const at = late.instant('2026-03-16 10:00');
    const [checkIn] = explain(late.circumstances(), at).filter(({ kind }) => kind === 'CHECK_IN');
    expect(checkIn?.because[0]).toMatchObject({
      rule: 'check-in-while-silent',
      values: { checkInWaitDays: 3, checkInDueDays: 4 },
      events: ['event-2', 'event-3', 'event-4'],
    });
    // Nobody has stated a date: how long to wait after one is not what this rests on.
    expect(checkIn?.because[0]?.values).not.toHaveProperty('decisionGraceWorkingDays');
  });

  it('of what comes later: when, if nothing more happens', () => {
    expect(why(applied().attempted('2026-03-04 10:00'), '2026-03-05 10:00', 'SEND_REMINDER')).toMatchObject([
      {
        status: 'UPCOMING',
        opens: '2026-03-11 10:00',
        reason:
          'From Wed 11 Mar 2026 10:00, if nothing more happens. The last message has stayed unanswered: send one brief, polite reminder.',
      },
    ]);
  });

  it('of what a rule holds back: which, and until when', () => {
    const deferred = applied().deferred('2026-03-03 11:00', '2026-03-09 08:00', 'They are away.');
    expect(why(deferred, '2026-03-05 10:00', 'SEND_FOLLOW_UP')).toMatchObject([
      { status: 'HELD', opens: '2026-03-09 08:00', rule: 'deferred', events: ['event-2'] },
    ]);
    expect(why(applied({ contacts: [] }), '2026-03-04 05:00', 'FIND_HIRING_MANAGER')).toMatchObject([
      { status: 'HELD', opens: '2026-03-04 09:00', rule: 'calls-in-working-hours' },
    ]);
    const nudged = applied()
      .heard('2026-03-04 09:00', 'CALL_PROMISED', { promisedAt: '2026-03-06 13:00' })
      .attempted('2026-03-05 10:00')
      .attempted('2026-03-05 11:00');
    expect(why(nudged, '2026-03-06 14:30', 'SEND_FOLLOW_UP')).toMatchObject([
      {
        status: 'HELD',
        opens: '2026-03-12 10:00',
        rule: 'nudges-in-a-week',
        values: { nudgesPerWeekMax: 2 },
        events: ['event-3', 'event-4'],
      },
    ]);
  });

  it('of what another action takes the place of: by which rule', () => {
    expect(why(applied({ contacts: [] }), '2026-03-04 10:00', 'SEND_FOLLOW_UP')).toMatchObject([
      { status: 'HELD', opens: '2026-03-13 17:00', rule: 'find-hiring-manager' },
    ]);
    expect(why(interviewed(), '2026-03-18 16:00', 'CALL')).toMatchObject([
      { status: 'HELD', opens: null, rule: 'availability-before-call' },
    ]);
    const noCalls = given().submitted('2026-03-03 10:00', { noPhoneCalls: true });
    expect(why(noCalls, '2026-03-04 10:00', 'FIND_HIRING_MANAGER')).toMatchObject([
      { status: 'HELD', opens: null, rule: 'no-phone-calls', events: ['event-1'] },
    ]);
  });

  it('of what a rule takes away', () => {
    const unwanted = given()
      .submitted('2026-03-03 10:00')
      .postingChanged('2026-03-04 08:00', { noFollowUp: true });
    for (const kind of ['SEND_FOLLOW_UP', 'FIND_HIRING_MANAGER'] as const)
      expect(why(unwanted, '2026-03-04 10:00', kind)).toMatchObject([
        { status: 'STOPPED', opens: null, rule: 'no-follow-up-wanted', events: ['event-2'] },
      ]);
    const gone = applied().attempted('2026-03-04 10:00').takenDown('2026-03-05 10:00');
    expect(why(gone, '2026-03-26 10:00', 'SEND_REMINDER')).toMatchObject([
      { status: 'STOPPED', rule: 'posting-taken-down', events: ['event-3', 'event-1', 'event-2'] },
    ]);
  });

  it('of what is silenced as a whole: for every kind', () => {
    const closed = applied().heard('2026-03-05 10:00', 'POSITION_CLOSED');
    const at = closed.instant('2026-03-06 10:00');
    const actions = explain(closed.circumstances(), at).filter(({ kind }) => !/WAIT|NONE/.test(kind));
    for (const { status, because } of actions) {
      expect({ status, because }).toMatchObject({
        status: 'STOPPED',
        because: [{ rule: 'position-closed', events: ['event-2'] }],
      });
    }
    expect(why(closed, '2026-03-06 10:00', 'NONE')).toMatchObject([{ status: 'OPEN' }]);
  });

  it.each<[string, Given, string, ActionKind, string[]]>([
    [
      'nothing asked',
      applied(),
      '2026-03-04 10:00',
      'ANSWER_EMPLOYER',
      ['Nobody has asked anything that waits for an answer.'],
    ],
    [
      'an offer',
      applied().heard('2026-03-05 10:00', 'OFFER_MADE'),
      '2026-03-05 11:00',
      'ANSWER_EMPLOYER',
      ['The employer has made an offer: respond to that.'],
    ],
    [
      'somebody known',
      applied(),
      '2026-03-04 10:00',
      'FIND_HIRING_MANAGER',
      ['The person who decides is known and within reach, so there is nobody to look up.'],
    ],
    [
      'a question open',
      applied().heard('2026-03-05 10:00', 'INFORMATION_REQUESTED'),
      '2026-03-05 11:00',
      'SEND_REMINDER',
      ['The employer waits for an answer: that comes first.'],
    ],
    [
      'the note too late',
      interviewed(),
      '2026-03-12 10:00',
      'SEND_THANK_YOU_NOTE',
      ['Its time ended Thu 12 Mar 2026 00:00.'],
    ],
    [
      'all thanked',
      interviewed(),
      '2026-03-12 10:00',
      'SEND_THANK_YOU_EMAIL',
      ['The thank-you e-mail has been sent.'],
    ],
    [
      'the thanks fresh',
      interviewed(),
      '2026-03-12 10:00',
      'CHECK_IN',
      ['The follow-up on the thank-you comes first.', 'It is an interview that waits to be followed up on.'],
    ],
    [
      'an interview ahead',
      applied().scheduled('2026-03-04 10:00', '2026-03-20 10:00', '2026-03-20 11:00'),
      '2026-03-12 10:00',
      'SEND_REMINDER',
      ['An interview is ahead: nothing presses for an answer before it.'],
    ],
    [
      'no date stated',
      applied(),
      '2026-03-04 10:00',
      'ASK_FOR_UPDATE',
      ['Nobody has stated a date for the decision.'],
    ],
    ['something to do', applied(), '2026-03-04 10:00', 'NONE', ['There is something to do.']],
  ])('of what no rule asks for, by each rule that could: %s', (_, application, at, kind, reasons) => {
    const found = why(application, at, kind);
    expect(found.map(({ status, reason }) => [status, reason])).toEqual(
      reasons.map((reason) => ['NOT_NOW', reason]),
    );
  });

  it('of the time before the application', () => {
    const submittedAt = applied().instant('2026-03-03 10:00');
    const all = explainBefore(submittedAt);
    expect(all.map(({ kind }) => kind)).toEqual(kinds);
    expect(all.filter(({ status }) => status === 'OPEN')).toMatchObject([
      { kind: 'NONE', reason: 'The application had not been submitted yet.', until: submittedAt },
    ]);
  });
});

/** So long after the last event. */
function asked([application, after]: [Given, number]) {
  const circumstances = application.circumstances();
  const moment = circumstances.state.lastOccurredAt + after;
  return { circumstances, moment, all: explain(circumstances, moment) };
}

describe('the explanations at any moment', () => {
  it('say something of every kind', () => {
    holds(anyMoment, (anyOne) => {
      const { all } = asked(anyOne);
      expect([...new Set(all.map(({ kind }) => kind))]).toEqual(kinds);
      for (const { reason } of all) expect(reason).toMatch(/^\S.*[.!?]$|^(Deferred until|Pinned to) .*: ./s);
    });
  });

  it('have those open that are recommended', () => {
    holds(anyMoment, (anyOne) => {
      const { circumstances, moment, all } = asked(anyOne);
      const open = all.filter(({ status }) => status === 'OPEN').map(({ action }) => action);
      const byKind = (actions: readonly ({ kind: ActionKind } | null)[]) =>
        kinds.flatMap((kind) => actions.filter((action) => action?.kind === kind));
      const recommended = recommend(circumstances, moment).open;
      if (recommended.length > 0) expect(open).toEqual(byKind(recommended));
      else expect(open).toEqual(plan(circumstances, moment)[0]?.actions);
    });
  });

  it('have everything that is to come with its time, by the plan, and nothing else', () => {
    holds(anyMoment, (anyOne) => {
      const { circumstances, moment, all } = asked(anyOne);
      const steps = plan(circumstances, moment);
      for (const { kind, status, opensAt } of all.filter((one) => one.status !== 'OPEN')) {
        const first = steps.find(({ actions }) => actions.some((action) => action.kind === kind));
        expect(opensAt).toBe(first?.from ?? null);
        expect(status).toMatch(first ? /UPCOMING|HELD/ : /HELD|STOPPED|NOT_NOW/);
      }
    });
  });

  it('rest on events that stand, and what put an action forward rests on some', () => {
    holds(anyMoment, ([application, after]) => {
      const { all, circumstances, moment } = asked([application, after]);
      const ids = standing(application.events).map(({ rootId }) => rootId);
      for (const { because } of all)
        for (const { events } of because) {
          expect(ids).toEqual(expect.arrayContaining([...events]));
          expect(new Set(events).size).toBe(events.length);
        }
      const situation = situationAt(circumstances, moment);
      if (silencedBy(situation)) return;
      for (const { because } of candidates(situation)) expect(because[0]?.events).not.toEqual([]);
    });
  });
});

describe('the rules that ask for a kind of action', () => {
  it('say so: for every kind there is one that says why not', () => {
    const made = new Set(rules.flatMap(({ makes }) => makes ?? []));
    const rest = kinds.filter((kind) => !made.has(kind) && kind !== 'WAIT' && kind !== 'NONE');
    expect(rest).toEqual([]);
  });

  it('ask for no other, but that a call may be put in writing', () => {
    const makes = new Map(rules.map((rule) => [rule.id, rule.makes ?? []]));
    holds(anyMoment, ([application, after]) => {
      const { circumstances, moment } = asked([application, after]);
      const situation = situationAt(circumstances, moment);
      for (const { drafts, because } of candidates(situation)) {
        for (const [index, { kind, method }] of drafts.entries()) {
          const before = drafts[index - 1];
          if (before?.kind === kind || makes.get(because[index]?.rule ?? '')?.includes(kind)) continue;
          expect(before?.method).toBe('PHONE');
          expect(method).not.toBe('PHONE');
        }
      }
    });
  });
});
