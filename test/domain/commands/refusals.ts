import type { Command } from '../../../src/domain/commands';
import { type Decided, decide } from '../../../src/domain/decide';
import { DomainError } from '../../../src/domain/errors';
import { fold } from '../../../src/domain/fold';
import { DAY } from '../../../src/domain/instant';
import { type Given, given } from '../../support/given';

export const zone = 'America/Chicago';
export const at = (local: string) => given().instant(local);

export const submittedAt = at('2026-03-03 10:00');
export const now = at('2026-03-10 10:00');
export const aDayAhead = now + DAY;
export const tooFarAhead = now + DAY + 1;

export const applied = () => given().submitted('2026-03-03 10:00');
export const attempted = () => applied().attempted('2026-03-04 10:00');
export const rejected = () => applied().heard('2026-03-09 10:00', 'REJECTED');

/** A command of which only what matters is said. */
export type Build = (facts?: object) => Command;
export const commandLike =
  (usual: Command): Build =>
  (facts = {}) =>
    ({ ...usual, ...facts }) as Command;

export const attempt = commandLike(applied().attempt('2026-03-09 10:00'));
export const response = commandLike(applied().response('2026-03-09 10:00', 'IN_PROGRESS'));
export const closing = commandLike({
  type: 'CloseApplication',
  outcome: 'WITHDRAWN',
  note: null,
  closedAt: null,
});
export const reopening = commandLike({ type: 'ReopenApplication', why: 'asked again', reopenedAt: null });

export function decided({ events }: Given, command: Command): Decided {
  return decide(command, { state: fold(events), history: events, now });
}

/** The refusals of a command, as "CODE field"; empty where it is accepted. */
export function refusals(application: Given, command: Command): string[] {
  try {
    decided(application, command);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems.map(({ code, field }) => `${code} ${field.join('.')}`);
  }
}

/** What is refused and how, and the nearest thing that is not. */
export function refuses(application: () => Given, build: Build, table: [string, object, object][]): void {
  it.each(table)('%s', (expected, refused, allowed) => {
    expect(refusals(application(), build(refused))).toEqual([expected]);
    expect(refusals(application(), build(allowed))).toEqual([]);
  });
}
