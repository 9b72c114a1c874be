import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager'), person('interviewer', { role: 'INTERVIEWER' })];
const promised = () =>
  given({ contacts })
    .submitted('2026-03-03 10:00')
    .heard('2026-03-04 09:00', 'IN_PROGRESS')
    .promised('2026-03-04 10:00', 'the portfolio', '2026-03-06 17:00', 'interviewer');

describe('keep-promise (M8, R2)', () => {
  it('is open from the promise on, due by when it was promised, to the person it was given to', () => {
    expectAdvice(promised(), {
      '2026-03-04 10:00': {
        ...{ kind: 'KEEP_PROMISE', method: 'EMAIL', contact: 'interviewer', due: '2026-03-06 17:00' },
        reason: expect.stringContaining('the portfolio'),
      },
      '2026-03-06 17:00': { kind: 'KEEP_PROMISE', urgency: 'LATE' },
    });
  });

  it('to nobody in particular: to the person who decides', () => {
    const application = given({ contacts })
      .submitted('2026-03-03 10:00')
      .promised('2026-03-04 10:00', 'references', '2026-03-06 17:00');
    expectAdvice(application, { '2026-03-04 10:00': { kind: 'KEEP_PROMISE', contact: 'manager' } });
  });

  it.each([
    ['for it', { purpose: 'KEEP_PROMISE' }],
    ['that names it', { keptPromiseId: 'event-3' }],
  ] as const)('is kept by an attempt %s', (_, facts) => {
    const kept = promised().attempted('2026-03-05 10:00', { to: 'interviewer', ...facts });
    expect(kept.allAt('2026-03-05 10:00').map(({ kind }) => kind)).not.toContain('KEEP_PROMISE');
  });

  it('is not kept by a mere follow-up', () => {
    const pressed = promised().attempted('2026-03-05 10:00', { to: 'interviewer', purpose: 'FOLLOW_UP' });
    expectAdvice(pressed, { '2026-03-05 10:00': 'KEEP_PROMISE' });
  });

  it('several are kept one by one, what is due first first', () => {
    const several = promised().promised('2026-03-04 11:00', 'references', '2026-03-05 12:00');
    expect(several.allAt('2026-03-04 12:00')).toMatchObject([
      { kind: 'KEEP_PROMISE', due: '2026-03-05 12:00', reason: expect.stringContaining('references') },
      { kind: 'KEEP_PROMISE', due: '2026-03-06 17:00', reason: expect.stringContaining('portfolio') },
    ]);
    several.attempted('2026-03-04 13:00', { purpose: 'KEEP_PROMISE' });
    expect(several.allAt('2026-03-04 13:00')).toMatchObject([{ due: '2026-03-06 17:00' }]);
  });

  it('that nobody keeps goes cold', () => {
    const only = given({ contacts })
      .submitted('2026-03-03 10:00', { noFollowUp: true })
      .promised('2026-03-04 10:00', 'the portfolio', '2026-03-06 17:00');
    expectAdvice(only, { '2026-04-05 16:59': 'KEEP_PROMISE', '2026-04-05 17:00': 'CLOSE' });
  });

  it('a promise that was recorded by mistake asks for nothing', () => {
    expect(promised().retracted().allAt('2026-03-05 10:00')).toMatchObject([{ kind: 'WAIT' }]);
  });

  it('and presses for nothing: it leaves the room for nudges as it is (T12)', () => {
    const policy = { nudgesPerWeekMax: 1, engagedWaitDays: 2 };
    const once = () =>
      given({ contacts, policy }).submitted('2026-03-03 10:00').heard('2026-03-04 09:00', 'IN_PROGRESS');
    const sent = (purpose: 'KEEP_PROMISE' | 'CHECK_IN') =>
      once().attempted('2026-03-04 10:00', { purpose }).heard('2026-03-05 10:00', 'IN_PROGRESS');
    expectAdvice(sent('KEEP_PROMISE'), { '2026-03-09 10:00': 'CHECK_IN' });
    expectAdvice(sent('CHECK_IN'), { '2026-03-09 10:00': { kind: 'WAIT', until: '2026-03-11 10:00' } });
  });
});
