import fc from 'fast-check';
import { Clock } from '../../src/domain/recommendation/clock';
import { passedOver } from '../../src/domain/recommendation/passed-over';
import { stepAt } from '../../src/domain/recommendation/plan';
import type { Contact } from '../../src/domain/recommendation/situation';
import type { ActionKind } from '../../src/domain/vocabulary';
import { type Given, given, person } from '../support/given';
import { anyApplication } from './any-history';

const manager = person('manager');
const recruiter = person('recruiter', { role: 'RECRUITER' });
const interviewer = person('interviewer', { role: 'INTERVIEWER' });

/** To whom the action of a kind goes at a moment, and why it does not go to each of the others. */
function choiceAt(application: Given, at: string, wanted?: ActionKind) {
  const moment = application.instant(at);
  const actions = stepAt(application.steps(moment), moment)?.actions ?? [];
  const action = actions.find(({ kind }) => wanted === undefined || kind === wanted);
  if (!action) throw new Error(`no ${wanted} at ${at}`);
  const circumstances = application.circumstances(moment);
  const situation = { ...circumstances, posting: circumstances.state.posting, clock: new Clock(moment) };
  const others = passedOver(situation, action).map(({ contactId, reason }) => [contactId, reason]);
  return {
    to: action.recipient?.contactId ?? action.recipient?.role ?? action.kind,
    ...Object.fromEntries(others),
  };
}

const applied = (contacts: Contact[], posting = {}) =>
  given({ contacts }).submitted('2026-03-03 10:00', posting);
const byEmail = (contacts: Contact[]) => applied(contacts, { noPhoneCalls: true });
const followUpAt = '2026-03-04 09:30';
const bounced = 'An e-mail to their address has come back.';
const noEmail = 'No e-mail address of theirs is known.';

it('names nobody where nobody is turned to, and nobody where there is nobody else', () => {
  expect(choiceAt(applied([manager, recruiter]), '2026-03-03 11:00')).toEqual({ to: 'WAIT' });
  expect(choiceAt(applied([manager]), followUpAt)).toEqual({ to: 'manager' });
  const closed = applied([manager]).heard('2026-03-03 11:00', 'POSITION_CLOSED');
  expect(choiceAt(closed, followUpAt)).toEqual({ to: 'NONE' });
});

