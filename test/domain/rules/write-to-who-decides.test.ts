import type { Contact } from '../../../src/domain/recommendation/situation';
import { expectAdvice, type Given, given, person } from '../../support/given';

const applied = (contacts: Contact[]) => given({ contacts }).submitted('2026-03-03 10:00');
const manager = { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', to: 'HIRING_MANAGER', contact: 'manager' };
const switchboard = { kind: 'FIND_HIRING_MANAGER', method: 'PHONE', to: 'SWITCHBOARD', contact: null };

describe('write-to-who-decides (W1, T3)', () => {
  it.each<[string, Contact[], (application: Given) => Given, object]>([
    ['the only hiring manager at the employer', [person('manager')], (it) => it, manager],
    [
      'among colleagues',
      [person('manager'), person('recruiter', { role: 'RECRUITER' })],
      (it) => it,
      manager,
    ],
    [
      'who decides, whatever the role',
      [person('manager', { role: 'RECRUITER', decides: true })],
      (it) => it,
      manager,
    ],
    ['two hiring managers: nobody is known', [person('manager'), person('other')], (it) => it, switchboard],
    [
      'two of them, one identified',
      [person('manager'), person('other')],
      (it) => it.identified('manager'),
      manager,
    ],
    [
      'identified last',
      [person('manager'), person('other')],
      (it) => it.identified('other').identified('manager'),
      manager,
    ],
    [
      'identified as such here only',
      [person('manager', { role: 'ACQUAINTANCE' })],
      (it) => it.identified('manager'),
      manager,
    ],
    [
      'identified as something else here',
      [person('manager')],
      (it) => it.identified('manager', 'RECRUITER'),
      switchboard,
    ],
    ['identified, and not one of theirs', [person('manager')], (it) => it.identified('gone'), manager],
    ['no e-mail address', [person('manager', { email: null })], (it) => it, switchboard],
    ['nobody', [], (it) => it, switchboard],
  ])('%s', (_, contacts, identified, expected) => {
    expectAdvice(identified(applied(contacts)), { '2026-03-04 09:30': expected });
  });

  it('an address that has bounced is none, until it is replaced', () => {
    const bounced = (emailChangedAt: number | null) =>
      applied([person('manager', { emailChangedAt })]).attempted('2026-03-04 09:00', {
        to: 'manager',
        response: 'BOUNCED',
      });
    const bouncedAt = Date.parse('2026-03-04T15:00:00Z');
    const blocked = (application: Given) => application.at('2026-03-04 09:30');
    expect(blocked(bounced(null))).toMatchObject(switchboard);
    expect(blocked(bounced(bouncedAt))).toMatchObject(switchboard);
    expect(blocked(bounced(bouncedAt + 1))).toMatchObject(manager);
  });

  it('the wrong person is turned to no more: the other one is known now', () => {
    const application = applied([person('wrong'), person('manager')])
      .identified('wrong')
      .attempted('2026-03-04 09:00', { to: 'wrong', response: 'WRONG_PERSON' });
    expectAdvice(application, { '2026-03-04 09:30': manager });
  });

  it('somebody else is not taken for the one who has asked not to be contacted', () => {
    const application = applied([person('refusing', { doNotContact: true }), person('other')]);
    expectAdvice(application, { '2026-03-04 09:30': { kind: 'FIND_HIRING_MANAGER' } });
    expectAdvice(application.identified('refusing'), {
      '2026-03-04 09:30': { kind: 'SEND_FOLLOW_UP', to: 'GENERAL_INBOX' },
    });
  });

  describe('found out from the switchboard', () => {
    const found = (contacts: Contact[] = []) =>
      applied(contacts).attempted('2026-03-04 10:00', {
        method: 'PHONE',
        role: 'SWITCHBOARD',
        response: 'DETAILS_OBTAINED',
      });

    it('at the second call', () => {
      const board = { method: 'PHONE', role: 'SWITCHBOARD' } as const;
      const second = applied([])
        .attempted('2026-03-04 10:00', { ...board, response: 'NO_ANSWER' })
        .attempted('2026-03-05 10:00', { ...board, response: 'DETAILS_OBTAINED' });
      expectAdvice(second, { '2026-03-05 10:00': { ...manager, contact: null } });
    });

    it('but not recorded as a contact yet', () => {
      expectAdvice(found(), { '2026-03-04 10:00': { ...manager, contact: null } });
      expectAdvice(found([person('manager', { email: null })]), { '2026-03-04 10:00': manager });
    });

    it.each(['BOUNCED', 'WRONG_PERSON'] as const)('and then %s: to be found out again', (response) => {
      const wrong = found().attempted('2026-03-04 11:00', { role: 'HIRING_MANAGER', response });
      expectAdvice(wrong, { '2026-03-04 11:00': 'WAIT', '2026-03-05 09:00': switchboard });
    });
  });

  it('closing is no message', () => {
    const application = applied([person('manager')]);
    for (const at of ['2026-03-04 10:00', '2026-03-12 10:00', '2026-03-20 10:00']) application.attempted(at);
    expectAdvice(application, { '2026-04-03 10:00': { kind: 'CLOSE', to: null } });
  });
});
