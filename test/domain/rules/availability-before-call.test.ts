import { expectAdvice, given, person } from '../../support/given';

const thanked = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });

describe('availability-before-call (W8, T11)', () => {
  it.each([
    ['not known: asked first', {}, { kind: 'ASK_AVAILABILITY', method: 'EMAIL', contact: 'manager' }],
    [
      'known',
      { contacts: [person('manager', { availability: 'mornings' })] },
      { kind: 'CALL', method: 'PHONE' },
    ],
    [
      'the agency does not ask',
      { policy: { askAvailabilityBeforeCall: false } },
      { kind: 'CALL', method: 'PHONE' },
    ],
    [
      'nobody known to ask: whoever held the interview',
      { contacts: [] },
      { kind: 'ASK_AVAILABILITY', to: 'INTERVIEWER' },
    ],
  ])('%s', (_, setting, expected) => {
    expectAdvice(thanked(setting), { '2026-03-17 15:00': expected });
  });

  it('asking is no call: it may be done at night', () => {
    expectAdvice(thanked(), {
      '2026-03-17 22:00': 'ASK_AVAILABILITY',
      '2026-03-18 03:00': 'ASK_AVAILABILITY',
    });
  });

  it('asked once: then the call, in its time', () => {
    const asked = thanked().attempted('2026-03-17 16:00', { purpose: 'ASK_AVAILABILITY', to: 'manager' });
    expectAdvice(asked, {
      '2026-03-20 15:59': { kind: 'WAIT', until: '2026-03-20 16:00' },
      '2026-03-20 16:00': { kind: 'CALL', method: 'PHONE', contact: 'manager' },
    });
  });

  it.each(['BOUNCED', 'WRONG_PERSON'] as const)(
    'asked, but %s: asked again, of somebody else',
    (response) => {
      const contacts = [person('manager'), person('hr', { role: 'RECRUITER' })];
      const asked = thanked({ contacts }).attempted('2026-03-17 16:00', {
        purpose: 'ASK_AVAILABILITY',
        to: 'manager',
        response,
      });
      expectAdvice(asked, { '2026-03-17 17:00': { kind: 'ASK_AVAILABILITY', contact: 'hr' } });
    },
  );

  it('asked again after the next word from the employer', () => {
    const spoken = thanked()
      .attempted('2026-03-17 16:00', { purpose: 'ASK_AVAILABILITY', to: 'manager' })
      .heard('2026-03-18 10:00', 'IN_PROGRESS');
    expectAdvice(spoken, { '2026-03-25 10:00': 'ASK_AVAILABILITY' });
  });
});
