import { inWords, toRfc3339 } from '../../src/domain/instant';
import { Clock } from '../../src/domain/recommendation/clock';
import { recommend } from '../../src/domain/recommendation/recommend';
import { given, person } from '../support/given';

describe('the clock of an evaluation', () => {
  it('reaches an instant at that very instant', () => {
    const clock = new Clock(1000);
    expect([999, 1000, 1001].map((instant) => clock.reached(instant))).toEqual([true, true, false]);
  });

  it('remembers the earliest instant that it was asked for and that lies ahead', () => {
    const clock = new Clock(1000);
    clock.reached(900);
    expect(clock.holdsUntil).toBeNull();
    for (const instant of [3000, 2000, 4000]) clock.reached(instant);
    expect(clock.holdsUntil).toBe(2000);
  });
});

describe('a recommendation', () => {
  const at = (application = given(), local = '2026-03-04 09:30') =>
    recommend(application.circumstances(), application.instant(local));

  it('names the rules that made it, in the order in which they applied, with words for this case', () => {
    const { open } = at(given().submitted('2026-03-03 10:00', { noPhoneCalls: true }));
    expect(open[0]?.because.map(({ rule }) => rule)).toEqual([
      'follow-up-after-applying',
      'find-hiring-manager',
      'no-phone-calls',
      'general-address',
    ]);
    expect(open[0]?.because.every(({ text }) => /^[A-Z].*\.$/.test(text))).toBe(true);
  });

  it('gives as reason what put it forward, and what last changed it in a way that matters', () => {
    const reason = (application = given()) => at(application).open[0]?.reason;
    expect(reason(given({ contacts: [person('manager')] }).submitted('2026-03-03 10:00'))).toBe(
      'Follow up soon after applying, before a weekend goes by.',
    );
    expect(reason(given().submitted('2026-03-03 10:00', { noPhoneCalls: true }))).toBe(
      'Follow up soon after applying, before a weekend goes by. The person is unknown: the general address may be tried, with little hope.',
    );
  });

  it('holds until the next instant that it depends on; for ever where there is none', () => {
    const application = given().submitted('2026-03-03 10:00');
    expect(at(application).holdsUntil).toBe(application.instant('2026-03-04 17:00'));
    expect(at(application.heard('2026-03-03 11:00', 'REJECTED')).holdsUntil).toBeNull();
  });

  it('says which rule silences it', () => {
    const silent = at(given().submitted('2026-03-03 10:00', { noFollowUp: true }));
    expect(silent).toMatchObject({
      open: [],
      silencedBy: [{ rule: 'no-follow-up-wanted', practices: ['W5', 'R3'] }],
    });
  });

  it('where several silence it, the position goes before the application and the people', () => {
    const all = given({ employerDoNotContact: true })
      .submitted('2026-03-03 10:00')
      .closed('2026-03-03 11:00');
    expect(at(all).silencedBy).toMatchObject([{ rule: 'application-closed' }]);
    all.postingChanged('2026-03-03 12:00', { closedAt: 1 });
    expect(at(all).silencedBy).toMatchObject([{ rule: 'position-closed' }]);
  });
});

describe('methods not to use', () => {
  const blocked = (application = given(), local = '2026-03-04 09:30') =>
    recommend(application.circumstances(), application.instant(local)).open[0]?.blockedMethods;

  it('none, as far as is known', () => {
    expect(blocked(given().submitted('2026-03-03 10:00'))).toEqual([]);
  });

  it('calls, where the posting wants none (W4)', () => {
    expect(blocked(given().submitted('2026-03-03 10:00', { noPhoneCalls: true }))).toMatchObject([
      { method: 'PHONE', practices: ['W4'] },
    ]);
  });

  it('e-mail to an address that has bounced, of whoever is turned to now (R2)', () => {
    const contacts = [person('poster', { role: 'POSTER' }), person('manager')];
    const bounced = (to: string) =>
      given({ contacts: contacts.slice(0, to === 'poster' ? 1 : 2) })
        .submitted('2026-03-03 10:00', {}, 'LINKEDIN')
        .attempted('2026-03-04 09:00', { to, response: 'BOUNCED' });
    expect(blocked(bounced('poster'))).toMatchObject([{ method: 'EMAIL', practices: ['R2'] }]);
    expect(blocked(bounced('manager'))).toEqual([]);
  });
});

describe('a moment', () => {
  it('in words, in a zone; and for programs', () => {
    const at = Date.parse('2026-03-27T05:00:00Z');
    expect(inWords(at, 'America/Chicago')).toBe('Fri 27 Mar 2026 00:00');
    expect(toRfc3339(at)).toBe('2026-03-27T05:00:00.000Z');
  });
});
