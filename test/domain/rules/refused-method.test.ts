import { expectAdvice, given, person } from '../../support/given';

const applied = (...contacts: ReturnType<typeof person>[]) =>
  given({ contacts }).submitted('2026-03-03 10:00');

describe('refused-method (T12)', () => {
  it('a note by post is not sent to a person who wants no post; the e-mail is', () => {
    const interviewed = (facts: object) =>
      applied(person('manager', facts)).interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'VIDEO', {
        with: ['manager'],
      });
    const kinds = (facts: object) =>
      interviewed(facts)
        .allAt('2026-03-10 15:00')
        .map(({ kind }) => kind);
    expect(kinds({})).toEqual(['SEND_THANK_YOU_NOTE', 'SEND_THANK_YOU_EMAIL']);
    expect(kinds({ refusedMethods: ['POST'] })).toEqual(['SEND_THANK_YOU_EMAIL']);
    expect(kinds({ refusedMethods: ['EMAIL'] })).toEqual(['SEND_THANK_YOU_NOTE']);
  });

  it('a person who can be reached in no way leaves room for another', () => {
    const refusing = person('manager', { refusedMethods: ['EMAIL', 'PHONE'] });
    expectAdvice(applied(refusing), { '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' } });
    expectAdvice(applied(refusing, person('hr', { role: 'RECRUITER' })), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'hr' },
    });
  });

  it('the switchboard is not asked for an address that its owner does not want used (W3)', () => {
    const hidden = person('manager', { email: null });
    expectAdvice(applied(hidden), { '2026-03-04 10:00': 'FIND_HIRING_MANAGER' });
    expectAdvice(applied(person('manager', { email: null, refusedMethods: ['EMAIL'] })), {
      '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' },
    });
  });
});
