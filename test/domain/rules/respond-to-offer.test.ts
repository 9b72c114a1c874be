import { expectAdvice, given, person } from '../../support/given';

const offered = () =>
  given({ contacts: [person('manager')] })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'PHONE')
    .heard('2026-03-20 10:00', 'OFFER_MADE');

describe('respond-to-offer (R2)', () => {
  it('at once, due by the end of the next working day', () => {
    expectAdvice(offered(), {
      '2026-03-20 10:00': {
        kind: 'RESPOND_TO_OFFER',
        method: 'EMAIL',
        opens: '2026-03-20 10:00',
        due: '2026-03-23 17:00',
        rules: expect.arrayContaining(['respond-to-offer']),
      },
    });
    expect(offered().allAt('2026-03-20 10:00')).toHaveLength(1);
  });

  it('due by when they want to know, where they said so', () => {
    const deadline = given({ contacts: [person('manager')] })
      .submitted('2026-03-03 10:00')
      .heard('2026-03-20 10:00', 'OFFER_MADE', { answerDueAt: '2026-03-27 12:00' });
    expectAdvice(deadline, {
      '2026-03-26 11:59': { kind: 'RESPOND_TO_OFFER', due: '2026-03-27 12:00', urgency: 'OPEN' },
      '2026-03-26 12:00': { urgency: 'DUE', reason: expect.stringContaining('by Fri 27 Mar 2026 12:00') },
      '2026-03-27 12:00': { urgency: 'LATE' },
    });
  });

  it('not any more once responded to', () => {
    const responded = offered().attempted('2026-03-20 12:00');
    expectAdvice(responded, {
      '2026-03-20 12:00': { kind: 'WAIT', rules: expect.arrayContaining(['check-in-while-silent']) },
    });
  });

  it('a question after the offer goes before it', () => {
    const asked = offered().heard('2026-03-23 10:00', 'INFORMATION_REQUESTED');
    expectAdvice(asked, { '2026-03-23 10:00': 'ANSWER_EMPLOYER' });
  });

  it('an offer made before a reopening is open anew with it', () => {
    const reopened = offered().closed('2026-04-20 10:00').reopened('2026-06-01 10:00');
    expectAdvice(reopened, { '2026-06-01 10:00': { kind: 'RESPOND_TO_OFFER', due: '2026-06-02 17:00' } });
  });
});
