import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager'), person('recruiter', { role: 'RECRUITER' })];
const applied = (setting = {}) => given({ contacts, ...setting }).submitted('2026-03-03 10:00');

describe('answer-who-asked (W1)', () => {
  it.each(['INFORMATION_REQUESTED', 'INTERVIEW_OFFERED', 'OFFER_MADE'] as const)(
    '%s by the recruiter: the answer goes there',
    (response) => {
      expectAdvice(applied().heard('2026-03-10 10:00', response, { to: 'recruiter' }), {
        '2026-03-10 10:00': { to: 'RECRUITER', contact: 'recruiter', method: 'EMAIL' },
      });
    },
  );

  it('asked in answer to a message, by whom that went to', () => {
    const application = applied().attempted('2026-03-09 10:00', { to: 'recruiter' });
    application.heard('2026-03-10 10:00', 'INFORMATION_REQUESTED', { attemptId: application.lastEventId });
    expectAdvice(application, { '2026-03-10 10:00': { contact: 'recruiter' } });
  });

  it('asked by nobody in particular: to who decides', () => {
    expectAdvice(applied().heard('2026-03-10 10:00', 'INFORMATION_REQUESTED'), {
      '2026-03-10 10:00': { contact: 'manager', rules: expect.not.arrayContaining(['answer-who-asked']) },
    });
  });

  it('not to somebody who has asked, elsewhere, not to be contacted', () => {
    const refusing = [contacts[0] as (typeof contacts)[0], person('recruiter', { doNotContact: true })];
    expectAdvice(
      applied({ contacts: refusing }).heard('2026-03-10 10:00', 'INFORMATION_REQUESTED', { to: 'recruiter' }),
      { '2026-03-10 10:00': { rules: expect.not.arrayContaining(['answer-who-asked']) } },
    );
  });

  it('a nudge is no answer', () => {
    const application = applied().heard('2026-03-10 10:00', 'IN_PROGRESS', { to: 'recruiter' });
    expectAdvice(application, { '2026-03-17 10:00': { kind: 'CHECK_IN', contact: 'manager' } });
  });
});
