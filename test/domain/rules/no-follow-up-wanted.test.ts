import { expectAdvice, given, person } from '../../support/given';

const wishes = [
  ['noFollowUp', 'not to follow up'],
  ['onlyQualifiedContacted', 'only qualified applicants'],
] as const;

describe.each(wishes)('no-follow-up-wanted (W5): %s', (wish, words) => {
  const applied = (contacts = [person('manager')]) =>
    given({ contacts }).submitted('2026-03-03 10:00', { [wish]: true });

  it.each([
    ['somebody known', [person('manager')]],
    ['nobody known, not even a look-up', []],
  ])('never anything: %s', (_, contacts) => {
    for (const at of ['2026-03-03 10:00', '2026-03-04 09:30', '2027-01-01 00:00']) {
      expect(applied(contacts).allAt(at)).toMatchObject([
        {
          kind: 'NONE',
          until: null,
          reason: expect.stringContaining(words),
          rules: expect.arrayContaining(['no-follow-up-wanted']),
        },
      ]);
    }
  });

  it('thanks are due, and nothing after them', () => {
    const interviewed = applied().interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE');
    expectAdvice(interviewed, { '2026-03-11 15:00': 'SEND_THANK_YOU_EMAIL', '2026-03-18 15:00': 'NONE' });
    const thanked = interviewed.attempted('2026-03-11 16:00', { purpose: 'THANK_YOU' });
    expectAdvice(thanked, { '2026-03-11 16:00': { kind: 'NONE', until: null } });
  });

  it('questions are answered', () => {
    const asked = applied().heard('2026-03-10 10:00', 'INFORMATION_REQUESTED');
    expectAdvice(asked, { '2026-03-10 10:00': 'ANSWER_EMPLOYER' });
  });

  it('from when it is said until it is said no more', () => {
    const application = given({ contacts: [person('manager')] })
      .submitted('2026-03-03 10:00')
      .postingChanged('2026-03-04 10:00', { [wish]: true })
      .postingChanged('2026-03-05 10:00', { [wish]: false });
    expectAdvice(application, {
      '2026-03-04 09:59': 'SEND_FOLLOW_UP',
      '2026-03-04 10:00': 'NONE',
      '2026-03-05 10:00': 'SEND_FOLLOW_UP',
    });
  });
});
