import { expectAdvice, given, person } from '../../support/given';

const applied = () => given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00');
const never = { kind: 'NONE', until: null, rules: ['position-closed'], practices: ['W9'] };

describe('position-closed (W9)', () => {
  it.each([
    [
      'the posting says so',
      () => applied().postingChanged('2026-03-10 10:00', { closedAt: Date.parse('2026-03-10T15:00:00Z') }),
    ],
    ['the employer says so', () => applied().heard('2026-03-10 10:00', 'POSITION_CLOSED')],
    [
      'said in answer to an attempt',
      () => applied().attempted('2026-03-10 10:00', { response: 'POSITION_CLOSED' }),
    ],
    ['the agency closes for it', () => applied().closed('2026-03-10 10:00', 'POSITION_CLOSED')],
    [
      'said after a rejection',
      () => applied().heard('2026-03-05 10:00', 'REJECTED').heard('2026-03-10 10:00', 'POSITION_CLOSED'),
    ],
    [
      'with an open question',
      () =>
        applied()
          .heard('2026-03-09 10:00', 'INFORMATION_REQUESTED')
          .heard('2026-03-10 10:00', 'POSITION_CLOSED'),
    ],
    [
      'right after an interview',
      () =>
        applied()
          .interviewed('2026-03-10 08:00', '2026-03-10 09:00')
          .heard('2026-03-10 10:00', 'POSITION_CLOSED'),
    ],
  ])('%s: never again', (_, application) => {
    expectAdvice(application(), {
      '2026-03-10 10:00': never,
      '2026-04-10 10:00': never,
      '2099-01-01 00:00': never,
    });
    expect(application().steps(Date.parse('2026-03-11'))).toHaveLength(1);
  });

  it('not before', () => {
    expectAdvice(applied().heard('2026-03-10 10:00', 'POSITION_CLOSED'), {
      '2026-03-10 09:59': 'SEND_FOLLOW_UP',
    });
  });

  it('not where that was a mistake', () => {
    const reopenedPosting = applied()
      .postingChanged('2026-03-04 10:00', { closedAt: Date.parse('2026-03-04T16:00:00Z') })
      .postingChanged('2026-03-04 11:00', { closedAt: null });
    expectAdvice(reopenedPosting, { '2026-03-04 10:00': never, '2026-03-04 11:00': 'SEND_FOLLOW_UP' });
    const retracted = applied().heard('2026-03-04 10:00', 'POSITION_CLOSED').retracted();
    expectAdvice(retracted, { '2026-03-04 11:00': 'SEND_FOLLOW_UP' });
  });
});
