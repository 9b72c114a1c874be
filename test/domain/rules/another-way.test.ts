import type { Contact } from '../../../src/domain/recommendation/situation';
import { expectAdvice, given, person } from '../../support/given';

const asker = person('asker', { role: 'INTERVIEWER' });
const recruiter = person('recruiter', { role: 'RECRUITER' });
const at = '2026-03-05 12:00';

/** The asker waits for an answer, and has been written to before. */
const asked = (contacts: Contact[], response: 'BOUNCED' | 'NONE') =>
  given({ contacts })
    .submitted('2026-03-03 10:00')
    .attempted('2026-03-04 10:00', { to: 'asker', response })
    .heard('2026-03-05 10:00', 'INFORMATION_REQUESTED', { to: 'asker' });

describe('another way (R2, W1)', () => {
  it('what has bounced is not sent there again', () => {
    expectAdvice(asked([asker, recruiter], 'BOUNCED'), {
      [at]: {
        ...{ kind: 'ANSWER_EMPLOYER', method: 'EMAIL', contact: 'recruiter' },
        rules: ['answer-employer', 'answer-who-asked', 'another-way', 'email-by-default'],
      },
    });
  });

  it('to the general address, where nobody else can be written to', () => {
    expectAdvice(asked([asker], 'BOUNCED'), { [at]: { to: 'GENERAL_INBOX', contact: null } });
  });

  it('not where the message got there', () => {
    expectAdvice(asked([asker, recruiter], 'NONE'), { [at]: { contact: 'asker' } });
  });

  it('not where the address has been replaced since', () => {
    const emailChangedAt = given().instant('2026-03-04 12:00');
    expectAdvice(asked([{ ...asker, emailChangedAt }, recruiter], 'BOUNCED'), { [at]: { contact: 'asker' } });
  });

  it('thanks for one interview do not go to somebody who was only at another: those count for that one', () => {
    const thanks = (at: string) =>
      given({ contacts: [recruiter] })
        .submitted('2026-03-03 10:00')
        .interviewed('2026-03-09 14:00', '2026-03-09 15:00', 'PHONE', { with: ['stranger'] })
        .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE', { with: ['recruiter'] })
        .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU', to: 'recruiter' })
        .attempted('2026-03-10 17:00', { purpose: 'THANK_YOU', role: 'INTERVIEWER', response: 'BOUNCED' })
        .allAt(at);
    expect(thanks('2026-03-10 18:00')).toMatchObject([
      { kind: 'SEND_THANK_YOU_EMAIL', opens: '2026-03-09 15:00', to: 'GENERAL_INBOX' },
    ]);
  });

  it('not what goes by post', () => {
    const application = given({ contacts: [asker, recruiter] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { to: 'asker', response: 'BOUNCED' })
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'VIDEO', { with: ['asker'] });
    expect(application.allAt('2026-03-10 15:05')).toMatchObject([
      { kind: 'SEND_THANK_YOU_NOTE', contact: 'asker' },
      { kind: 'SEND_THANK_YOU_EMAIL', contact: 'recruiter' },
    ]);
  });
});
