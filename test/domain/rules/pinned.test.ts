import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');
const waiting = () => applied().attempted('2026-03-04 10:00');

describe('pinned', () => {
  it('the next step is taken earlier than the rules would', () => {
    expectAdvice(waiting().pinned('2026-03-04 11:00', '2026-03-06 09:00', 'they are back then'), {
      '2026-03-06 08:59': {
        kind: 'WAIT',
        until: '2026-03-06 09:00',
        reason: expect.stringContaining('they are back then'),
      },
      '2026-03-06 09:00': { kind: 'SEND_REMINDER', opens: '2026-03-06 09:00', due: '2026-03-06 17:00' },
    });
  });

  it('or later', () => {
    expectAdvice(waiting().pinned('2026-03-04 11:00', '2026-03-30 09:00'), {
      '2026-03-30 08:59': 'WAIT',
      '2026-03-30 09:00': { kind: 'SEND_REMINDER', due: '2026-03-30 17:00' },
    });
  });

  it('yet never too often, nor on a day off (T12)', () => {
    const often = waiting().attempted('2026-03-05 10:00').pinned('2026-03-05 11:00', '2026-03-06 09:00');
    expectAdvice(often, { '2026-03-06 09:00': { kind: 'WAIT', until: '2026-03-11 10:00' } });
    expectAdvice(waiting().pinned('2026-03-04 11:00', '2026-03-07 09:00'), {
      '2026-03-07 09:00': { kind: 'WAIT', until: '2026-03-09 00:00' },
    });
  });

  it('thanks and answers do not wait for it', () => {
    const asked = waiting()
      .heard('2026-03-05 10:00', 'INFORMATION_REQUESTED')
      .pinned('2026-03-05 11:00', '2026-03-30 09:00');
    expectAdvice(asked, { '2026-03-05 11:00': 'ANSWER_EMPLOYER' });
  });

  it('closing waits for it', () => {
    const application = applied();
    for (const at of ['2026-03-04 10:00', '2026-03-05 10:00', '2026-03-06 10:00']) application.attempted(at);
    expectAdvice(application.pinned('2026-03-06 11:00', '2026-05-04 09:00'), {
      '2026-05-04 08:59': 'WAIT',
      '2026-05-04 09:00': 'CLOSE',
    });
  });

  it.each([
    ['an attempt', (it: ReturnType<typeof waiting>) => it.attempted('2026-03-05 10:00'), '2026-03-12 10:00'],
    [
      'a word',
      (it: ReturnType<typeof waiting>) => it.heard('2026-03-05 10:00', 'IN_PROGRESS'),
      '2026-03-12 10:00',
    ],
    [
      'a deferral',
      (it: ReturnType<typeof waiting>) => it.deferred('2026-03-05 10:00', '2026-03-16 10:00'),
      '2026-03-16 10:00',
    ],
    [
      'another pin',
      (it: ReturnType<typeof waiting>) => it.pinned('2026-03-05 10:00', '2026-03-17 10:00'),
      '2026-03-17 10:00',
    ],
  ])('%s ends it', (_, after, until) => {
    const application = after(waiting().pinned('2026-03-04 11:00', '2026-03-30 09:00'));
    expectAdvice(application, { '2026-03-05 10:00': { kind: 'WAIT', until } });
  });

  it.each([
    [
      'a change of the posting',
      (it: ReturnType<typeof waiting>) => it.postingChanged('2026-03-05 10:00', { noPhoneCalls: true }),
    ],
    [
      'that somebody looks after it',
      (it: ReturnType<typeof waiting>) => it.assigned('2026-03-05 10:00', 'member'),
    ],
  ])('%s does not', (_, after) => {
    const application = after(waiting().pinned('2026-03-04 11:00', '2026-03-30 09:00'));
    expectAdvice(application, { '2026-03-06 10:00': { kind: 'WAIT', until: '2026-03-30 09:00' } });
  });
});
