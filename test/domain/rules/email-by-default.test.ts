import { expectAdvice, given, person } from '../../support/given';

const applied = (channel: 'JOB_BOARD' | 'LINKEDIN', contacts = [person('manager')]) =>
  given({ contacts }).submitted('2026-03-03 10:00', {}, channel);

describe('email-by-default (W6)', () => {
  it('where no rule has chosen another method', () => {
    expectAdvice(applied('JOB_BOARD'), {
      '2026-03-04 09:30': { method: 'EMAIL', rules: expect.arrayContaining(['email-by-default']) },
    });
  });

  it('not where one has', () => {
    expectAdvice(applied('LINKEDIN', []), {
      '2026-03-04 09:30': { method: 'LINKEDIN', rules: expect.not.arrayContaining(['email-by-default']) },
    });
  });

  it('closing takes none', () => {
    const application = applied('JOB_BOARD').takenDown('2026-03-05 10:00');
    expectAdvice(application, { '2026-03-24 10:00': { kind: 'CLOSE', method: null } });
  });
});
