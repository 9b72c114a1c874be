import type { Contact } from '../../../src/domain/recommendation/situation';
import type { RecipientRole } from '../../../src/domain/vocabulary';
import { expectAdvice, given, person } from '../../support/given';

const one = (role: RecipientRole, facts: Partial<Contact> = {}) =>
  person(role.toLowerCase(), { role, ...facts });
const applied = (contacts: Contact[]) =>
  given({ contacts }).submitted('2026-03-03 10:00', { noPhoneCalls: true });
const interviewed = (contacts: Contact[], names: string[]) =>
  applied(contacts)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: names })
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('go-between (W1)', () => {
  it.each<[string, Contact[], string | null]>([
    ['an interviewer before a recruiter', [one('RECRUITER'), one('INTERVIEWER')], 'interviewer'],
    ['a recruiter before the poster', [one('POSTER'), one('RECRUITER')], 'recruiter'],
    ['the poster before a referrer', [one('REFERRER'), one('POSTER')], 'poster'],
    ['a referrer', [one('REFERRER')], 'referrer'],
    ['not without an address', [one('RECRUITER', { email: null }), one('POSTER')], 'poster'],
    ['not one of two', [one('RECRUITER'), person('other', { role: 'RECRUITER' })], null],
    ['not who has asked not to be contacted', [one('RECRUITER', { doNotContact: true })], null],
    ['not an acquaintance', [one('ACQUAINTANCE', { decides: false, email: null })], 'acquaintance'],
    ['nobody', [], null],
  ])('%s', (_, contacts, contact) => {
    expectAdvice(applied(contacts), { '2026-03-04 09:30': { kind: 'SEND_FOLLOW_UP', contact } });
  });

  it('not where the person who decides can be written to', () => {
    expectAdvice(applied([one('RECRUITER'), person('manager')]), {
      '2026-03-04 09:30': { contact: 'manager' },
    });
  });

  it('the switchboard comes first, where calls are fine', () => {
    const application = given({ contacts: [one('RECRUITER')] }).submitted('2026-03-03 10:00');
    expectAdvice(application, { '2026-03-04 09:30': { kind: 'FIND_HIRING_MANAGER' } });
    const refused = { method: 'PHONE', role: 'SWITCHBOARD', response: 'NO_ANSWER' } as const;
    application.attempted('2026-03-04 10:00', refused).attempted('2026-03-05 10:00', refused);
    expectAdvice(application, { '2026-03-05 10:00': { kind: 'SEND_FOLLOW_UP', contact: 'recruiter' } });
  });

  it('after an interview, who held it before anybody else', () => {
    const contacts = ['first', 'second'].map((id) => person(id, { role: 'INTERVIEWER' }));
    expectAdvice(interviewed([...contacts, one('RECRUITER')], ['second']), {
      '2026-03-11 16:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'second' },
    });
    const again = interviewed(contacts, ['second'])
      .interviewed('2026-03-12 14:00', '2026-03-12 15:00', 'PHONE', { with: ['first'] })
      .attempted('2026-03-12 16:00', { purpose: 'THANK_YOU', to: 'first' });
    expectAdvice(again, { '2026-03-13 16:00': { kind: 'SEND_FOLLOW_UP', contact: 'first' } });
    expectAdvice(interviewed([...contacts, one('RECRUITER')], []), {
      '2026-03-11 16:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'recruiter' },
    });
  });
});
