import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');
const put = (until: string, at = '2026-03-04 09:00') => applied().deferred(at, until, 'on holiday');

describe('deferred', () => {
  it('the next step waits until then, and the reason says why', () => {
    const application = put('2026-03-05 10:00');
    expectAdvice(application, {
      '2026-03-04 09:00': {
        kind: 'WAIT',
        until: '2026-03-05 10:00',
        reason: expect.stringContaining('on holiday'),
      },
      '2026-03-05 09:59:59.999': 'WAIT',
      '2026-03-05 10:00': { kind: 'SEND_FOLLOW_UP', opens: '2026-03-05 10:00', due: '2026-03-06 17:00' },
    });
  });

  it('beyond what it was due, it is due by the end of that working day', () => {
    expectAdvice(put('2026-03-11 10:00'), {
      '2026-03-11 10:00': { due: '2026-03-11 17:00', urgency: 'DUE' },
    });
  });

  it('what opens later anyway stays as it is', () => {
    const application = applied()
      .attempted('2026-03-04 08:00')
      .deferred('2026-03-04 09:00', '2026-03-11 08:00');
    expectAdvice(application, {
      '2026-03-04 09:00': { until: '2026-03-11 08:00', rules: expect.not.arrayContaining(['deferred']) },
    });
  });

  it('makes nothing late earlier', () => {
    const application = applied()
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
      .deferred('2026-03-10 15:00', '2026-03-10 16:00');
    expectAdvice(application, { '2026-03-10 16:00': { due: '2026-03-11 15:00', late: '2026-03-12 15:00' } });
  });

  it.each([
    ['an attempt', () => put('2026-04-30 10:00').attempted('2026-03-05 10:00'), '2026-03-12 10:00'],
    ['a word', () => put('2026-04-30 10:00').heard('2026-03-05 10:00', 'IN_PROGRESS'), '2026-03-12 10:00'],
    [
      'another deferral',
      () => put('2026-04-30 10:00').deferred('2026-03-05 10:00', '2026-03-09 10:00'),
      '2026-03-09 10:00',
    ],
  ])('%s ends it', (_, application, until) => {
    expectAdvice(application(), { '2026-03-05 10:00': { kind: 'WAIT', until } });
  });

  it('a change of the posting does not: that was not about us', () => {
    const application = put('2026-04-30 10:00').postingChanged('2026-03-05 10:00', { noPhoneCalls: true });
    expectAdvice(application, { '2026-03-05 10:00': { kind: 'WAIT', until: '2026-04-30 10:00' } });
  });

  it.each([
    ['closing, too', (it: ReturnType<typeof put>) => it],
    [
      'closing for a posting that is gone, too',
      (it: ReturnType<typeof put>) => it.takenDown('2026-03-05 10:00'),
    ],
  ])('%s', (_, after) => {
    const application = applied();
    for (const at of ['2026-03-04 10:00', '2026-03-05 10:00', '2026-03-06 10:00']) application.attempted(at);
    const closing = after(application.deferred('2026-03-06 11:00', '2026-05-04 10:00'));
    expectAdvice(closing, { '2026-05-04 09:59': 'WAIT', '2026-05-04 10:00': 'CLOSE' });
  });
});