describe('after applying', () => {
  it('who does not decide, while the recipient does', () => {
    expect(choiceAt(applied([manager, recruiter]), followUpAt)).toEqual({
      ...{ to: 'manager', recruiter: 'Does not decide, while the recipient does.' },
    });
  });

  it('who has refused the ways in which a message could go to them; not who is reached in another', () => {
    const refusing = person('refusing', { decides: true, refusedMethods: ['EMAIL', 'PHONE'] });
    const other = person('other', { role: 'RECRUITER' });
    expect(choiceAt(byEmail([refusing, other]), followUpAt)).toMatchObject({ to: 'other' });
    const helper = person('helper', { role: 'REFERRER', refusedMethods: ['EMAIL', 'PHONE'] });
    expect(choiceAt(byEmail([other, helper]), followUpAt)).toEqual({
      ...{ to: 'other', helper: 'Has refused the ways in which a message could go to them.' },
    });
    const onLinkedin = { ...helper, email: null, preferredMethod: 'LINKEDIN' as const };
    expect(choiceAt(byEmail([other, onLinkedin]), followUpAt)).toEqual({
      ...{ to: 'other', helper: 'The recipient is nearer to this step.' },
    });
  });

  it('to whom a promise was not given', () => {
    const promised = applied([manager, recruiter]).promised(
      '2026-03-04 09:00',
      'references',
      '2026-03-06 17:00',
      'recruiter',
    );
    expect(choiceAt(promised, followUpAt, 'KEEP_PROMISE')).toEqual({
      ...{ to: 'recruiter', manager: 'The promise was given to somebody else.' },
    });
  });

  it('who has asked not to be contacted, and who was the wrong person', () => {
    const refusing = person('refusing', { role: 'RECRUITER', doNotContact: true });
    const wrong = person('wrong');
    const application = applied([refusing, wrong, manager])
      .identified('wrong', 'HIRING_MANAGER')
      .attempted('2026-03-04 09:00', { to: 'wrong', response: 'WRONG_PERSON' });
    expect(choiceAt(application, followUpAt)).toEqual({
      ...{ to: 'manager', refusing: 'Has asked not to be contacted.' },
      wrong: 'Was found to be the wrong person on this application.',
    });
  });

  it('who may decide too, where somebody else was identified; where nobody is, nobody is taken', () => {
    const other = person('other', { role: 'RECRUITER', decides: true });
    const several = 'Several people there may decide, and none of them is identified on this application.';
    expect(choiceAt(applied([manager, other]), followUpAt)).toEqual({
      ...{ to: 'SWITCHBOARD', manager: several, other: several },
    });
    expect(choiceAt(applied([manager, other]).identified('other'), followUpAt)).toEqual({
      ...{ to: 'other', manager: 'Somebody else was identified on this application as the one who decides.' },
    });
  });

  it('who decides, but cannot be written to: the switchboard is asked, and nobody else is meant', () => {
    const application = (email: string | null) => applied([{ ...manager, email }, recruiter]);
    const forWhoDecides = 'Does not decide; this is for the person who does.';
    expect(choiceAt(application(null), followUpAt)).toEqual({
      ...{ to: 'SWITCHBOARD', manager: noEmail, recruiter: forWhoDecides },
    });
    const sent = application('manager@example.com').attempted('2026-03-04 09:00', {
      ...{ to: 'manager', response: 'BOUNCED' },
    });
    expect(choiceAt(sent, followUpAt)).toEqual({
      ...{ to: 'SWITCHBOARD', manager: bounced, recruiter: forWhoDecides },
    });
  });

  it('who is less involved than the go-between', () => {
    expect(choiceAt(byEmail([{ ...manager, email: null }, interviewer, recruiter]), followUpAt)).toEqual({
      ...{ to: 'interviewer', manager: noEmail, recruiter: 'The recipient is nearer to this step.' },
    });
  });

  it('who has the role of another, and whom nobody has told apart', () => {
    const second = person('second', { role: 'RECRUITER' });
    const several =
      'Several people there have the same role, and none of them is identified on this application.';
    expect(choiceAt(byEmail([recruiter, second]), followUpAt)).toEqual({
      ...{ to: 'GENERAL_INBOX', recruiter: several, second: several },
    });
    expect(choiceAt(byEmail([recruiter, second]).identified('second', 'RECRUITER'), followUpAt)).toEqual({
      ...{ to: 'second', recruiter: 'The recipient is nearer to this step.' },
    });
  });

  it('who has no part in the application', () => {
    const desk = person('desk', { role: 'SWITCHBOARD' });
    expect(choiceAt(byEmail([desk]), followUpAt)).toEqual({
      ...{ to: 'GENERAL_INBOX', desk: 'Is not known to have a part in this application.' },
    });
  });

  it('who did not post the job, through LinkedIn', () => {
    const poster = person('poster', { role: 'POSTER', email: null });
    const contacts = [poster, recruiter, { ...manager, email: null }];
    const application = given({ contacts }).submitted('2026-03-03 10:00', {}, 'LINKEDIN');
    expect(choiceAt(application, followUpAt)).toEqual({
      ...{ to: 'poster', manager: noEmail },
      recruiter: 'Did not post the job: what went through LinkedIn goes to the person who did.',
    });
    // To the poster as one involved, who posted the job has no such weight.
    expect(
      choiceAt(
        byEmail([
          { ...poster, email: 'p@example.com' },
          { ...recruiter, email: null },
        ]),
        followUpAt,
      ),
    ).toEqual({ to: 'poster', recruiter: noEmail });
  });
});

