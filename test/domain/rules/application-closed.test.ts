import type { ApplicationOutcome } from '../../../src/domain/vocabulary';
import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');

describe('application-closed (R2)', () => {
  it.each<[ApplicationOutcome, string]>([
    ['HIRED', 'hired'],
    ['REJECTED', 'rejected'],
    ['WITHDRAWN', 'withdrawn'],
    ['OFFER_DECLINED', 'offer declined'],
    ['NO_RESPONSE', 'no response'],
  ])('%s: nothing, from then on', (outcome, words) => {
    expectAdvice(applied().closed('2026-03-10 10:00', outcome), {
      '2026-03-10 09:59': 'SEND_FOLLOW_UP',
      '2026-03-10 10:00': {
        kind: 'NONE',
        until: null,
        rules: ['application-closed'],
        reason: expect.stringContaining(words),
      },
      '2030-01-01 00:00': { kind: 'NONE', urgency: 'NONE' },
    });
  });

  it('by a rejection', () => {
    expectAdvice(applied().heard('2026-03-10 10:00', 'REJECTED'), {
      '2026-03-10 10:00': { kind: 'NONE', rules: ['application-closed'] },
    });
  });

  it('not once it is reopened', () => {
    const reopened = applied().heard('2026-03-10 10:00', 'REJECTED').reopened('2026-03-16 10:00');
    expectAdvice(reopened, {
      '2026-03-16 09:59': 'NONE',
      '2026-03-16 10:00': 'WAIT',
      '2026-03-23 10:00': 'CHECK_IN',
    });
  });
});
