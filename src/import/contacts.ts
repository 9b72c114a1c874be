import type { RecipientRole } from '../domain/vocabulary';
import type { Entry, PersonCells } from './entry';
import type { LogLine } from './log';
import type { PlannedContact, PlannedEntry } from './plan';
import { folded, keyOf } from './register';

type Person = PersonCells & { key: string; employerKey: string; laterEmail: string | null };

/** The people named at employers, put together from all lines in the order in which things happened. */
export class Contacts {
  private readonly people = new Map<string, Person>();
  /** Whose address it is: some lines name a person by nothing else. */
  private readonly nameByEmail = new Map<string, string>();

  constructor(lines: readonly LogLine[]) {
    const named = lines.flatMap(({ line, application: { employer }, entry }) =>
      entry?.person ? [{ line, employer, at: entry.at, person: entry.person }] : [],
    );
    named.sort((one, other) => one.at - other.at || one.line - other.line);
    for (const { employer, person } of named) {
      const { name, email } = person;
      if (email && name !== email) this.nameByEmail.set(keyOf(employer, email), name);
    }
    for (const { employer, person } of named) this.add(employer, person);
  }

  /** Those whose role is known; nobody can be recorded without one. */
  all(): PlannedContact[] {
    return [...this.people.values()].flatMap(({ role, decides, ...person }) =>
      role ? [{ ...person, role, decides: decides ?? role === 'HIRING_MANAGER' }] : [],
    );
  }

  roleOf(employer: string, name: string): RecipientRole | null {
    return this.people.get(this.keyOf(employer, name))?.role ?? null;
  }

  private keyOf(employer: string, name: string): string {
    return keyOf(employer, this.nameByEmail.get(keyOf(employer, name)) ?? name);
  }

  /** The line's entry with the person filled in; none where it only says that there is an application. */
  planned({ line, application, entry }: LogLine): PlannedEntry[] {
    if (!entry) return [];
    const { at, person, command } = entry;
    if (!person || command.type === 'CloseApplication') return [{ line, at, command, identifies: null }];
    const contactId = this.keyOf(application.employer, person.name);
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
    const key = this.keyOf(employer, person.name);
    const known = this.people.get(key);
    if (!known) {
      const name = this.nameByEmail.get(keyOf(employer, person.name)) ?? person.name;
      this.people.set(key, { ...person, name, key, employerKey: keyOf(employer), laterEmail: null });
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
