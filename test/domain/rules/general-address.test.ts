import { expectAdvice, given, person } from '../../support/given';

const applied = (setting = {}) => given(setting).submitted('2026-03-03 10:00', { noPhoneCalls: true });
const interviewed = (setting = {}, names: string[] = []) =>
  applied(setting)
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: names })
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('general-address (W1)', () => {
  it('nobody known: with little hope, and it says so', () => {
    const advice = applied().at('2026-03-04 09:30');
    expect(advice).toMatchObject({ method: 'EMAIL', to: 'GENERAL_INBOX', contact: null });
    expect(advice.reason).toContain('The person is unknown');
  });

  it('not where somebody is', () => {
    expectAdvice(applied({ contacts: [person('manager')] }), {
      '2026-03-04 09:30': { to: 'HIRING_MANAGER' },
    });
  });

  it.each([
    ['nobody recorded', [], [], { to: 'INTERVIEWER', contact: null }],
    [
      'recorded without an address',
      [person('peer', { role: 'INTERVIEWER', email: null })],
      ['peer'],
      { to: 'INTERVIEWER', contact: 'peer' },
    ],
    [
      'who has asked not to be contacted',
      [person('peer', { role: 'INTERVIEWER', doNotContact: true })],
      ['peer'],
      { to: 'GENERAL_INBOX', contact: null },
    ],
  ])('after an interview whoever held it: %s', (_, contacts, names, expected) => {
    expectAdvice(interviewed({ contacts }, names), {
      '2026-03-11 16:00': { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', ...expected },
    });
  });

  it('after several interviews, whoever held the last', () => {
    const contacts = ['first', 'second'].map((id) => person(id, { role: 'INTERVIEWER', email: null }));
    const twice = interviewed({ contacts }, ['first'])
      .interviewed('2026-03-12 14:00', '2026-03-12 15:00', 'PHONE', { with: ['second'] })
      .attempted('2026-03-12 16:00', { purpose: 'THANK_YOU', to: 'second' });
    expectAdvice(twice, { '2026-03-13 16:00': { kind: 'SEND_FOLLOW_UP', contact: 'second' } });
  });
});
