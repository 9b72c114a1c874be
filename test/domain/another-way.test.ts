import fc from 'fast-check';
import { plan, type Step } from '../../src/domain/recommendation/plan';
import type { Action } from '../../src/domain/recommendation/recommend';
import type { Contact } from '../../src/domain/recommendation/situation';
import type { ActionKind, ContactResponse } from '../../src/domain/vocabulary';
import { type Advice, type Given, given, person } from '../support/given';
import { anyApplication, asAdvised } from './any-history';

const manager = (facts: Partial<Contact> = {}) => person('manager', facts);
const recruiter = person('recruiter', { role: 'RECRUITER' });
const colleague = person('colleague', { role: 'INTERVIEWER' });

const applied = (contacts: Contact[], posting = {}) =>
  given({ contacts }).submitted('2026-03-03 10:00', posting);
const interviewed = (contacts: Contact[], names: string[], posting = {}) =>
  applied(contacts, posting).interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'VIDEO', { with: names });

/** Sent to the person as advised, and it came back, or somebody else wrote that it is not for them. */
const failing = (application: Given, at: string, response: ContactResponse, to = 'manager') =>
  application.attempted(at, { ...(asAdvised(adviceOn(application, at, to)) ?? {}), to, response });

/** What is advised at a moment towards a person. */
function adviceOn(application: Given, at: string, to: string): Action {
  const found = actionsAt(application, at).find(
    ({ recipient, method }) => recipient?.contactId === to && method === 'EMAIL',
  );
  if (!found) throw new Error(`nothing is to be done towards ${to} at ${at}`);
  return found;
}
function actionsAt(application: Given, at: string): Action[] {
  const moment = application.instant(at);
  return application.steps(moment).findLast(({ from }) => from <= moment)?.actions ?? [];
}

const both = ['BOUNCED', 'WRONG_PERSON'] as const;

describe.each(both)('after applying, %s', (response) => {
  const at = '2026-03-04 09:30';
  const after = '2026-03-04 10:00';
  const next = (contacts: Contact[], posting = {}) =>
    failing(applied([manager(), ...contacts], posting), at, response).at(after);

  it('the switchboard is asked', () => {
    expect(next([recruiter])).toMatchObject({
      ...{ kind: 'FIND_HIRING_MANAGER', method: 'PHONE', to: 'SWITCHBOARD', contact: null },
    });
  });
  it('where calls are not wanted, somebody else who is involved is written to', () => {
    expect(next([recruiter], { noPhoneCalls: true })).toMatchObject({
      ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', contact: 'recruiter' },
    });
  });
  it('where nobody is, the general address', () => {
    expect(next([], { noPhoneCalls: true })).toMatchObject({
      ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', to: 'GENERAL_INBOX', contact: null },
    });
  });
  it('and once the switchboard has told the address, it goes to the hiring manager, not to that contact', () => {
    const application = failing(applied([manager()]), at, response);
    application.attempted('2026-03-04 11:00', {
      ...{ method: 'PHONE', role: 'SWITCHBOARD', response: 'DETAILS_OBTAINED' },
    });
    expect(application.at('2026-03-04 12:00')).toMatchObject({
      ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', to: 'HIRING_MANAGER', contact: null },
    });
  });
});

it('a new address is written to again, and a bounce of the old one says nothing of it', () => {
  const emailChangedAt = given().instant('2026-03-04 12:00');
  const application = failing(applied([manager()]), '2026-03-04 09:30', 'BOUNCED');
  const mended = given({ contacts: [manager({ emailChangedAt })] });
  mended.events.push(...application.events);
  expect(mended.at('2026-03-05 10:00')).toMatchObject({ kind: 'SEND_FOLLOW_UP', contact: 'manager' });
});

describe.each(both)('thanks for an interview, %s', (response) => {
  const at = '2026-03-10 15:30';
  const thanks = (application: Given) =>
    application.allAt('2026-03-10 16:00').find(({ kind }) => kind === 'SEND_THANK_YOU_EMAIL');

  it.each<[string, Contact[], string[], Partial<Advice>]>([
    [
      'to somebody else who was there',
      [manager(), colleague],
      ['manager', 'colleague'],
      { contact: 'colleague' },
    ],
  ])('go %s', (_, contacts, names, expected) => {
    expect(thanks(failing(interviewed(contacts, names), at, response))).toMatchObject({
      ...{ method: 'EMAIL', to: 'INTERVIEWER', ...expected },
    });
  });
  it('are as due as they were', () => {
    const application = interviewed([manager(), colleague], ['manager', 'colleague']);
    const { due } = thanks(application) as Advice;
    expect(thanks(failing(application, at, response))?.due).toBe(due);
  });
  it('once they have reached somebody are done', () => {
    const application = failing(interviewed([manager(), colleague], ['manager', 'colleague']), at, response);
    failing(application, '2026-03-10 16:00', 'NONE', 'colleague');
    expect(thanks(application)).toBeUndefined();
  });
});

