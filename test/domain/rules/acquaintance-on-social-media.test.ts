import type { Contact } from '../../../src/domain/recommendation/situation';
import { expectAdvice, given, person } from '../../support/given';

const friend = (facts: Partial<Contact> = {}) => person('friend', { role: 'ACQUAINTANCE', ...facts });
const applied = (contacts: Contact[], posting = { noPhoneCalls: true }) =>
  given({ contacts }).submitted('2026-03-03 10:00', posting);
const social = { method: 'SOCIAL_MEDIA', to: 'ACQUAINTANCE', contact: 'friend' };

describe('acquaintance-on-social-media (W7)', () => {
  it.each<[string, Contact[], object]>([
    ['one who does not decide', [friend()], { kind: 'SEND_FOLLOW_UP', ...social }],
    ['one who decides gets e-mail', [friend({ decides: true })], { method: 'EMAIL', to: 'HIRING_MANAGER' }],
    ['somebody involved comes first', [friend(), person('hr', { role: 'RECRUITER' })], { contact: 'hr' }],
    ['one of two is nobody', [friend(), person('other', { role: 'ACQUAINTANCE' })], { to: 'GENERAL_INBOX' }],
    ['one who asked not to be contacted', [friend({ doNotContact: true })], { to: 'GENERAL_INBOX' }],
  ])('%s', (_, contacts, expected) => {
    expectAdvice(applied(contacts), { '2026-03-04 09:30': expected });
  });

  it('the switchboard comes first, where calls are fine', () => {
    expectAdvice(applied([friend()], { noPhoneCalls: false }), { '2026-03-04 09:30': 'FIND_HIRING_MANAGER' });
  });

  it('is never called: touching base takes the place of the call', () => {
    const interviewed = applied([friend({ availability: 'any time' })], { noPhoneCalls: false })
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
      .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });
    expectAdvice(interviewed, { '2026-03-18 10:00': { kind: 'CHECK_IN', ...social } });
  });
});
