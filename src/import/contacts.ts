import type { RecipientRole } from '../domain/vocabulary';
import type { Entry, PersonCells } from './entry';
import type { LogLine } from './log';
import type { PlannedContact, PlannedEntry } from './plan';
import { folded, keyOf } from './register';

type Person = PersonCells & { key: string; employerKey: string; laterEmail: string | null };

/** The people named at employers, put together from all lines in the order in which things happened. */
export class Contacts {
  private readonly people = new Map<string, Person>();

  constructor(lines: readonly LogLine[]) {
    const named = lines.filter(({ entry }) => entry?.person);
    named.sort((one, other) => (one.entry as Entry).at - (other.entry as Entry).at || one.line - other.line);
    for (const { application, entry } of named) this.add(application.employer, entry?.person as PersonCells);
  }

  /** Those whose role is known; nobody can be recorded without one. */
  all(): PlannedContact[] {
    return [...this.people.values()].flatMap(({ role, decides, ...person }) =>
      role ? [{ ...person, role, decides: decides ?? role === 'HIRING_MANAGER' }] : [],
    );
  }

  roleOf(employer: string, name: string): RecipientRole | null {
    return this.people.get(keyOf(employer, name))?.role ?? null;
  }

  /** The line's entry with the person filled in; none where it only says that there is an application. */
  planned({ line, application, entry }: LogLine): PlannedEntry[] {
    if (!entry) return [];
    const { at, person, command } = entry;
    if (!person || command.type === 'CloseApplication') return [{ line, at, command, identifies: null }];
    const contactId = keyOf(application.employer, person.name);
    const role = person.role ?? this.roleOf(application.employer, person.name);
    const identifies = role && isSomebody(role) && !isWrongPerson(command) ? { contactId, role } : null;
    if (command.type === 'RecordInterview' || command.type === 'ScheduleInterview') {
      return [{ line, at, command: { ...command, contactIds: [contactId] }, identifies }];
    }
    if (command.type === 'RecordResponse') {
      return [{ line, at, command: { ...command, contactId }, identifies }];
    }
    return [{ line, at, command: { ...command, contactId, recipientRole: role }, identifies }];
  }

  private add(employer: string, person: PersonCells): void {
    const key = keyOf(employer, person.name);
    const known = this.people.get(key);
    if (!known) {
      this.people.set(key, { ...person, key, employerKey: keyOf(employer), laterEmail: null });
      return;
    }
    known.role ??= person.role;
    known.phone ??= person.phone;
    known.decides ??= person.decides;
    known.email ??= person.email;
    const { email } = person;
    if (email && folded(email) !== folded(known.laterEmail ?? known.email ?? '')) known.laterEmail = email;
  }
}

/** Nobody in particular sits at a switchboard or behind a general address. */
function isSomebody(role: RecipientRole): boolean {
  return role !== 'SWITCHBOARD' && role !== 'GENERAL_INBOX';
}

function isWrongPerson(command: Entry['command']): boolean {
  return 'response' in command && command.response === 'WRONG_PERSON';
}
