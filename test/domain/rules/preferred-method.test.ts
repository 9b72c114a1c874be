import { expectAdvice, given, person } from '../../support/given';

const applied = (facts: Parameters<typeof person>[1], posting = {}) =>
  given({ contacts: [person('manager', facts)] }).submitted('2026-03-03 10:00', posting);

describe('preferred-method (W6, M11)', () => {
  it.each([
    ['nothing else: e-mail', {}, 'EMAIL'],
    ['LinkedIn', { preferredMethod: 'LINKEDIN' }, 'LINKEDIN'],
    ['the phone', { preferredMethod: 'PHONE' }, 'PHONE'],
    ['LinkedIn, though no e-mail address is known', { preferredMethod: 'LINKEDIN', email: null }, 'LINKEDIN'],
    ['no e-mail, and a number is known', { refusedMethods: ['EMAIL'], phone: '+1 312 555 0100' }, 'PHONE'],
  ] as const)('a person who wants %s', (_, facts, method) => {
    expectAdvice(applied(facts as object), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', method, contact: 'manager' },
    });
  });

  it('says whether that is a wish, or what is left where e-mail is refused', () => {
    const reason = (facts: object) => applied(facts).at('2026-03-04 10:00').reason;
    expect(reason({ preferredMethod: 'LINKEDIN' })).toMatch(/has asked to be contacted this way\.$/);
    expect(reason({ refusedMethods: ['EMAIL'], phone: '+1 312 555 0100' })).toContain('has refused e-mail');
  });

  it('a wish to be called does not stand against the posting (W4)', () => {
    expectAdvice(applied({ preferredMethod: 'PHONE' }, { noPhoneCalls: true }), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL' },
    });
  });

  it('calls that are preferred are made in working hours, too', () => {
    expectAdvice(applied({ preferredMethod: 'PHONE' }), {
      '2026-03-04 08:59': { kind: 'WAIT', until: '2026-03-04 09:00' },
      '2026-03-04 09:00': { kind: 'SEND_FOLLOW_UP', method: 'PHONE' },
      '2026-03-04 17:00': 'WAIT',
    });
  });

  it('thanks are written, by their method where that is written', () => {
    const thanks = (facts: object) =>
      applied(facts).interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: ['manager'] });
    expectAdvice(thanks({ preferredMethod: 'PHONE' }), { '2026-03-10 15:00': { method: 'EMAIL' } });
    expectAdvice(thanks({ preferredMethod: 'LINKEDIN' }), { '2026-03-10 15:00': { method: 'LINKEDIN' } });
    expectAdvice(thanks({ preferredMethod: 'POST' }), { '2026-03-10 15:00': { method: 'EMAIL' } });
  });

  it('answers go that way, too', () => {
    const asked = applied({ preferredMethod: 'LINKEDIN' }).heard(
      '2026-03-10 10:00',
      'INFORMATION_REQUESTED',
      {
        to: 'manager',
      },
    );
    expectAdvice(asked, { '2026-03-10 10:00': { kind: 'ANSWER_EMPLOYER', method: 'LINKEDIN' } });
  });
});
