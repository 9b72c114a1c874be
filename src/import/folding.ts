import { type ApplicationState, initialState } from '../domain/application';
import type { Command } from '../domain/commands';
import { decide } from '../domain/decide';
import type { Actor, Event } from '../domain/events';
import { asStanding, evolve, fold, follows } from '../domain/fold';
import type { Instant } from '../domain/instant';

const importer: Actor = { kind: 'IMPORT', id: 'check', name: 'check' };

/** An application in memory: commands are decided on it as the store would, and nothing is written. */
export class Folding {
  state: ApplicationState;
  private readonly events: Event[];

  constructor(
    history: readonly Event[],
    private readonly now: Instant,
  ) {
    this.events = [...history];
    this.state = history.length > 0 ? fold(history) : initialState;
  }

  /**
   * What the command leads to is folded in.
   * @throws DomainError where it is refused; the state is as before.
   */
  take(command: Command): void {
    const { events, state, now } = this;
    const decided = decide(command, { state, history: events, now });
    const version = events.length + 1;
    const event: Event = {
      ...decided,
      eventId: `event ${version}`,
      version,
      schemaVersion: 1,
      recordedAt: now,
      actor: importer,
    };
    events.push(event);
    this.state = follows(state, event) ? evolve(state, asStanding(event)) : fold(events);
  }
}
