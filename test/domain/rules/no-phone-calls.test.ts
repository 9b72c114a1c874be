import { type Given, given, person } from '../../support/given';

type Setting = Parameters<typeof given>[0];
const known = { contacts: [person('manager', { availability: 'any time' })] };
const asking = { contacts: [person('manager')] };

/** Each rule that calls, and what comes of it: where calls are fine, and where the posting wants none. */
describe('no-phone-calls (W4)', () => {
  it.each<[string, Setting, (application: Given) => Given, string, string, string]>([
    ['find-hiring-manager', {}, (it) => it, '2026-03-04 09:30', 'FIND_HIRING_MANAGER', 'SEND_FOLLOW_UP'],
    ['leave-message', {}, refused, '2026-03-04 10:30', 'LEAVE_MESSAGE', 'SEND_FOLLOW_UP'],
    ['phone-after-silence', known, interviewed, '2026-03-18 10:00', 'CALL', 'CHECK_IN'],
    ['call-when-available', asking, available, '2026-03-18 10:00', 'CALL', 'CHECK_IN'],
  ])('%s', (rule, setting, history, at, calling, writing) => {
    const [allowed, unwanted] = [false, true].map((noPhoneCalls) =>
      history(given(setting).submitted('2026-03-03 10:00', { noPhoneCalls })).at(at),
    );
    expect(allowed).toMatchObject({ kind: calling, method: 'PHONE', rules: expect.arrayContaining([rule]) });
    expect(unwanted).toMatchObject({
      kind: writing,
      method: 'EMAIL',
      rules: expect.arrayContaining([rule, 'no-phone-calls']),
      practices: expect.arrayContaining(['W4']),
    });
  });

  it('availability need not be asked for a call that is not made', () => {
    const application = interviewed(given(asking).submitted('2026-03-03 10:00', { noPhoneCalls: true }));
    expect(application.at('2026-03-18 10:00')).toMatchObject({ kind: 'CHECK_IN', method: 'EMAIL' });
  });

  it('says so, and names calling as a method not to use', () => {
    const step = given()
      .submitted('2026-03-03 10:00', { noPhoneCalls: true })
      .steps(Date.parse('2026-04-01'))[1];
    expect(step?.actions[0]?.reason).toContain('unknown');
    expect(step?.actions[0]?.blockedMethods).toMatchObject([{ method: 'PHONE', practices: ['W4'] }]);
  });

  it('no plan ever calls', () => {
    for (const history of [(it: Given) => it, refused, interviewed, available]) {
      const application = history(given(asking).submitted('2026-03-03 10:00', { noPhoneCalls: true }));
      const methods = application
        .steps(Date.parse('2030-01-01'))
        .flatMap(({ actions }) => actions.map(({ method }) => method));
      expect(methods).not.toContain('PHONE');
    }
  });
});

function refused(application: Given) {
  return application.attempted('2026-03-04 10:00', {
    method: 'PHONE',
    role: 'SWITCHBOARD',
    response: 'REFUSED',
  });
}

function interviewed(application: Given) {
  return application
    .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
    .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' });
}

function available(application: Given) {
  interviewed(application).attempted('2026-03-17 16:00', { purpose: 'ASK_AVAILABILITY', to: 'manager' });
  return application.heard('2026-03-18 09:00', 'ACKNOWLEDGED', { attemptId: application.lastEventId });
}
