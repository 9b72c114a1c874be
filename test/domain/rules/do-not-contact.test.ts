import { expectAdvice, given, person } from '../../support/given';

const contacts = [person('manager'), person('friend', { role: 'ACQUAINTANCE' })];
const applied = (setting = {}) => given({ contacts, ...setting }).submitted('2026-03-03 10:00');
const never = { kind: 'NONE', until: null, rules: ['do-not-contact'] };

describe('do-not-contact (T12)', () => {
  it.each([
    ['on this application', () => applied().heard('2026-03-04 10:00', 'DO_NOT_CONTACT', { to: 'manager' })],
    [
      'on this application, by nobody in particular',
      () => applied().heard('2026-03-04 10:00', 'DO_NOT_CONTACT'),
    ],
    ['on any, by the employer', () => applied({ employerDoNotContact: true })],
    [
      'with a question left open',
      () => applied().heard('2026-03-03 12:00', 'OFFER_MADE').heard('2026-03-04 10:00', 'DO_NOT_CONTACT'),
    ],
    [
      'right after an interview',
      () =>
        applied()
          .interviewed('2026-03-04 08:00', '2026-03-04 09:00')
          .heard('2026-03-04 10:00', 'DO_NOT_CONTACT'),
    ],
  ])('asked %s: nothing, ever', (_, application) => {
    expectAdvice(application(), {
      '2026-03-04 10:00': never,
      '2026-03-11 10:00': never,
      '2099-01-01 00:00': never,
    });
  });

  it('asked elsewhere by a person: no more to them, though to others', () => {
    const refusing = applied({ contacts: [person('manager', { doNotContact: true }), contacts[1]] });
    expectAdvice(refusing, { '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', contact: 'friend' } });
  });

  it('a person who has not asked is written to', () => {
    expectAdvice(applied(), { '2026-03-04 10:00': { kind: 'SEND_FOLLOW_UP', contact: 'manager' } });
  });

  it('recorded by mistake, it can be taken back', () => {
    const retracted = applied().heard('2026-03-04 10:00', 'DO_NOT_CONTACT').retracted();
    expectAdvice(retracted, { '2026-03-04 10:00': 'SEND_FOLLOW_UP' });
  });
});
