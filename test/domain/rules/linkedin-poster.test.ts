import type { Contact } from '../../../src/domain/recommendation/situation';
import { expectAdvice, given, person } from '../../support/given';

const poster = (facts: Partial<Contact> = {}) => person('poster', { role: 'POSTER', ...facts });
const applied = (contacts: Contact[], posting = {}) =>
  given({ contacts }).submitted('2026-03-03 10:00', posting, 'LINKEDIN');
const interviewed = (contacts: Contact[], posting = {}) =>
  applied(contacts, posting)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: ['interviewer'] })
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('linkedin-poster (W2)', () => {
  it.each<[string, Contact[], string, string | null]>([
    ['with an address', [poster()], 'EMAIL', 'poster'],
    ['without one', [poster({ email: null })], 'LINKEDIN', 'poster'],
    ['not recorded', [], 'LINKEDIN', null],
    ['one of two, nobody knows which', [poster(), person('other', { role: 'POSTER' })], 'LINKEDIN', null],
    [
      'even where an acquaintance is known',
      [poster(), person('friend', { role: 'ACQUAINTANCE' })],
      'EMAIL',
      'poster',
    ],
  ])('the poster, %s', (_, contacts, method, contact) => {
    expectAdvice(applied(contacts), {
      '2026-03-04 00:00': { kind: 'SEND_FOLLOW_UP', method, to: 'POSTER', contact },
    });
  });

  it.each([
    [poster(), 'turn to the person who posted'],
    [poster({ email: null }), 'write there to the person who posted'],
  ])('says where', (contact, words) => {
    expect(applied([contact]).at('2026-03-04 09:30').reason).toContain(words);
  });

  it('an address that has bounced is none', () => {
    const bounced = applied([poster()]).attempted('2026-03-04 09:00', { to: 'poster', response: 'BOUNCED' });
    expectAdvice(bounced, { '2026-03-04 09:30': { method: 'LINKEDIN', contact: 'poster' } });
  });

  it('not where the person who decides can be written to (W1)', () => {
    expectAdvice(applied([poster(), person('manager')]), { '2026-03-04 09:30': { contact: 'manager' } });
  });

  it('not where the application went another way', () => {
    const application = given({ contacts: [poster()] }).submitted('2026-03-03 10:00');
    expectAdvice(application, { '2026-03-04 09:30': { kind: 'FIND_HIRING_MANAGER' } });
  });

  it('not where the poster has asked not to be contacted', () => {
    expectAdvice(applied([poster({ doNotContact: true })]), {
      '2026-03-04 09:30': { kind: 'FIND_HIRING_MANAGER' },
    });
  });

  it('after an interview, whoever held it comes first, where an address is known', () => {
    const interviewer = person('interviewer', { role: 'INTERVIEWER' });
    expectAdvice(interviewed([poster(), interviewer]), {
      '2026-03-11 16:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'interviewer' },
    });
    expectAdvice(interviewed([poster(), { ...interviewer, email: null }]), {
      '2026-03-11 16:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'poster' },
    });
  });

  it.each([
    ['where calls are fine: asked there whether one suits', {}, 'ASK_AVAILABILITY'],
    ['where no calls are wanted', { noPhoneCalls: true }, 'CHECK_IN'],
  ])('after a week of silence, %s: there, as no address is known', (_, posting, kind) => {
    expectAdvice(interviewed([poster({ email: null })], posting), {
      '2026-03-17 15:00': { kind, method: 'LINKEDIN', to: 'POSTER', contact: 'poster' },
    });
  });

  it('a call that was agreed on with somebody unknown goes to them, as a call', () => {
    const application = interviewed([]).attempted('2026-03-18 10:00', { purpose: 'ASK_AVAILABILITY' });
    application.heard('2026-03-19 10:00', 'ACKNOWLEDGED', { attemptId: application.lastEventId });
    expectAdvice(application, { '2026-03-19 10:00': { kind: 'CALL', method: 'PHONE', to: 'POSTER' } });
  });
});
