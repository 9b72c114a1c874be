import type { Command } from '../../../src/domain/commands';
import type { Given } from '../../support/given';
import { attempt, attempted, decided, now, refusals, response, submittedAt, zone } from './refusals';

const correct = (eventId: string, replacement = attempt()) =>
  ({ type: 'CorrectEvent', eventId, reason: 'mistyped', replacement }) as Command;
const retract = (eventId: string): Command => ({ type: 'RetractEvent', eventId, reason: 'never happened' });

// event-1 is the submission, event-2 the attempt.
const responded = () => attempted().heard('2026-03-05 10:00', 'IN_PROGRESS');
const corrected = () => attempted().command(correct('event-2'));
const retracted = () => attempted().retracted();
const posted = () => attempted().postingChanged('2026-03-05 10:00', { noFollowUp: true });

describe('CorrectEvent is refused', () => {
  it.each<[string, string, () => Given, Command]>([
    ['what is not there', 'NOT_FOUND eventId', attempted, correct('event-9')],
    ['no attempt', 'EVENT_TYPE_MISMATCH attempt', attempted, correct('event-1')],
    ['an attempt by a response', 'EVENT_TYPE_MISMATCH response', attempted, correct('event-2', response())],
    ['a response by an attempt', 'EVENT_TYPE_MISMATCH attempt', responded, correct('event-3')],
    ['a correction by a response', 'EVENT_TYPE_MISMATCH response', corrected, correct('event-3', response())],
    ['what is corrected already', 'EVENT_SUPERSEDED eventId', corrected, correct('event-2')],
    ['what is retracted', 'EVENT_SUPERSEDED eventId', retracted, correct('event-2')],
    ['a retraction', 'EVENT_TYPE_MISMATCH attempt', retracted, correct('event-3')],
    [
      'by what could not be recorded',
      'BEFORE_SUBMISSION attemptedAt',
      attempted,
      correct('event-2', attempt({ attemptedAt: submittedAt - 1 })),
    ],
  ])('%s: %s', (_, expected, application, command) => {
    expect(refusals(application(), command)).toEqual([expected]);
  });

  it.each<[string, () => Given, Command]>([
    ['an attempt', attempted, correct('event-2')],
    ['a response', responded, correct('event-3', response())],
    ['a correction', corrected, correct('event-3')],
  ])('not %s: it is recorded as of now, with what happened instead', (_, application, command) => {
    expect(decided(application(), command)).toMatchObject({
      type: 'EventCorrected',
      occurredAt: now,
      timeZone: zone,
      data: { reason: 'mistyped', replacement: { occurredAt: attempted().instant('2026-03-09 10:00') } },
    });
  });
});

describe('RetractEvent is refused', () => {
  it.each<[string, string, () => Given, string]>([
    ['what is not there', 'NOT_FOUND eventId', attempted, 'event-9'],
    ['the submission', 'NOT_RETRACTABLE eventId', attempted, 'event-1'],
    ['a change of the posting', 'NOT_RETRACTABLE eventId', posted, 'event-3'],
    ['a retraction', 'NOT_RETRACTABLE eventId', retracted, 'event-3'],
    ['what is corrected', 'EVENT_SUPERSEDED eventId', corrected, 'event-2'],
    ['what is retracted', 'EVENT_SUPERSEDED eventId', retracted, 'event-2'],
  ])('%s: %s', (_, expected, application, eventId) => {
    expect(refusals(application(), retract(eventId))).toEqual([expected]);
  });

  it.each<[string, () => Given, string]>([
    ['an attempt', attempted, 'event-2'],
    ['a correction', corrected, 'event-3'],
    ['a closing', () => attempted().closed('2026-03-05 10:00'), 'event-3'],
    ['a deferral', () => attempted().deferred('2026-03-05 10:00', '2026-04-01 10:00'), 'event-3'],
  ])('not %s', (_, application, eventId) => {
    expect(decided(application(), retract(eventId))).toMatchObject({
      type: 'EventRetracted',
      occurredAt: now,
    });
  });
});
