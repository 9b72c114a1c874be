import { DAY, HOUR, type Instant } from '../../src/domain/instant';
import { clip, plan, type Step, stepAt, timeline, urgencyAt } from '../../src/domain/recommendation/plan';
import { type Action, nothing } from '../../src/domain/recommendation/recommend';
import { type Given, given, person } from '../support/given';

const contacts = [person('manager')];
const applied = (setting = {}) => given({ contacts, ...setting }).submitted('2026-03-03 10:00');

const histories: [string, () => Given][] = [
  ['a follow-up that nobody makes', applied],
  ['calls that nobody makes', () => given().submitted('2026-03-03 10:00')],
  ['a reminder', () => applied().attempted('2026-03-04 10:00')],
  ['thanks', () => applied().interviewed('2026-03-11 14:00', '2026-03-11 15:00')],
  [
    'an interview ahead',
    () => applied().scheduled('2026-03-05 10:00', '2026-03-11 14:00', '2026-03-11 15:00'),
  ],
  [
    'a stated date',
    () => applied().heard('2026-03-05 10:00', 'TIMELINE_GIVEN', { decisionExpectedOn: '2026-06-01' }),
  ],
  ['a deferral', () => applied().deferred('2026-03-03 12:00', '2026-05-04 10:00')],
  ['a posting taken down', () => applied().takenDown('2026-03-03 12:00')],
  ['no follow-up wanted', () => applied().postingChanged('2026-03-03 12:00', { noFollowUp: true })],
  ['a rejection', () => applied().heard('2026-03-05 10:00', 'REJECTED')],
];

describe.each(histories)('the plan with %s', (_, history) => {
  const application = history();
  const circumstances = application.circumstances();
  const from = circumstances.state.lastOccurredAt;
  const steps = plan(circumstances, from);

  it('covers all time to come, without gap or overlap', () => {
    expect(steps[0]?.from).toBe(from);
    expect(steps.at(-1)?.until).toBeNull();
    expect(steps.slice(0, -1).map(({ until }) => until)).toEqual(steps.slice(1).map((step) => step.from));
    expect(steps.every((step) => step.until === null || step.until > step.from)).toBe(true);
  });

  it('has no two steps in a row that say the same', () => {
    const said = steps.map(({ actions }) => JSON.stringify(actions));
    expect(said.filter((one, index) => one === said[index + 1])).toEqual([]);
    expect(steps.every(({ actions }) => actions.length > 0)).toBe(true);
  });

  it('asked at any later moment is the rest of itself', () => {
    for (const { from: start, until } of steps) {
      for (const at of [start, start + 1, (until ?? start + DAY) - 1]) {
        const [first, ...rest] = plan(circumstances, at);
        const step = stepAt(steps, at) as Step;
        expect(first).toEqual({ ...step, from: at });
        expect(rest).toEqual(steps.slice(steps.indexOf(step) + 1));
      }
    }
  });

  it('ends in CLOSE or NONE', () => {
    expect(steps.at(-1)?.actions.map(({ kind }) => kind)).toEqual([expect.stringMatching(/^(CLOSE|NONE)$/)]);
  });
});

describe('the steps of a whole history', () => {
  const application = applied().attempted('2026-03-04 10:00').heard('2026-03-10 09:00', 'REJECTED');
  const steps = timeline(application.circumstances(), application.events);
  const at = (local: string) => stepAt(steps, application.instant(local))?.actions[0]?.kind;

  it('say what was recommended at any moment, by what had happened until then', () => {
    expect(at('2026-03-03 11:00')).toBe('WAIT');
    expect(at('2026-03-04 09:59:59.999')).toBe('SEND_FOLLOW_UP');
    expect(at('2026-03-04 10:00')).toBe('WAIT');
    expect(at('2026-03-10 08:59')).toBe('WAIT');
    expect(at('2026-03-10 09:00')).toBe('NONE');
    expect(at('2030-01-01 00:00')).toBe('NONE');
  });

  it('say nothing of the time before the submission', () => {
    expect(at('2026-03-03 09:59:59.999')).toBeUndefined();
    expect(timeline(application.circumstances(), [])).toEqual([]);
  });

  it('have neither gap nor overlap', () => {
    expect(steps.slice(0, -1).map(({ until }) => until)).toEqual(steps.slice(1).map(({ from }) => from));
    expect(steps.at(-1)?.until).toBeNull();
  });

  it('of events at the same moment only the last leads to one', () => {
    const both = applied().attempted('2026-03-03 10:00').heard('2026-03-03 10:00', 'REJECTED');
    expect(timeline(both.circumstances(), both.events)).toMatchObject([
      { from: both.instant('2026-03-03 10:00'), until: null, actions: [{ kind: 'NONE' }] },
    ]);
  });
});

