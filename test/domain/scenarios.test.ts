import { given, person } from '../support/given';

const manager = person('manager');

/** The first set of scenarios that the practices are explained with; America/Chicago unless said. */
describe('scenarios', () => {
  describe('1. applied on a Tuesday, hiring manager known', () => {
    const application = given({ contacts: [manager] }).submitted('2026-03-03 10:00');

    it('waits until the next working day begins', () => {
      expect(application.at('2026-03-03 11:00')).toMatchObject({
        kind: 'WAIT',
        method: null,
        opens: '2026-03-04 00:00',
        until: '2026-03-04 00:00',
      });
    });

    it('then follows up by e-mail, due on Friday', () => {
      expect(application.at('2026-03-04 09:30')).toMatchObject({
        kind: 'SEND_FOLLOW_UP',
        method: 'EMAIL',
        to: 'HIRING_MANAGER',
        contact: 'manager',
        due: '2026-03-06 17:00',
        practices: expect.arrayContaining(['T1', 'W1', 'W6']),
      });
    });
  });

  describe('2. applied on a Friday', () => {
    it('in the morning: the same afternoon, so that no weekend passes', () => {
      const application = given({ contacts: [manager] }).submitted('2026-03-06 10:00');
      expect(application.at('2026-03-06 12:59')).toMatchObject({ kind: 'WAIT', until: '2026-03-06 13:00' });
      expect(application.at('2026-03-06 13:30')).toMatchObject({
        kind: 'SEND_FOLLOW_UP',
        opens: '2026-03-06 13:00',
        due: '2026-03-06 17:00',
      });
    });

    it('in the afternoon: on Monday', () => {
      const application = given({ contacts: [manager] }).submitted('2026-03-06 15:00');
      expect(application.at('2026-03-06 15:30')).toMatchObject({ kind: 'WAIT', until: '2026-03-09 00:00' });
      expect(application.at('2026-03-09 08:00')).toMatchObject({
        kind: 'SEND_FOLLOW_UP',
        due: '2026-03-09 17:00',
      });
    });
  });

  describe('3. nobody known', () => {
    const application = given().submitted('2026-03-03 10:00');

    it('calls the switchboard', () => {
      expect(application.at('2026-03-04 09:30')).toMatchObject({
        kind: 'FIND_HIRING_MANAGER',
        method: 'PHONE',
        to: 'SWITCHBOARD',
        practices: expect.arrayContaining(['W3', 'T3']),
      });
    });

    it('but in working hours only', () => {
      expect(application.at('2026-03-04 08:59')).toMatchObject({ kind: 'WAIT', until: '2026-03-04 09:00' });
      expect(application.at('2026-03-04 16:59')).toMatchObject({ kind: 'FIND_HIRING_MANAGER' });
      expect(application.at('2026-03-04 20:00')).toMatchObject({ kind: 'WAIT', until: '2026-03-05 09:00' });
    });
  });

  it('4. nobody known and no phone calls wanted: the general address', () => {
    const application = given().submitted('2026-03-03 10:00', { noPhoneCalls: true });
    const advice = application.at('2026-03-04 09:30');
    expect(advice).toMatchObject({
      kind: 'SEND_FOLLOW_UP',
      method: 'EMAIL',
      to: 'GENERAL_INBOX',
      practices: expect.arrayContaining(['W4', 'W1']),
    });
    expect(advice.reason).toContain('unknown');
  });

  describe('5. the switchboard refuses', () => {
    const refused = () =>
      given()
        .submitted('2026-03-03 10:00')
        .attempted('2026-03-04 10:00', { method: 'PHONE', role: 'SWITCHBOARD', response: 'REFUSED' });

    it('a message is left there', () => {
      expect(refused().at('2026-03-04 10:30')).toMatchObject({
        kind: 'LEAVE_MESSAGE',
        method: 'PHONE',
        to: 'SWITCHBOARD',
        practices: expect.arrayContaining(['W3']),
      });
    });

    it('and once it is left, a reminder follows after one to two weeks', () => {
      const left = refused().attempted('2026-03-04 11:00', {
        method: 'PHONE',
        role: 'SWITCHBOARD',
        response: 'MESSAGE_LEFT',
      });
      expect(left.at('2026-03-04 12:00')).toMatchObject({ kind: 'WAIT', until: '2026-03-11 11:00' });
      expect(left.at('2026-03-11 11:00')).toMatchObject({ kind: 'SEND_REMINDER', due: '2026-03-18 11:00' });
    });
  });

  describe('6. no follow-up wanted', () => {
    const application = () =>
      given({ contacts: [manager] }).submitted('2026-03-03 10:00', { noFollowUp: true });

    it.each(['2026-03-03 10:00', '2026-03-04 09:30', '2026-06-01 10:00', '2036-01-01 00:00'])(
      'nothing, at %s',
      (at) => {
        expect(application().at(at)).toMatchObject({
          kind: 'NONE',
          until: null,
          practices: expect.arrayContaining(['W5']),
        });
      },
    );

    it('but thanks after an interview, and nothing more', () => {
      const interviewed = application().interviewed('2026-03-11 14:00', '2026-03-11 15:00');
      expect(interviewed.allAt('2026-03-11 15:05').map(({ kind }) => kind)).toEqual([
        'SEND_THANK_YOU_NOTE',
        'SEND_THANK_YOU_EMAIL',
      ]);
      const thanked = interviewed.attempted('2026-03-11 17:00', { purpose: 'THANK_YOU' });
      expect(thanked.at('2026-03-13 10:00')).toMatchObject({ kind: 'NONE' });
    });
  });

  describe('7. after a video interview', () => {
    const interviewed = (format: 'VIDEO' | 'PHONE') =>
      given({ contacts: [manager], candidateTimeZone: 'America/New_York' })
        .submitted('2026-03-03 10:00')
        .interviewed('2026-03-11 14:00', '2026-03-11 15:00', format);

    it('a note the same day where the candidate is, and an e-mail within a day', () => {
      const [note, email, ...others] = interviewed('VIDEO').allAt('2026-03-11 15:05');
      expect(note).toMatchObject({ kind: 'SEND_THANK_YOU_NOTE', method: 'POST', due: '2026-03-11 22:59' });
      expect(email).toMatchObject({
        kind: 'SEND_THANK_YOU_EMAIL',
        method: 'EMAIL',
        due: '2026-03-12 15:00',
        late: '2026-03-13 15:00',
      });
      expect(others).toEqual([]);
    });

    it('the note lapses with the candidate’s day', () => {
      expect(
        interviewed('VIDEO')
          .allAt('2026-03-11 22:59')
          .map(({ kind }) => kind),
      ).toContain('SEND_THANK_YOU_NOTE');
      expect(
        interviewed('VIDEO')
          .allAt('2026-03-11 23:00')
          .map(({ kind }) => kind),
      ).toEqual(['SEND_THANK_YOU_EMAIL']);
    });

    it('after a phone interview the e-mail only', () => {
      expect(
        interviewed('PHONE')
          .allAt('2026-03-11 15:05')
          .map(({ kind }) => kind),
      ).toEqual(['SEND_THANK_YOU_EMAIL']);
    });
  });

  describe('8. silence after an interview', () => {
    const thanked = () =>
      given({ contacts: [manager], candidateTimeZone: 'America/New_York' })
        .submitted('2026-03-03 10:00')
        .interviewed('2026-03-11 14:00', '2026-03-11 15:00')
        .attempted('2026-03-11 17:00', { purpose: 'THANK_YOU', to: 'manager' });
    const followedUp = () => thanked().attempted('2026-03-13 10:00', { purpose: 'FOLLOW_UP', to: 'manager' });

    it('follows up a working day after the thanks', () => {
      expect(thanked().at('2026-03-12 16:59')).toMatchObject({ kind: 'WAIT', until: '2026-03-12 17:00' });
      expect(thanked().at('2026-03-12 17:00')).toMatchObject({
        kind: 'SEND_FOLLOW_UP',
        due: '2026-03-13 17:00',
        practices: expect.arrayContaining(['T7']),
      });
    });

    it('then checks in after three days', () => {
      expect(followedUp().at('2026-03-15 10:00')).toMatchObject({ kind: 'WAIT', until: '2026-03-16 10:00' });
      expect(followedUp().at('2026-03-16 10:00')).toMatchObject({
        kind: 'CHECK_IN',
        method: 'EMAIL',
        due: '2026-03-17 10:00',
        until: '2026-03-18 15:00',
        practices: expect.arrayContaining(['T8']),
      });
    });

    it('after a week by phone, with the availability asked first', () => {
      expect(followedUp().at('2026-03-18 15:00')).toMatchObject({
        kind: 'ASK_AVAILABILITY',
        method: 'EMAIL',
        practices: expect.arrayContaining(['T11', 'W8']),
      });
      const asked = followedUp().attempted('2026-03-18 16:00', {
        purpose: 'ASK_AVAILABILITY',
        to: 'manager',
      });
      expect(asked.at('2026-03-23 10:00')).toMatchObject({
        kind: 'CALL',
        method: 'PHONE',
        contact: 'manager',
      });
    });
  });

  describe('9. a decision date was given', () => {
    const dated = () =>
      given({ contacts: [manager] })
        .submitted('2026-03-03 10:00')
        .interviewed('2026-03-11 14:00', '2026-03-11 15:00', 'VIDEO', { decisionExpectedOn: '2026-03-25' });

    it.each([
      ['thanked', dated().attempted('2026-03-11 17:00', { purpose: 'THANK_YOU' })],
      ['not thanked', dated()],
    ])('quiet until it has passed, and a working day more (%s)', (_, application) => {
      expect(application.at('2026-03-19 10:00')).toMatchObject({
        kind: 'WAIT',
        until: '2026-03-27 00:00',
        practices: expect.arrayContaining(['T9']),
      });
      expect(application.at('2026-03-27 10:00')).toMatchObject({
        kind: 'ASK_FOR_UPDATE',
        method: 'EMAIL',
        due: '2026-03-30 17:00',
      });
    });
  });

  it('10. a promised call did not come: the same day', () => {
    const application = given({ contacts: [manager] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', {
        to: 'manager',
        response: 'CALL_PROMISED',
        promisedAt: '2026-03-05 13:00',
      });
    expect(application.at('2026-03-05 13:59')).toMatchObject({ kind: 'WAIT', until: '2026-03-05 14:00' });
    expect(application.at('2026-03-05 14:05')).toMatchObject({
      kind: 'SEND_FOLLOW_UP',
      due: '2026-03-05 17:00',
    });
  });

  describe('11. the end of the position', () => {
    it('closed: never again', () => {
      const application = given({ contacts: [manager] })
        .submitted('2026-03-03 10:00')
        .heard('2026-03-10 10:00', 'POSITION_CLOSED');
      for (const at of ['2026-03-10 10:00', '2026-04-10 10:00', '2099-01-01 00:00']) {
        expect(application.at(at)).toMatchObject({ kind: 'NONE', until: null, practices: ['W9'] });
      }
    });

    it('taken down, and silence for 21 days: close', () => {
      const application = given({ contacts: [manager] })
        .submitted('2026-03-03 10:00')
        .attempted('2026-03-05 10:00', { to: 'manager' })
        .command({
          type: 'ChangePosting',
          changedAt: Date.parse('2026-03-06T18:00:00Z'),
          changes: { takenDownAt: Date.parse('2026-03-06T18:00:00Z') },
        });
      expect(application.at('2026-03-26 09:59')).not.toMatchObject({ kind: 'CLOSE' });
      expect(application.at('2026-03-27 10:00')).toMatchObject({
        kind: 'CLOSE',
        method: null,
        practices: expect.arrayContaining(['T13']),
      });
    });
  });

  it('12. three unanswered attempts after applying: close after two weeks', () => {
    const application = given({ contacts: [manager] })
      .submitted('2026-03-03 10:00')
      .attempted('2026-03-04 10:00', { to: 'manager' })
      .attempted('2026-03-12 10:00', { to: 'manager' })
      .attempted('2026-03-20 10:00', { to: 'manager' });
    expect(application.at('2026-04-03 09:59')).toMatchObject({ kind: 'WAIT', until: '2026-04-03 10:00' });
    expect(application.at('2026-04-04 10:00')).toMatchObject({
      kind: 'CLOSE',
      practices: expect.arrayContaining(['T4']),
    });
  });
});
