import { expectAdvice, given, person } from '../../support/given';

const scheduled = (setting = {}) =>
  given({ contacts: [person('manager')], ...setting })
    .submitted('2026-03-03 10:00')
    .scheduled('2026-03-05 10:00', '2026-03-11 14:00', '2026-03-11 15:00');

describe('prepare-interview (T5, T6)', () => {
  it('opens with the working day before, and lapses when the interview starts', () => {
    expectAdvice(scheduled(), {
      '2026-03-09 23:59': { kind: 'WAIT', until: '2026-03-10 00:00' },
      '2026-03-10 00:00': { kind: 'PREPARE_INTERVIEW', method: null, to: null, due: '2026-03-11 14:00' },
      '2026-03-11 13:59': { kind: 'PREPARE_INTERVIEW', until: '2026-03-11 14:00' },
      '2026-03-11 14:00': { kind: 'WAIT', until: '2026-03-11 15:00' },
    });
  });

  it('not before it was agreed on, though that is short notice', () => {
    const soon = given()
      .submitted('2026-03-03 10:00')
      .scheduled('2026-03-05 10:00', '2026-03-05 14:00', '2026-03-05 15:00');
    expectAdvice(soon, { '2026-03-05 10:00': { kind: 'PREPARE_INTERVIEW', opens: '2026-03-05 10:00' } });
  });

  it('over a weekend and a day off it counts working days', () => {
    const afterLaborDay = given()
      .submitted('2026-08-24 10:00')
      .scheduled('2026-08-25 10:00', '2026-09-08 10:00', '2026-09-08 11:00');
    expectAdvice(afterLaborDay, {
      '2026-09-03 23:59': 'WAIT',
      '2026-09-04 00:00': { kind: 'PREPARE_INTERVIEW', opens: '2026-09-04 00:00' },
    });
  });

  it('as early as the policy says', () => {
    expectAdvice(scheduled({ policy: { interviewPrepareWorkingDays: 3 } }), {
      '2026-03-05 23:59': 'WAIT',
      '2026-03-06 00:00': 'PREPARE_INTERVIEW',
    });
  });

  it('says how many of the people who hold it have no postal address yet', () => {
    const held = (...addresses: (string | null)[]) => {
      const contacts = addresses.map((postalAddress, n) => person(`person ${n}`, { postalAddress }));
      return given({ contacts })
        .submitted('2026-03-03 10:00')
        .scheduled('2026-03-05 10:00', '2026-03-11 14:00', '2026-03-11 15:00', {
          with: contacts.map(({ id }) => id),
        })
        .at('2026-03-10 09:00').reason;
    };
    expect(held('1 Main Street')).toMatch(/decision\.$/);
    expect(held('1 Main Street', null)).toMatch(/One postal address is still missing\.$/);
    expect(held(null, null)).toMatch(/2 postal addresses are still missing\.$/);
  });

  it('once is enough', () => {
    expectAdvice(scheduled().prepared('2026-03-10 09:00'), {
      '2026-03-10 09:00': { kind: 'WAIT', until: '2026-03-11 15:00' },
    });
  });

  it('moved to another day, it is prepared again for that day', () => {
    const application = scheduled();
    const id = application.lastEventId;
    application
      .prepared('2026-03-10 09:00')
      .moved('2026-03-10 10:00', '2026-03-18 14:00', '2026-03-18 15:00', id);
    expectAdvice(application, {
      '2026-03-11 10:00': { kind: 'WAIT', until: '2026-03-17 00:00' },
      '2026-03-17 00:00': { kind: 'PREPARE_INTERVIEW', due: '2026-03-18 14:00' },
    });
  });

  it('called off, there is nothing to prepare', () => {
    expectAdvice(scheduled(), { '2026-03-10 09:00': 'PREPARE_INTERVIEW' });
    expectAdvice(scheduled().cancelled('2026-03-10 09:00'), { '2026-03-10 09:00': 'WAIT' });
  });

  it('each of several rounds', () => {
    const rounds = scheduled()
      .prepared('2026-03-10 09:00')
      .scheduled('2026-03-10 10:00', '2026-03-12 14:00', '2026-03-12 15:00');
    expectAdvice(rounds, { '2026-03-11 09:00': { kind: 'PREPARE_INTERVIEW', due: '2026-03-12 14:00' } });
  });
});
