import type { ApplicationCells } from './application-cells';
import type { LogLine } from './log';
import { type Contradiction, folded, keyOf, Register, type Said, type Thing } from './register';

interface Part {
  register: Register;
  key: string;
  said: Said;
}

/** The keys of the things that one line names. */
export interface Keys {
  candidate: string;
  employer: string;
  posting: string;
  application: string;
}

/** The candidates, employers, postings and applications that lines name. */
export class Things {
  readonly candidates = new Register();
  readonly employers = new Register();
  readonly postings = new Register();
  readonly applications = new Register();
  /** The e-mail addresses that go with a candidate's name anywhere in the file. */
  private readonly emails = new Map<string, Set<string>>();

  constructor(lines: readonly LogLine[]) {
    for (const { candidate, candidateEmail } of lines.map(({ application }) => application)) {
      if (!candidateEmail) continue;
      const known = this.emails.get(folded(candidate)) ?? new Set();
      this.emails.set(folded(candidate), known.add(folded(candidateEmail)));
    }
  }

  employerNamed(name: string): Thing | undefined {
    return this.employers.get(keyOf(name));
  }

  /** Is it open which of several people of one name is meant? */
  isUnclear({ candidate, candidateEmail }: ApplicationCells): boolean {
    return !candidateEmail && (this.emails.get(folded(candidate))?.size ?? 0) > 1;
  }

  /** A person is told by the e-mail address, or where no line has one, by the name. */
  keysOf({ candidate, candidateEmail, employer, jobTitle, appliedOn }: ApplicationCells): Keys {
    const [onlyEmail] = this.emails.get(folded(candidate)) ?? [];
    const person = keyOf(candidateEmail ?? onlyEmail ?? candidate);
    return {
      candidate: person,
      employer: keyOf(employer),
      posting: keyOf(employer, jobTitle),
      application: keyOf(person, employer, jobTitle, appliedOn),
    };
  }

  contradiction(cells: ApplicationCells): Contradiction | null {
    for (const { register, key, said } of this.parts(cells)) {
      const found = register.contradiction(key, said);
      if (found) return found;
    }
    return null;
  }

  add(line: number, cells: ApplicationCells): void {
    for (const { register, key, said } of this.parts(cells)) register.add(key, line, said, cells.timeZone);
  }

  private parts(cells: ApplicationCells): Part[] {
    const keys = this.keysOf(cells);
    const { candidate, candidateEmail, candidateTimeZone, employer, jobTitle, appliedOn } = cells;
    const { employerCountry, employerRegion, employerTimeZone, switchboard } = cells;
    const { postingSays, generalEmail, takenDownOn, appliedAt, channel } = cells;
    return [
      {
        register: this.candidates,
        key: keys.candidate,
        said: { candidate, candidateEmail, candidateTimeZone },
      },
      {
        register: this.employers,
        key: keys.employer,
        said: { employer, employerCountry, employerRegion, employerTimeZone, switchboard },
      },
      {
        register: this.postings,
        key: keys.posting,
        said: { employer, jobTitle, postingSays, generalEmail, takenDownOn },
      },
      { register: this.applications, key: keys.application, said: { appliedOn, appliedAt, channel } },
    ];
  }
}
