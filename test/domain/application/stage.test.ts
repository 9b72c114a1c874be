import { unansweredAttempts } from '../../../src/domain/application';
import { type Given, given } from '../../support/given';
import { applied, scheduled, stateOf } from './folded';

describe('the stage', () => {
  it.each<[string, () => Given, string]>([
    ['applied', applied, 'APPLIED'],
    ['heard of', () => applied().heard('2026-03-05 10:00', 'ACKNOWLEDGED'), 'APPLIED'],
    ['invited', () => applied().heard('2026-03-05 10:00', 'INTERVIEW_OFFERED'), 'INTERVIEWING'],
    ['an interview agreed', scheduled, 'INTERVIEWING'],
    ['called off', () => scheduled().cancelled('2026-03-09 10:00'), 'APPLIED'],
    ['held', () => scheduled().interviewed('2026-03-10 14:05', '2026-03-10 15:30'), 'INTERVIEWED'],
    [
      'held, and the next agreed',
      () =>
        scheduled()
          .interviewed('2026-03-10 14:05', '2026-03-10 15:30')
          .scheduled('2026-03-11 10:00', '2026-03-17 14:00', '2026-03-17 15:00'),
      'INTERVIEWING',
    ],
    [
      'held without having been agreed',
      () => applied().interviewed('2026-03-10 14:00', '2026-03-10 15:00'),
      'INTERVIEWED',
    ],
    ['offered', () => applied().heard('2026-03-10 10:00', 'OFFER_MADE'), 'OFFERED'],
    [
      'offered, then another interview',
      () =>
        applied().heard('2026-03-10 10:00', 'OFFER_MADE').interviewed('2026-03-12 14:00', '2026-03-12 15:00'),
      'OFFERED',
    ],
    ['rejected', () => applied().heard('2026-03-10 10:00', 'REJECTED'), 'CLOSED'],
  ])('%s', (_, application, stage) => {
    expect(stateOf(application()).stage).toBe(stage);
  });

  it('an interview that was held takes the place of the one agreed on, not of a later one', () => {
    const application = scheduled('2026-03-17').interviewed('2026-03-10 14:00', '2026-03-10 15:00');
    expect(stateOf(application).interviews.map(({ held }) => held)).toEqual([false, true]);
    const next = scheduled().interviewed('2026-03-10 13:00', '2026-03-10 14:00');
    expect(stateOf(next).interviews.map(({ held }) => held)).toEqual([false, true]);
    const same = scheduled().interviewed('2026-03-10 14:00', '2026-03-10 15:00');
    expect(stateOf(same).interviews.map(({ held }) => held)).toEqual([true]);
  });
});

describe('closing', () => {
  it.each<[string, (application: Given) => Given, string]>([
    ['a rejection', (it) => it.heard('2026-03-10 10:00', 'REJECTED'), 'REJECTED'],
    ['a rejection in answer', (it) => it.attempted('2026-03-10 10:00', { response: 'REJECTED' }), 'REJECTED'],
    [
      'the position closed, by word',
      (it) => it.heard('2026-03-10 10:00', 'POSITION_CLOSED'),
      'POSITION_CLOSED',
    ],
    [
      'the position closed, by the posting',
      (it) => it.postingChanged('2026-03-10 10:00', { closedAt: 1 }),
      'POSITION_CLOSED',
    ],
    ['the agency', (it) => it.closed('2026-03-10 10:00', 'HIRED'), 'HIRED'],
  ])('by %s', (_, close, outcome) => {
    const closed = close(applied());
    expect(stateOf(closed)).toMatchObject({ stage: 'CLOSED', outcome });
    closed.attempted('2026-03-11 10:00').interviewed('2026-03-12 14:00', '2026-03-12 15:00');
    closed.heard('2026-03-13 10:00', 'OFFER_MADE').postingChanged('2026-03-14 10:00', { closedAt: 2 });
    expect(stateOf(closed)).toMatchObject({ stage: 'CLOSED', outcome });
  });

  it('a posting closed by mistake: open as before, unless the employer has said so too', () => {
    const closed = () => applied().postingChanged('2026-03-05 10:00', { closedAt: 1 });
    expect(stateOf(closed().postingChanged('2026-03-06 10:00', { closedAt: null }))).toMatchObject({
      stage: 'APPLIED',
      outcome: null,
      resumedAt: null,
    });
    const said = closed().heard('2026-03-05 11:00', 'POSITION_CLOSED');
    expect(stateOf(said.postingChanged('2026-03-06 10:00', { closedAt: null })).stage).toBe('CLOSED');
  });

  it('reopened, it is where it was, and silence counts from then', () => {
    const reopened = applied()
      .attempted('2026-03-04 10:00')
      .heard('2026-03-05 10:00', 'INTERVIEW_OFFERED')
      .closed('2026-03-06 10:00')
      .reopened('2026-03-20 10:00');
    const state = stateOf(reopened);
    expect(state).toMatchObject({
      stage: 'INTERVIEWING',
      outcome: null,
      resumedAt: reopened.instant('2026-03-20 10:00'),
    });
    expect(unansweredAttempts(state)).toEqual([]);
  });
});

describe('what the posting says', () => {
  it('is taken over when applying and changes one fact at a time', () => {
    const application = given()
      .submitted('2026-03-03 10:00', { noPhoneCalls: true })
      .postingChanged('2026-03-05 10:00', { noFollowUp: true });
    expect(stateOf(application).posting).toMatchObject({
      noPhoneCalls: true,
      noFollowUp: true,
      closedAt: null,
    });
  });
});

describe('a deferral', () => {
  const put = () => applied().deferred('2026-03-04 10:00', '2026-04-01 10:00', 'away');

  it('stands until something new happens', () => {
    expect(stateOf(put()).deferral).toMatchObject({ why: 'away' });
    expect(stateOf(put().attempted('2026-03-05 10:00')).deferral).toBeNull();
    expect(stateOf(put().attempted('2026-03-04 09:59')).deferral).not.toBeNull();
    expect(stateOf(put().postingChanged('2026-03-05 10:00', { noPhoneCalls: true })).deferral).not.toBeNull();
  });
});