describe('what is open', () => {
  it('comes with the most urgent first; closing last', () => {
    const application = applied({ policy: { goneColdDays: 0 } })
      .interviewed('2026-03-11 14:00', '2026-03-11 15:00')
      .heard('2026-03-11 15:00', 'OFFER_MADE');
    const kinds = application.allAt('2026-03-12 17:00').map(({ kind }) => kind);
    expect(kinds).toEqual(['SEND_THANK_YOU_EMAIL', 'CLOSE']);
    expect(application.allAt('2026-03-11 15:00').map(({ kind }) => kind)).toEqual([
      'RESPOND_TO_OFFER',
      'SEND_THANK_YOU_NOTE',
      'SEND_THANK_YOU_EMAIL',
    ]);
  });

  it('waits with the reason of what comes next', () => {
    expect(applied().at('2026-03-03 10:00')).toMatchObject({
      kind: 'WAIT',
      due: '2026-03-06 17:00',
      late: '2026-03-06 17:00',
      reason:
        'Nothing to do until Wed 4 Mar 2026 00:00. Follow up soon after applying, before a weekend goes by.',
    });
  });
});

describe('clip', () => {
  const step = (from: Instant, until: Instant | null): Step => ({ from, until, actions: [nothing([], 1)] });
  it.each([
    [
      'for ever',
      null,
      [
        [0, 10],
        [10, null],
      ],
    ],
    ['up to the end of a step', 10, [[0, 10]]],
    ['up to the middle of one', 5, [[0, 5]]],
    [
      'up to the middle of the last',
      15,
      [
        [0, 10],
        [10, 15],
      ],
    ],
    ['up to the start', 0, []],
  ])('%s', (_, until, expected) => {
    const clipped = clip([step(0, 10), step(10, null)], until);
    expect(clipped.map((one) => [one.from, one.until])).toEqual(expected);
  });
});

describe('how pressing an action is', () => {
  const late = 100 * DAY;
  const action = (facts: Partial<Action>): Action => ({
    ...nothing([], 1),
    kind: 'CHECK_IN',
    opensAt: late - 3 * DAY,
    dueAt: late,
    lateAt: late,
    ...facts,
  });
  it.each<[string, Partial<Action>, Instant, string]>([
    ['not open yet', {}, late - 3 * DAY - 1, 'UPCOMING'],
    ['open', {}, late - 3 * DAY, 'OPEN'],
    ['more than a day before it is late', {}, late - DAY - 1, 'OPEN'],
    ['the last day', {}, late - DAY, 'DUE'],
    ['until it is late', {}, late - 1, 'DUE'],
    ['late', {}, late, 'LATE'],
    ['due, and late only later', { dueAt: late - DAY }, late - 1, 'DUE'],
    ['never late', { dueAt: null, lateAt: null, kind: 'CLOSE' }, late + DAY, 'OPEN'],
    ['open for an hour in all', { opensAt: late - HOUR }, late - HOUR, 'DUE'],
    ['waiting, however late the next step', { kind: 'WAIT' }, late + DAY, 'UPCOMING'],
    ['nothing to do', { kind: 'NONE', opensAt: null, lateAt: null }, late, 'NONE'],
  ])('%s', (_, facts, at, urgency) => {
    expect(urgencyAt(action(facts), at)).toBe(urgency);
  });
});