it('thanks that bounced go to whoever is involved, where nobody else was there; else to the general address', () => {
  const next = (contacts: Contact[]) =>
    failing(interviewed(contacts, ['colleague']), '2026-03-10 15:30', 'BOUNCED', 'colleague')
      .allAt('2026-03-10 16:00')
      .find(({ kind }) => kind === 'SEND_THANK_YOU_EMAIL');
  expect(next([colleague, manager()])).toMatchObject({ to: 'HIRING_MANAGER', contact: 'manager' });
  expect(next([colleague, recruiter])).toMatchObject({ to: 'RECRUITER', contact: 'recruiter' });
  expect(next([colleague])).toMatchObject({ to: 'GENERAL_INBOX', contact: null, method: 'EMAIL' });
});

it('a hand-written note still goes by post to whom the e-mail has not reached', () => {
  const application = failing(interviewed([manager()], ['manager']), '2026-03-10 15:30', 'BOUNCED');
  const notes = application.allAt('2026-03-10 16:00').filter(({ method }) => method === 'POST');
  expect(notes).toMatchObject([{ kind: 'SEND_THANK_YOU_NOTE', contact: 'manager' }]);
});

describe('while silent after an interview', () => {
  const silent = (contacts: Contact[], posting = {}) =>
    interviewed(contacts, ['manager'], posting).attempted('2026-03-10 16:00', { to: 'manager' });
  const followUpAt = '2026-03-11 17:00';

  it('a follow-up that bounced goes to somebody involved, else to the general address', () => {
    const next = (contacts: Contact[]) =>
      failing(silent(contacts), followUpAt, 'BOUNCED').at('2026-03-11 18:00');
    expect(next([manager(), recruiter])).toMatchObject({ kind: 'SEND_FOLLOW_UP', contact: 'recruiter' });
    expect(next([manager()])).toMatchObject({ kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' });
  });

  it('whom no message reaches is called without being asked when, and where nobody calls not written to', () => {
    const application = failing(silent([manager()]), followUpAt, 'BOUNCED');
    application.attempted('2026-03-12 10:00', { role: 'GENERAL_INBOX' });
    expect(application.at('2026-03-19 10:00')).toMatchObject({
      ...{ kind: 'CALL', method: 'PHONE', contact: 'manager' },
    });
    expect(application.at('2026-03-31 10:00')).toMatchObject({
      ...{ kind: 'CHECK_IN', method: 'EMAIL', to: 'GENERAL_INBOX' },
    });
  });

  it('whom a message does reach is asked', () => {
    const application = silent([manager()]).attempted(followUpAt, { to: 'manager' });
    expect(application.at('2026-03-18 10:00')).toMatchObject({
      kind: 'ASK_AVAILABILITY',
      contact: 'manager',
    });
  });
});

describe.each(both)('an answer to a question, %s', (response) => {
  const asked = (contacts: Contact[]) =>
    applied(contacts).heard('2026-03-05 10:00', 'INFORMATION_REQUESTED', { to: 'recruiter' });

  it.each<[string, Contact[], Partial<Advice>]>([
    ['goes to who decides', [recruiter, manager()], { to: 'HIRING_MANAGER', contact: 'manager' }],
    ['else to somebody involved', [recruiter, colleague], { to: 'INTERVIEWER', contact: 'colleague' }],
    ['else to the general address', [recruiter], { to: 'GENERAL_INBOX', contact: null }],
  ])('%s', (_, contacts, expected) => {
    const application = failing(asked(contacts), '2026-03-05 11:00', response, 'recruiter');
    // What did not arrive is recorded as what it was: an answer. It is still owed.
    expect(application.at('2026-03-05 12:00')).toMatchObject({
      ...{ kind: 'ANSWER_EMPLOYER', method: 'EMAIL', ...expected },
    });
  });
});

describe('what comes back without saying on what', () => {
  const sent = () =>
    applied([manager(), recruiter], { noPhoneCalls: true }).attempted('2026-03-04 09:30', { to: 'manager' });
  const next = (application: Given) => application.at('2026-03-04 12:00');

  it.each(both)('%s, from a person, is of the last message to them', (response) => {
    expect(next(sent().heard('2026-03-04 10:00', response, { to: 'manager' }))).toMatchObject({
      ...{ kind: 'SEND_FOLLOW_UP', contact: 'recruiter' },
    });
  });
  it('by another way, or from somebody else, says nothing of it', () => {
    for (const facts of [{ to: 'manager', method: 'POST' }, { to: 'recruiter' }, {}] as const) {
      expect(next(sent().heard('2026-03-04 10:00', 'BOUNCED', facts)).kind).toBe('WAIT');
    }
  });
});

it('a promise that was broken is followed up still, where the follow-up has bounced', () => {
  const promised = { promisedAt: '2026-03-05 13:00', to: 'manager' };
  const application = applied([manager(), recruiter]).heard('2026-03-04 10:00', 'CALL_PROMISED', promised);
  failing(application, '2026-03-05 14:05', 'BOUNCED');
  expect(application.at('2026-03-05 15:00')).toMatchObject({
    ...{ kind: 'SEND_FOLLOW_UP', contact: 'recruiter', rules: expect.arrayContaining(['broken-promise']) },
  });
});

it('thanks that an unknown interviewer did not get are not sent there again', () => {
  const application = interviewed([recruiter], []);
  const sent = { role: 'INTERVIEWER', purpose: 'THANK_YOU', response: 'BOUNCED' } as const;
  expect(application.attempted('2026-03-10 16:00', sent).allAt('2026-03-10 17:00')).toContainEqual(
    expect.objectContaining({ kind: 'SEND_THANK_YOU_EMAIL', to: 'RECRUITER', contact: 'recruiter' }),
  );
});

/** All that is recommended from the last event on. */
function stepsAhead(application: Given): Step[] {
  const circumstances = application.circumstances();
  return plan(circumstances, circumstances.state.lastOccurredAt);
}

/** Somebody does as advised, on some step of the plan, and it does not reach the person; what that was. */
function failOnce(application: Given, which: number, response: (typeof both)[number]): ActionKind | null {
  const toPeople = stepsAhead(application).flatMap(({ from, actions }) =>
    actions
      .filter(
        ({ recipient, method }) => recipient?.contactId && (response !== 'BOUNCED' || method === 'EMAIL'),
      )
      .map((action) => ({ from, action })),
  );
  const chosen = toPeople[which % toPeople.length];
  if (!chosen) return null;
  const attempt = application.attempt('2026-03-03 10:00', { response });
  application.command({ ...attempt, attemptedAt: chosen.from, ...asAdvised(chosen.action) });
  return chosen.action.kind;
}

const anyFailure = fc
  .record({
    application: anyApplication,
    failures: fc.array(fc.record({ which: fc.nat(), response: fc.constantFrom(...both) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ application, failures }) => {
    for (const { which, response } of failures) failOnce(application, which, response);
    return application;
  });

test('nothing goes to an address that has bounced, nor to a wrong person, whatever has happened', () => {
  fc.assert(
    fc.property(anyFailure, (application) => {
      const { attempts } = application.circumstances().state;
      const actions = stepsAhead(application).flatMap((step) => step.actions);
      const recipients = (some: Action[]) => some.map(({ recipient }) => recipient?.contactId ?? null);
      const written = recipients(actions.filter(({ method }) => method === 'EMAIL'));
      for (const { contactId, method, response } of attempts) {
        if (contactId === null) continue;
        if (response === 'WRONG_PERSON') expect(recipients(actions)).not.toContain(contactId);
        if (response === 'BOUNCED' && method === 'EMAIL') expect(written).not.toContain(contactId);
      }
    }),
    { numRuns: 300 },
  );
});

test('answers and thanks that have not arrived are owed still, and there is another way', () => {
  const owed = ['ANSWER_EMPLOYER', 'RESPOND_TO_OFFER', 'SEND_THANK_YOU_EMAIL', 'SEND_THANK_YOU_NOTE'];
  fc.assert(
    fc.property(anyApplication, fc.nat(), fc.constantFrom(...both), (application, which, response) => {
      const kind = failOnce(application, which, response);
      if (kind === null || !owed.includes(kind)) return;
      // At once, or where another is to be called, in the next working hours.
      const actions = stepsAhead(application).flatMap((step) => step.actions);
      // What was due long enough ago has gone cold meanwhile.
      if (actions.some(({ because }) => because.at(-1)?.rule === 'gone-cold')) return;
      expect(actions).toContainEqual(expect.objectContaining({ kind }));
    }),
    { numRuns: 300 },
  );
});
