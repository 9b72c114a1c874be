import type { InterviewFormat } from '../../../src/domain/vocabulary';
import { expectAdvice, given, person } from '../../support/given';

const interviewed = (format: InterviewFormat = 'PHONE', setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-13 14:00', '2026-03-13 15:00', format);
const email = { kind: 'SEND_THANK_YOU_EMAIL', method: 'EMAIL', to: 'INTERVIEWER' };

describe('thank-you-email (T6)', () => {
  it('due after 24 hours, late after 48, also on a weekend', () => {
    expectAdvice(interviewed(), {
      '2026-03-13 15:00': { ...email, due: '2026-03-14 15:00', late: '2026-03-15 15:00', urgency: 'OPEN' },
      '2026-03-14 14:59': { ...email, urgency: 'OPEN' },
      '2026-03-14 15:00': { ...email, urgency: 'DUE' },
      '2026-03-15 14:59': { ...email, urgency: 'DUE' },
      '2026-03-15 15:00': { ...email, urgency: 'LATE' },
    });
  });

  it.each(['IN_PERSON', 'VIDEO', 'PHONE'] as const)('after every interview: %s', (format) => {
    const kinds = interviewed(format)
      .allAt('2026-03-13 15:00')
      .map(({ kind }) => kind);
    expect(kinds).toContain('SEND_THANK_YOU_EMAIL');
  });

  it('hours are hours, over a change of clocks too', () => {
    const application = given()
      .submitted('2026-03-03 10:00')
      .interviewed('2026-03-07 14:00', '2026-03-07 15:00', 'PHONE');
    expectAdvice(application, {
      '2026-03-07 15:00': { due: '2026-03-08 16:00', late: '2026-03-09 16:00' },
    });
  });

  it('lapses after a week: the thanks go into the next message', () => {
    expectAdvice(interviewed(), {
      '2026-03-20 14:59:59.999': email,
      '2026-03-20 15:00': { kind: 'ASK_AVAILABILITY' },
    });
  });

  it.each([
    ['by e-mail', 'EMAIL', 'WAIT'],
    ['by phone', 'PHONE', 'WAIT'],
    ['by post, which is the note', 'POST', 'SEND_THANK_YOU_EMAIL'],
  ] as const)('thanked %s', (_, method, expected) => {
    const thanked = interviewed().attempted('2026-03-13 16:00', { purpose: 'THANK_YOU', method });
    expectAdvice(thanked, { '2026-03-13 16:00': expected });
  });

  it('thanked as it ends', () => {
    const thanked = interviewed().attempted('2026-03-13 15:00', { purpose: 'THANK_YOU' });
    expectAdvice(thanked, { '2026-03-13 15:00': 'WAIT' });
  });

  it('each interview has its own thanks', () => {
    const again = interviewed()
      .attempted('2026-03-13 16:00', { purpose: 'THANK_YOU' })
      .interviewed('2026-03-16 14:00', '2026-03-16 15:00', 'PHONE');
    expectAdvice(again, { '2026-03-16 15:00': { ...email, opens: '2026-03-16 15:00' } });
  });

  it.each([
    ['to whoever was at both: for both', ['peer'], 'peer', 'WAIT'],
    ['to nobody in particular: for both', ['other'], null, 'WAIT'],
    ['to whoever was only at one: for that one', ['other'], 'other', 'SEND_THANK_YOU_EMAIL'],
  ])('two interviews on a day, thanks %s', (_, second, to, expected) => {
    const application = given({
      contacts: ['peer', 'other'].map((id) => person(id, { role: 'INTERVIEWER' })),
    })
      .submitted('2026-03-03 10:00')
      .interviewed('2026-03-13 14:00', '2026-03-13 15:00', 'PHONE', { with: ['peer'] })
      .interviewed('2026-03-13 15:00', '2026-03-13 16:00', 'PHONE', { with: second })
      .attempted('2026-03-13 17:00', { purpose: 'THANK_YOU', ...(to ? { to } : {}) });
    expectAdvice(application, { '2026-03-13 17:00': expected });
  });

  it.each([
    ['who decides, of those at the interview', ['peer', 'manager'], 'manager'],
    ['with an address before one without', ['silent', 'peer'], 'peer'],
    ['not one who has asked not to be contacted', ['refusing', 'peer'], 'peer'],
    ['nobody recorded: whoever held it', [], null],
  ])('to %s', (_, names, expected) => {
    const contacts = [
      person('peer', { role: 'INTERVIEWER' }),
      person('manager', { decides: true }),
      person('silent', { email: null, decides: true }),
      person('refusing', { decides: true, doNotContact: true }),
    ];
    const application = given({ contacts })
      .submitted('2026-03-03 10:00')
      .interviewed('2026-03-13 14:00', '2026-03-13 15:00', 'PHONE', { with: names });
    expectAdvice(application, { '2026-03-13 15:00': { ...email, contact: expected } });
  });
});
