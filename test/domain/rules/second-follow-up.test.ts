import { expectAdvice, given, person } from '../../support/given';

const interviewed = (endsOn = '2026-03-11') =>
  given({ contacts: [person('manager')] })
    .submitted('2026-03-03 10:00')
    .interviewed(`${endsOn} 09:00`, `${endsOn} 10:00`, 'PHONE');
const thanked = (at: string) => interviewed(at.slice(0, 10)).attempted(at, { purpose: 'THANK_YOU' });

describe('second-follow-up (T7)', () => {
  it.each([
    ['Wednesday', '2026-03-11 17:00', '2026-03-12 17:00', '2026-03-13 17:00'],
    ['Thursday: due on Saturday', '2026-03-12 11:00', '2026-03-13 11:00', '2026-03-14 11:00'],
    ['Friday: over the weekend', '2026-03-13 11:00', '2026-03-16 11:00', '2026-03-16 17:00'],
    ['Friday evening', '2026-03-13 17:00', '2026-03-16 17:00', '2026-03-17 17:00'],
    ['Saturday', '2026-03-14 11:00', '2026-03-16 11:00', '2026-03-16 17:00'],
    ['on the eve of Thanksgiving', '2026-11-25 11:00', '2026-11-27 11:00', '2026-11-27 17:00'],
  ])('thanked on %s', (_, thanks, opens, due) => {
    const application = thanked(thanks);
    expectAdvice(application, {
      [thanks]: { kind: 'WAIT', until: opens },
      [opens]: { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'manager', opens, due },
    });
  });

  it('not before the thank-you e-mail: a note by post alone is none', () => {
    const noted = interviewed().attempted('2026-03-11 11:00', { purpose: 'THANK_YOU', method: 'POST' });
    expect(noted.at('2026-03-12 12:00')).toMatchObject({ kind: 'SEND_THANK_YOU_EMAIL' });
  });

  it('not where the thanks were answered', () => {
    const answered = thanked('2026-03-11 17:00').heard('2026-03-12 09:00', 'ACKNOWLEDGED');
    expectAdvice(answered, {
      '2026-03-12 17:00': { kind: 'WAIT', rules: expect.arrayContaining(['check-in-where-engaged']) },
    });
  });

  it('not a second time', () => {
    const again = thanked('2026-03-11 17:00').attempted('2026-03-12 17:00', { purpose: 'FOLLOW_UP' });
    expectAdvice(again, {
      '2026-03-12 17:00': { kind: 'WAIT', rules: expect.arrayContaining(['check-in-while-silent']) },
    });
  });

  it('again after the next interview', () => {
    const twice = thanked('2026-03-11 17:00')
      .interviewed('2026-03-18 09:00', '2026-03-18 10:00', 'PHONE')
      .attempted('2026-03-18 17:00', { purpose: 'THANK_YOU' });
    expectAdvice(twice, { '2026-03-19 17:00': { kind: 'SEND_FOLLOW_UP', due: '2026-03-20 17:00' } });
  });

  it('a word as the interview ends is part of it', () => {
    const application = interviewed()
      .heard('2026-03-11 10:00', 'IN_PROGRESS')
      .attempted('2026-03-11 17:00', { purpose: 'THANK_YOU' });
    expectAdvice(application, { '2026-03-12 17:00': 'SEND_FOLLOW_UP' });
  });

  it('not where the thanks were all that the limit allows (T4)', () => {
    const limited = (unansweredAfterInterviewMax: number) =>
      given({ contacts: [person('manager')], policy: { unansweredAfterInterviewMax } })
        .submitted('2026-03-03 10:00')
        .interviewed('2026-03-11 09:00', '2026-03-11 10:00', 'PHONE')
        .attempted('2026-03-11 17:00', { purpose: 'THANK_YOU' });
    expectAdvice(limited(2), { '2026-03-12 17:00': 'SEND_FOLLOW_UP' });
    expectAdvice(limited(1), { '2026-03-12 17:00': { kind: 'WAIT', rules: ['close-after-unanswered'] } });
  });
});
