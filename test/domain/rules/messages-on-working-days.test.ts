import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');
const fired = expect.arrayContaining(['messages-on-working-days']);

describe('messages-on-working-days (T12)', () => {
  it.each([
    ['a Friday night: then', '2026-03-06 23:00', '2026-03-13 23:00'],
    ['a Saturday: as Monday begins', '2026-03-07 10:00', '2026-03-16 00:00'],
    ['a Sunday night: as Monday begins', '2026-03-08 23:59', '2026-03-16 00:00'],
    ['a Monday at midnight: then', '2026-03-09 00:00', '2026-03-16 00:00'],
    ['a holiday: as the next working day begins', '2026-11-19 10:00', '2026-11-27 00:00'],
  ])('what would open on %s', (_, sent, opens) => {
    expectAdvice(applied().attempted(sent), { [opens]: { kind: 'SEND_REMINDER', opens } });
  });

  it('says so only where it moved something', () => {
    expectAdvice(applied().attempted('2026-03-06 10:00'), {
      '2026-03-13 10:00': { rules: expect.not.arrayContaining(['messages-on-working-days']) },
    });
    expectAdvice(applied().attempted('2026-03-07 10:00'), { '2026-03-16 00:00': { rules: fired } });
  });

  it('thanks and answers may be written on any day', () => {
    const application = applied().interviewed('2026-03-07 14:00', '2026-03-07 15:00', 'PHONE');
    expectAdvice(application, { '2026-03-07 15:00': 'SEND_THANK_YOU_EMAIL' });
    expectAdvice(application.heard('2026-03-08 10:00', 'INFORMATION_REQUESTED'), {
      '2026-03-08 10:00': 'ANSWER_EMPLOYER',
    });
  });

  it('the working days are the employer’s', () => {
    const application = given({ contacts: [person('manager')], timeZone: 'Pacific/Auckland', country: 'NZ' })
      .submitted('2026-01-26 10:00')
      .attempted('2026-01-30 10:00');
    // Waitangi Day, a Friday.
    expectAdvice(application, { '2026-01-30 10:00': { kind: 'WAIT', until: '2026-02-09 00:00' } });
  });
});