describe('after an interview', () => {
  const interviewed = (contacts: Contact[], names: string[]) =>
    applied(contacts).interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'VIDEO', { with: names });
  const thanks = (contacts: Contact[], names: string[]) =>
    choiceAt(interviewed(contacts, names), '2026-03-10 15:05', 'SEND_THANK_YOU_EMAIL');

  it('who was not there is not thanked, even who decides', () => {
    expect(thanks([manager, interviewer], ['interviewer'])).toEqual({
      ...{ to: 'interviewer', manager: 'Was not at the interview, as far as is recorded.' },
    });
  });

  it('who was there too', () => {
    const deciding = { ...interviewer, decides: true };
    const second = person('second', { role: 'INTERVIEWER' });
    const silent = person('silent', { role: 'INTERVIEWER', email: null });
    expect(thanks([deciding, second, silent], ['interviewer', 'second', 'silent'])).toEqual({
      ...{ to: 'interviewer', silent: 'Does not decide, while the recipient does.' },
      second: 'Was at the interview too, but does not decide, while the recipient does.',
    });
    expect(thanks([interviewer, silent], ['interviewer', 'silent'])).toEqual({
      ...{ to: 'interviewer', silent: noEmail },
    });
    expect(thanks([interviewer, second], ['interviewer', 'second'])).toEqual({
      ...{ to: 'interviewer', second: 'Was at the interview too; the thanks go to one person.' },
    });
  });

  it('who was there too, where it is not about thanks', () => {
    const second = person('second', { role: 'INTERVIEWER' });
    const application = interviewed([interviewer, second], ['interviewer', 'second']).attempted(
      '2026-03-10 16:00',
      { to: 'interviewer', purpose: 'THANK_YOU' },
    );
    expect(choiceAt(application, '2026-03-11 17:00')).toEqual({
      ...{ to: 'interviewer', second: 'Was at the interview too; the message goes to one person.' },
    });
  });

  it('who was there, and whom the thanks have not reached', () => {
    const application = interviewed([interviewer, recruiter], ['interviewer']).attempted('2026-03-10 15:30', {
      ...{ to: 'interviewer', purpose: 'THANK_YOU', response: 'BOUNCED' },
    });
    expect(choiceAt(application, '2026-03-10 16:00', 'SEND_THANK_YOU_EMAIL')).toEqual({
      ...{ to: 'recruiter', interviewer: bounced },
    });
  });

  it('with whom no call was agreed on', () => {
    const application = interviewed([manager, interviewer], ['interviewer'])
      .attempted('2026-03-10 16:00', { to: 'interviewer', purpose: 'THANK_YOU' })
      .attempted('2026-03-17 15:00', { to: 'interviewer', purpose: 'ASK_AVAILABILITY' });
    const attemptId = application.lastEventId;
    application.heard('2026-03-17 16:00', 'ACKNOWLEDGED', { attemptId });
    expect(choiceAt(application, '2026-03-17 16:30', 'CALL')).toEqual({
      ...{ to: 'interviewer', manager: 'The call was agreed on with somebody else.' },
    });
  });
});

it('who has not asked, where an answer goes to who has; and where that one is not reached, who decides', () => {
  const asked = () =>
    applied([manager, recruiter, interviewer]).heard('2026-03-04 10:00', 'INFORMATION_REQUESTED', {
      to: 'recruiter',
    });
  const notAsked = 'Has not asked: the answer goes to the person who did.';
  expect(choiceAt(asked(), '2026-03-04 11:00')).toEqual({
    ...{ to: 'recruiter', manager: notAsked, interviewer: notAsked },
  });
  const notReached = asked().attempted('2026-03-04 10:30', { to: 'recruiter', response: 'WRONG_PERSON' });
  expect(choiceAt(notReached, '2026-03-04 11:00')).toEqual({
    ...{ to: 'manager', interviewer: 'Does not decide, while the recipient does.' },
    recruiter: 'Was found to be the wrong person on this application.',
  });
});

test('everybody but the recipient is told of, once, whatever has happened; and those who refuse as such', () => {
  fc.assert(
    fc.property(anyApplication, (application) => {
      const circumstances = application.circumstances();
      const { state, people } = circumstances;
      for (const { from, actions } of application.steps(state.lastOccurredAt)) {
        const situation = { ...circumstances, posting: state.posting, clock: new Clock(from) };
        for (const action of actions) {
          const passed = passedOver(situation, action);
          const others = people.contacts.filter(({ id }) => id !== action.recipient?.contactId);
          const expected = action.recipient === null ? [] : others.map(({ id }) => id);
          expect(passed.map(({ contactId }) => contactId)).toEqual(expected);
          for (const { contactId, reason } of passed) {
            const refuses = people.contacts.some((one) => one.id === contactId && one.doNotContact);
            expect(reason === 'Has asked not to be contacted.').toBe(refuses);
          }
        }
      }
    }),
  );
});
