import type { ContactResponse } from '../../../src/domain/vocabulary';
import { expectAdvice, type Given, given, person } from '../../support/given';

const applied = (setting = {}) => given(setting).submitted('2026-03-03 10:00');
const call = (application: Given, at: string, response: ContactResponse) =>
  application.attempted(at, { method: 'PHONE', role: 'SWITCHBOARD', response });
const lookUp = { kind: 'FIND_HIRING_MANAGER', method: 'PHONE', to: 'SWITCHBOARD' };

describe('find-hiring-manager (W3, T3)', () => {
  it('nobody known: the switchboard, within the days of the first follow-up', () => {
    expectAdvice(applied(), {
      '2026-03-04 09:00': { ...lookUp, opens: '2026-03-04 09:00', due: '2026-03-06 17:00' },
    });
  });

  it('in vain: once more on the next working day, then the general address', () => {
    const once = call(applied(), '2026-03-06 10:00', 'NO_ANSWER');
    expectAdvice(once, {
      '2026-03-06 10:00': { kind: 'WAIT', until: '2026-03-09 09:00' },
      '2026-03-09 09:00': { ...lookUp, due: '2026-03-09 17:00' },
    });
    const twice = call(once, '2026-03-09 10:00', 'NO_ANSWER');
    expectAdvice(twice, { '2026-03-09 10:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' } });
  });

  it.each([0, 1, 3])('the agency’s own limit: %i calls', (lookUpsMax) => {
    const application = applied({ policy: { lookUpsMax } });
    for (let day = 4; day < 4 + lookUpsMax; day++) {
      expectAdvice(application, { [`2026-03-0${day} 09:00`]: lookUp });
      call(application, `2026-03-0${day} 09:30`, 'NO_ANSWER');
      if (day < 3 + lookUpsMax) expectAdvice(application, { [`2026-03-0${day} 10:00`]: 'WAIT' });
    }
    expectAdvice(application, { '2026-03-09 09:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' } });
  });

  it.each(['MESSAGE_LEFT', 'VOICEMAIL_LEFT'] as const)(
    '%s: that was the first follow-up (R4)',
    (response) => {
      const left = call(applied(), '2026-03-04 10:00', response);
      expectAdvice(left, { '2026-03-04 10:00': { kind: 'WAIT', until: '2026-03-11 10:00' } });
    },
  );

  it.each(['NO_ANSWER', 'WRONG_PERSON'] as const)('%s: the look-up counts as no attempt', (response) => {
    const state = call(applied(), '2026-03-04 10:00', response).circumstances().state;
    expect(state.attempts[0]?.purpose).toBe('FIND_HIRING_MANAGER');
    expectAdvice(call(applied(), '2026-03-04 10:00', response), { '2026-03-05 09:00': lookUp });
  });

  it('at first contact only: a reminder goes where the first message went', () => {
    const written = applied().attempted('2026-03-04 10:00', { role: 'GENERAL_INBOX' });
    expectAdvice(written, { '2026-03-11 10:00': { kind: 'SEND_REMINDER', to: 'GENERAL_INBOX' } });
  });

  it('not for somebody who has asked not to be contacted', () => {
    const refusing = applied({ contacts: [person('manager', { doNotContact: true })] });
    expectAdvice(refusing, { '2026-03-04 09:00': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' } });
  });

  it('not where a person is known', () => {
    expectAdvice(applied({ contacts: [person('manager')] }), { '2026-03-04 09:00': 'SEND_FOLLOW_UP' });
  });
});
