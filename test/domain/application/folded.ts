import type { ApplicationState } from '../../../src/domain/application';
import { fold } from '../../../src/domain/fold';
import { type Given, given } from '../../support/given';

export const applied = () => given().submitted('2026-03-03 10:00');
export const stateOf = (application: Given): ApplicationState => fold(application.events);
export const attempts = (application: Given) =>
  stateOf(application).attempts.map(({ attemptedAt, purpose, response }) => [
    application.local(attemptedAt),
    purpose,
    response,
  ]);

export function scheduled(day = '2026-03-10') {
  return applied().scheduled('2026-03-05 10:00', `${day} 14:00`, `${day} 15:00`);
}

/** Something of everything, recorded in no order. */
export function history(): Given {
  const application = applied()
    .attempted('2026-03-12 10:00')
    .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'REFUSED' })
    .identified('manager', 'HIRING_MANAGER', '2026-03-05 10:00')
    .heard('2026-03-13 10:00', 'INTERVIEW_OFFERED', { attemptId: 'event-2' })
    .scheduled('2026-03-13 12:00', '2026-03-16 14:00', '2026-03-16 15:00')
    .cancelled('2026-03-14 12:00')
    .interviewed('2026-03-17 14:00', '2026-03-17 15:00')
    .deferred('2026-03-18 10:00', '2026-03-20 10:00')
    .postingChanged('2026-03-18 11:00', { noPhoneCalls: true })
    .closed('2026-03-25 10:00')
    .reopened('2026-03-26 10:00');
  return application
    .corrected(application.attempt('2026-03-11 10:00', { response: 'NO_ANSWER' }), 'event-2')
    .attempted('2026-03-27 10:00')
    .retracted();
}
