import fc from 'fast-check';
import { DAY } from '../../../src/domain/instant';
import { plan, stepAt } from '../../../src/domain/recommendation/plan';
import type { Given } from '../../support/given';
import { anyApplication } from '../any-history';
import { applied, at, decided, now, refusals, rejected } from './refusals';

const assignTo = (memberId: string | null) =>
  ({ type: 'AssignApplication', memberId, assignedAt: null }) as const;
const assigned = (application: Given, memberId: string | null, moment = now) =>
  application.copy().command(assignTo(memberId), moment);
const stateOf = (application: Given) => application.circumstances().state;

describe('AssignApplication', () => {
  it('says who looks after it, from now on', () => {
    expect(stateOf(applied()).assigneeId).toBeNull();
    expect(decided(applied(), assignTo('kim'))).toMatchObject({ occurredAt: now, data: { memberId: 'kim' } });
    expect(stateOf(assigned(applied(), 'kim')).assigneeId).toBe('kim');
    expect(stateOf(assigned(assigned(applied(), 'kim'), 'alex')).assigneeId).toBe('alex');
    expect(stateOf(assigned(assigned(applied(), 'kim'), null)).assigneeId).toBeNull();
  });

  it('comes after an event that was recorded ahead of its time', () => {
    const ahead = applied().deferred('2026-03-11 09:00', '2026-03-20 09:00');
    expect(decided(ahead, assignTo('kim')).occurredAt).toBe(at('2026-03-11 09:00'));
  });

  it('is never refused, also where the application is closed, and leaves that as it is', () => {
    expect(refusals(rejected(), assignTo('kim'))).toEqual([]);
    expect(stateOf(assigned(rejected(), 'kim'))).toMatchObject({
      ...{ assigneeId: 'kim', stage: 'CLOSED', outcome: 'REJECTED' },
    });
  });

  it('taken back, whoever had it before has it again', () => {
    const handed = assigned(assigned(applied(), 'kim'), 'alex').retracted();
    expect(stateOf(handed).assigneeId).toBe('kim');
  });

  it.each([
    ['deferral', applied().deferred('2026-03-04 10:00', '2026-03-20 09:00')],
    [
      'pin',
      applied().command({
        ...{
          type: 'PinAction',
          opensAt: at('2026-03-20 09:00'),
          why: null,
          pinnedAt: at('2026-03-04 10:00'),
        },
      }),
    ],
    [
      'dismissals',
      applied().command({
        ...{ type: 'DismissAction', kind: 'SEND_FOLLOW_UP', why: null, dismissedAt: at('2026-03-04 10:00') },
      }),
    ],
  ] as const)('leaves the %s', (name, application) => {
    const before = stateOf(application)[name];
    expect(before).not.toEqual(stateOf(applied())[name]);
    expect(stateOf(assigned(application, 'kim'))[name]).toEqual(before);
  });

  it('changes nothing of what is recommended from then on, whatever has happened before', () => {
    fc.assert(
      fc.property(anyApplication, fc.nat({ max: 90 * DAY }), (application, later) => {
        const moment = stateOf(application).lastOccurredAt + later;
        const asked = [0, 1, 5, 20, 60, 200].map((days) => moment + days * DAY);
        const actions = (one: Given) => {
          const steps = plan(one.circumstances(), stateOf(one).lastOccurredAt);
          return asked.map((at) => stepAt(steps, at)?.actions);
        };
        expect(actions(assigned(application, 'kim', moment))).toEqual(actions(application));
      }),
      { numRuns: 100 },
    );
  });
});
