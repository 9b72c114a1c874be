import type { TimeZone } from '../domain/instant';
import type { ApplicationCells } from './application-cells';
import type { Field } from './fields';

/** What lines say of a thing, as far as they say anything. */
export type Said = Partial<ApplicationCells>;

/** A fact that differs from what an earlier line says of the same thing. */
export interface Contradiction {
  field: Field;
  earlierLine: number;
  earlier: unknown;
}

/** Something that lines name, with what is said of it, and on which line first. */
export interface Thing {
  key: string;
  said: Said;
  saidOn: Map<string, number>;
  lines: number[];
  /** The first zone in which a line about it was written. */
  lineTimeZone: TimeZone | null;
}

/**
 * The things of one sort, each under its key. A spreadsheet repeats facts from line to line: what one line
 * leaves out, another may say, but no two may differ.
 */
export class Register {
  private readonly byKey = new Map<string, Thing>();

  get(key: string): Thing | undefined {
    return this.byKey.get(key);
  }

  all(): Thing[] {
    return [...this.byKey.values()];
  }

  contradiction(key: string, said: Said): Contradiction | null {
    const thing = this.byKey.get(key);
    if (!thing) return null;
    for (const [field, value] of Object.entries(said)) {
      const earlier = thing.said[field as keyof Said];
      if (value == null || earlier == null || sameText(earlier, value)) continue;
      return { field: field as Field, earlierLine: thing.saidOn.get(field) as number, earlier };
    }
    return null;
  }

  add(key: string, line: number, said: Said, lineTimeZone: TimeZone | null): void {
    const thing: Thing = this.byKey.get(key) ?? { key, said: {}, saidOn: new Map(), lines: [], lineTimeZone };
    this.byKey.set(key, thing);
    thing.lines.push(line);
    thing.lineTimeZone ??= lineTimeZone;
    for (const [field, value] of Object.entries(said)) {
      if (value == null || thing.saidOn.has(field)) continue;
      thing.saidOn.set(field, line);
      Object.assign(thing.said, { [field]: value });
    }
  }
}

/** Names and addresses are the same in any case and with any blanks. */
export function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Tells one thing from another: of the same names, the same key. */
export function keyOf(...names: string[]): string {
  return JSON.stringify(names.map(folded));
}

function sameText(one: unknown, other: unknown): boolean {
  return folded(JSON.stringify(one)) === folded(JSON.stringify(other));
}
