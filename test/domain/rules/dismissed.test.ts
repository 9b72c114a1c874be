import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');

describe('dismissed', () => {
  it('an action that was dismissed is not recommended', () => {
    const dismissed = applied().dismissed('2026-03-04 09:00', 'SEND_FOLLOW_UP', 'met at a fair');
    expectAdvice(applied(), { '2026-03-04 09:00': 'SEND_FOLLOW_UP' });
    expectAdvice(dismissed, { '2026-03-04 09:00': { kind: 'WAIT' } });
  });

  it('the others are', () => {
    const thanks = applied()
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00')
      .dismissed('2026-03-10 15:00', 'SEND_THANK_YOU_NOTE');
    expect(thanks.allAt('2026-03-10 15:00')).toMatchObject([{ kind: 'SEND_THANK_YOU_EMAIL' }]);
  });

  it('and what nobody does goes cold all the same', () => {
    const dismissed = applied().dismissed('2026-03-04 09:00', 'SEND_FOLLOW_UP');
    expectAdvice(dismissed, { '2026-04-05 16:59': 'WAIT', '2026-04-05 17:00': 'CLOSE' });
  });

  it('closing that was dismissed comes again, once as much time has passed', () => {
    const cold = applied().dismissed('2026-04-06 09:00', 'CLOSE', 'they promised at a fair');
    expectAdvice(applied(), { '2026-04-06 09:00': 'CLOSE' });
    expectAdvice(cold, {
      '2026-04-06 09:00': { kind: 'WAIT', reason: expect.stringContaining('at a fair') },
      '2026-05-06 08:59': 'WAIT',
      '2026-05-06 09:00': 'CLOSE',
    });
  });

  it.each([
    [
      'something new',
      (it: ReturnType<typeof applied>) => it.heard('2026-03-05 10:00', 'IN_PROGRESS'),
      'CHECK_IN',
    ],
    ['taking it back', (it: ReturnType<typeof applied>) => it.retracted(), 'SEND_FOLLOW_UP'],
  ])('%s ends it', (_, after, kind) => {
    const application = after(applied().dismissed('2026-03-04 09:00', kind as 'CHECK_IN'));
    expectAdvice(application, { '2026-03-12 10:00': kind });
  });

  it.each([
    ['a deferral', (it: ReturnType<typeof applied>) => it.deferred('2026-03-04 10:00', '2026-03-04 11:00')],
    [
      'that somebody looks after it',
      (it: ReturnType<typeof applied>) => it.assigned('2026-03-04 10:00', 'member'),
    ],
  ])('%s does not', (_, after) => {
    const application = after(applied().dismissed('2026-03-04 09:00', 'SEND_FOLLOW_UP'));
    expectAdvice(application, { '2026-03-04 12:00': 'WAIT' });
  });
});
