import type { PolicyPreset } from '../../../src/domain/vocabulary';
import { expectAdvice, given, person } from '../../support/given';

const interviewed = (preset: PolicyPreset = 'BALANCED') =>
  given({ contacts: [person('manager', { availability: 'any morning' })], preset })
    .submitted('2026-03-03 10:00')
    .interviewed('2026-03-09 14:00', '2026-03-09 15:00', 'PHONE');
const followedUp = (at: string, preset?: PolicyPreset) =>
  interviewed(preset)
    .attempted('2026-03-09 16:00', { purpose: 'THANK_YOU' })
    .attempted(at, { purpose: 'FOLLOW_UP', to: 'manager' });

describe('check-in-while-silent (T8)', () => {
  it.each([
    ['BALANCED', '2026-03-13 10:00', '2026-03-14 10:00'],
    ['PERSISTENT', '2026-03-13 10:00', '2026-03-14 10:00'],
    ['PATIENT', '2026-03-17 10:00', '2026-03-24 10:00'],
  ] as const)('%s: opens %s, due %s', (preset, opens, due) => {
    const application = followedUp('2026-03-10 10:00', preset);
    expectAdvice(application, {
      [`${opens.slice(0, 10)} 09:59:59.999`]: 'WAIT',
      [opens]: { rules: expect.arrayContaining(['check-in-while-silent']), opens, due },
    });
  });

  it.each([
    ['on a Friday: on Monday at the same time', '2026-03-13 10:00', '2026-03-16 10:00', '2026-03-16 15:00'],
    ['on a Wednesday: as Monday begins', '2026-03-11 10:00', '2026-03-16 00:00', '2026-03-16 15:00'],
  ])('followed up %s', (_, sent, opens, until) => {
    expectAdvice(followedUp(sent), {
      [sent]: { kind: 'WAIT', until: opens },
      [opens]: { kind: 'CHECK_IN', method: 'EMAIL', opens, until },
    });
  });

  it('stands where the thanks have lapsed unsaid', () => {
    expectAdvice(interviewed(), {
      '2026-03-16 14:59': 'SEND_THANK_YOU_EMAIL',
      '2026-03-16 15:00': { kind: 'CALL', rules: expect.arrayContaining(['check-in-while-silent']) },
    });
  });

  it('goes on where the employer spoke after the interview and then fell silent', () => {
    const application = followedUp('2026-03-10 10:00')
      .heard('2026-03-11 10:00', 'IN_PROGRESS')
      .attempted('2026-03-19 10:00', { purpose: 'CHECK_IN', to: 'manager' });
    expectAdvice(application, {
      '2026-03-23 09:00': { kind: 'CALL', rules: expect.arrayContaining(['check-in-while-silent']) },
    });
  });

  it('not after the last attempt that the limit allows (T4)', () => {
    let application = interviewed('PATIENT').attempted('2026-03-09 16:00', { purpose: 'THANK_YOU' });
    application = application.attempted('2026-03-10 16:00', { purpose: 'FOLLOW_UP' });
    expectAdvice(application, { '2026-03-17 16:00': 'CHECK_IN' });
    application = application.attempted('2026-03-17 16:00', { purpose: 'CHECK_IN' });
    expectAdvice(application, { '2026-03-24 16:00': { kind: 'WAIT', rules: ['close-after-unanswered'] } });
  });

  it('not before any interview', () => {
    const application = given({ contacts: [person('manager')] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00');
    expectAdvice(application, {
      '2026-03-11 10:00': { rules: expect.not.arrayContaining(['check-in-while-silent']) },
    });
  });

  it('after several interviews, from the last', () => {
    const twice = interviewed().interviewed('2026-03-12 14:00', '2026-03-12 15:00', 'PHONE');
    expectAdvice(twice, {
      '2026-03-19 14:59': 'SEND_THANK_YOU_EMAIL',
      '2026-03-19 15:00': { kind: 'CALL', rules: expect.arrayContaining(['check-in-while-silent']) },
    });
    const thanked = twice.attempted('2026-03-12 16:00', { purpose: 'THANK_YOU' });
    expectAdvice(thanked, { '2026-03-13 16:00': 'SEND_FOLLOW_UP' });
  });
});
