import fc from 'fast-check';
import { askedByResponses } from '../../src/domain/do-not-contact';
import { type Given, given, person } from '../support/given';
import { anyApplication } from './any-history';

const at = '2026-03-05 10:00';
const asked = (application: Given) =>
  askedByResponses(application.events).map(({ contactId, saidAt, withdrawal }) => [
    contactId,
    application.local(saidAt),
    withdrawal?.reason ?? null,
  ]);

let application: Given;
beforeEach(() => {
  application = given({ contacts: [person('kim'), person('sam')] }).submitted('2026-03-03 10:00');
});

test('nobody has asked, whatever else they said', () => {
  application.attempted(at, { to: 'kim' }).heard('2026-03-06 10:00', 'REJECTED', { to: 'kim' });
  expect(asked(application)).toEqual([]);
});

test('asked in answer to an attempt, at the time of the answer', () => {
  application.attempted(at, { to: 'kim', response: 'DO_NOT_CONTACT', respondedAt: '2026-03-05 12:00' });
  expect(asked(application)).toEqual([['kim', '2026-03-05 12:00', null]]);
});

test('a response that names nobody is from whom its attempt went to; unasked, from the employer', () => {
  application.attempted(at, { to: 'kim' });
  application.heard('2026-03-06 10:00', 'DO_NOT_CONTACT', { attemptId: application.lastEventId });
  expect(asked(application)).toEqual([['kim', '2026-03-06 10:00', null]]);
  const unasked = given().submitted('2026-03-03 10:00').heard(at, 'DO_NOT_CONTACT');
  expect(asked(unasked)).toEqual([[null, at, null]]);
});

test('a retracted one stays, with why', () => {
  application.heard(at, 'DO_NOT_CONTACT', { to: 'kim' }).retracted();
  expect(asked(application)).toEqual([['kim', at, 'never happened']]);
});

test('corrected to another person it is theirs; to another word it is withdrawn; and back again', () => {
  application.heard(at, 'DO_NOT_CONTACT', { to: 'kim' });
  application.corrected(application.response(at, 'DO_NOT_CONTACT', { to: 'sam' }));
  expect(asked(application)).toEqual([['sam', at, null]]);
  application.corrected(application.response(at, 'ACKNOWLEDGED', { to: 'sam' }));
  expect(asked(application)).toEqual([['sam', at, 'mistyped']]);
  application.corrected(application.response(at, 'DO_NOT_CONTACT', { to: 'kim' }));
  expect(asked(application)).toEqual([['kim', at, null]]);
});

test('one that a correction has brought is there too, and one retracted after a correction', () => {
  application.heard(at, 'ACKNOWLEDGED', { to: 'kim' });
  application.corrected(application.response(at, 'DO_NOT_CONTACT', { to: 'kim' }));
  expect(asked(application)).toEqual([['kim', at, null]]);
  application.retracted();
  expect(asked(application)).toEqual([['kim', at, 'never happened']]);
});

test('what is not withdrawn is what the state holds, in every history', () => {
  fc.assert(
    fc.property(anyApplication, (one) => {
      const inForce = askedByResponses(one.events)
        .filter(({ withdrawal }) => withdrawal === null)
        .map(({ eventId, contactId }) => ({ eventId, contactId }));
      const stated = one
        .circumstances()
        .state.words.filter(({ response }) => response === 'DO_NOT_CONTACT')
        .map(({ eventId, contactId }) => ({ eventId, contactId }));
      const byId = (a: { eventId: string }, b: { eventId: string }) => (a.eventId < b.eventId ? -1 : 1);
      expect(inForce.sort(byId)).toEqual(stated.sort(byId));
    }),
  );
});
