import { isKnownPlace } from '../domain/holidays';
import { Contacts } from './contacts';
import type { Columns, Field } from './fields';
import type { LogLine } from './log';
import { makePlan, submissionTime } from './make-plan';
import type { ImportPlan } from './plan';
import { type LineMessage, quoted } from './problems';
import type { Contradiction, Thing } from './register';
import { Things } from './things';
import { inWriting } from './words';

export interface Gathered {
  plan: ImportPlan;
  refused: LineMessage[];
}

/** What the lines say together; those that contradict earlier ones, or leave out what is needed, are refused. */
export function gather(lines: readonly LogLine[], columns: Columns): Gathered {
  const refused: LineMessage[] = [];
  let rest = [...lines];
  for (;;) {
    const gathering = new Gathering(rest, columns);
    if (gathering.refused.length === 0) return { plan: gathering.plan(), refused };
    // Nothing may rest on what a refused line says.
    refused.push(...gathering.refused);
    rest = without(rest, gathering.refused);
  }
}

export function without(lines: readonly LogLine[], refused: readonly LineMessage[]): LogLine[] {
  const numbers = new Set(refused.map(({ line }) => line));
  return lines.filter(({ line }) => !numbers.has(line));
}

class Gathering {
  readonly refused: LineMessage[] = [];
  private readonly things: Things;
  private readonly contacts: Contacts;

  constructor(
    private readonly lines: readonly LogLine[],
    private readonly columns: Columns,
  ) {
    this.things = new Things(lines);
    this.contacts = new Contacts(lines);
    for (const line of lines) this.take(line);
    for (const employer of this.things.employers.all()) this.requirePlace(employer);
    if (this.refused.length === 0) this.requireSubmissionTimes();
  }

  plan(): ImportPlan {
    return makePlan(this.lines, this.things, this.contacts);
  }

  private take({ line, application, entry }: LogLine): void {
    const person = entry?.person;
    const contradiction = this.things.contradiction(application);
    if (this.things.isUnclear(application)) {
      const name = quoted(application.candidate);
      this.refuse(
        [line],
        'candidateEmail',
        `Empty, though several people are called ${name}: say whose it is.`,
      );
    } else if (person && !this.contacts.roleOf(application.employer, person.name)) {
      const message = `Empty; expected who ${quoted(person.name)} is, such as hiring manager or recruiter.`;
      this.refuse([line], 'contactRole', message);
    } else if (contradiction) {
      this.refuse([line], contradiction.field, differs(contradiction));
    } else {
      this.things.add(line, application);
    }
  }

  private requirePlace({ said, lines, lineTimeZone }: Thing): void {
    const { employer = '', employerCountry, employerRegion, employerTimeZone } = said;
    const name = quoted(employer);
    if (!employerTimeZone && !lineTimeZone) {
      this.refuse(
        lines,
        'employerTimeZone',
        `Empty on every line of ${name}; expected one such as America/Chicago.`,
      );
    }
    if (!employerCountry) {
      const example = 'expected one such as US or Germany. For all such lines: --country';
      this.refuse(lines, 'employerCountry', `Empty on every line of ${name}; ${example}.`);
    } else if (employerRegion && !isKnownPlace(employerCountry, employerRegion)) {
      const message = `${quoted(employerRegion)} is no known region of ${employerCountry}; expected a code such as IL for Illinois.`;
      this.refuse(lines, 'employerRegion', message);
    }
  }

  private requireSubmissionTimes(): void {
    const message = "There is no such time on that day: the employer's clocks went forward over it.";
    for (const { line, application } of this.lines) {
      if (submissionTime(this.things, this.things.keysOf(application)) === null) {
        this.refuse([line], 'appliedAt', message);
      }
    }
  }

  private refuse(lines: readonly number[], field: Field, message: string): void {
    const column = this.columns.titleOf(field);
    this.refused.push(...lines.map((line) => ({ line, column, message })));
  }
}

function differs({ earlierLine, earlier }: Contradiction): string {
  const words = [earlier].flat().map((value) => (typeof value === 'string' ? value : ''));
  const said = words.map((word) => (/^[A-Z_]{3,}$/.test(word) ? inWriting(word) : word)).join('; ');
  return `Differs from line ${earlierLine}${said ? `, which says ${quoted(said)}` : ''}.`;
}
